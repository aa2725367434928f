"""Chances are those of counting every draw, whatever the ties and the order of values."""

from itertools import combinations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.regression.ranks import combined, rank_sum

VALUES = st.tuples(st.integers(0, 1), st.integers(0, 3))
SAMPLES = st.tuples(
    st.lists(VALUES, min_size=1, max_size=3), st.lists(VALUES, min_size=1, max_size=4)
)


def twice_the_ranks(values):
    """Twice the mean rank of each value, by comparing every pair."""
    return [sum(2 * (other < value) + (other == value) for other in values) + 1 for value in values]


def sums(new, old):
    """The sum found, and that of every draw of as many."""
    ranks = twice_the_ranks([*new, *old])
    return sum(ranks[: len(new)]), [sum(draw) for draw in combinations(ranks, len(new))]


@given(SAMPLES)
def test_chances_are_counted(samples):
    found, drawn = sums(*samples)
    test = rank_sum(*samples)
    assert test.found == found
    assert test.larger == pytest.approx(sum(one >= found for one in drawn) / len(drawn))
    assert test.smaller == pytest.approx(sum(one <= found for one in drawn) / len(drawn))


@given(SAMPLES, SAMPLES)
def test_strata_are_drawn_independently(left, right):
    (found, drawn), (found_too, drawn_too) = sums(*left), sums(*right)
    pairs = list(product(drawn, drawn_too))
    test = combined([rank_sum(*left), rank_sum(*right)])
    larger = sum(a + b >= found + found_too for a, b in pairs) / len(pairs)
    assert test.larger == pytest.approx(larger)


@given(SAMPLES, st.floats(0.01, 0.5))
def test_false_alarms_are_no_more_frequent_than_stated(samples, level):
    """Whichever of the values the new ones are, the test rejects a share of at most the level."""
    values = [*samples[0], *samples[1]]
    draws = list(combinations(range(len(values)), len(samples[0])))
    rejected = 0
    for draw in draws:
        new = [values[k] for k in draw]
        old = [value for k, value in enumerate(values) if k not in draw]
        rejected += rank_sum(new, old).larger <= level
    assert rejected <= level * len(draws) + 1e-9


def test_all_worse_is_the_rarest_of_draws():
    test = rank_sum([(9.0, k) for k in range(6)], [(1.0, k) for k in range(24)])
    assert test.larger == pytest.approx(1 / comb(30, 6))
    assert test.smaller == pytest.approx(1)


def test_what_comes_first_counts_for_more():
    assert rank_sum([(1, 0)], [(0, 99)] * 9).larger == pytest.approx(0.1)
