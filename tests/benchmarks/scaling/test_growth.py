"""Exponents are found where growth is a power, with an error of nothing, and judged otherwise."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scaling.growth import growth

SIZES = (100, 200, 400, 800)


def fitted(sizes, values):
    """The growth, which there is."""
    found = growth(sizes, values)
    assert found is not None
    return found


@given(st.floats(-2, 3), st.floats(0.01, 1_000))
def test_powers_are_met_exactly(exponent, factor):
    found = fitted(SIZES, [factor * n**exponent for n in SIZES])
    assert found.exponent == pytest.approx(exponent, abs=1e-6)
    assert found.last == pytest.approx(exponent, abs=1e-6)
    assert found.error == pytest.approx(0, abs=1e-6)


def test_known_example_with_its_error():
    """Logarithms 0, 1, 3 over 0, 1, 2: slope 3/2, residuals 1/6, -1/3, 1/6."""
    found = fitted([math.e**k for k in range(3)], [1, math.e, math.e**3])
    assert found.exponent == pytest.approx(1.5)
    assert found.error == pytest.approx(math.sqrt((1 / 36 + 1 / 9 + 1 / 36) / 2))
    assert found.last == pytest.approx(2)
    assert str(found) == "n^1.50 ± 0.29"


def test_fixed_costs_hide_in_the_fit_but_not_at_the_end():
    found = fitted(SIZES, [1 + (n / 400) ** 2 for n in SIZES])
    assert found.exponent < 1 < found.last


@given(st.permutations(SIZES))
def test_order_does_not_matter(sizes):
    assert growth(sizes, [n**1.3 + 7 for n in sizes]) == growth(SIZES, [n**1.3 + 7 for n in SIZES])


@pytest.mark.parametrize("values", [(1, 2, 0, 0), (1, -2, 3, 0)])
def test_two_points_make_no_fit(values):
    assert growth(SIZES, values) is None


def test_several_seeds_of_two_sizes_make_no_fit():
    assert growth((100, 100, 200), (1, 2, 3)) is None
