"""Pieces and lines say of a function what it says itself, value by value."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.timing.convex import lines_below, pieces_of


@st.composite
def functions(draw):
    """Whole numbers, some left out, and two values for each."""
    x = sorted(draw(st.sets(st.integers(0, 25), min_size=1)))
    values = st.lists(st.integers(-9, 9), min_size=len(x), max_size=len(x))
    return tuple(np.array(column, np.int64) for column in (x, draw(values), draw(values)))


@given(functions())
def test_pieces_are_the_function_and_leave_nothing_out(function):
    x, *columns = function
    pieces = list(pieces_of(x, columns))
    covered = [k for piece in pieces for k in range(piece.first, piece.last + 1)]
    assert covered == x.tolist()
    for piece in pieces:
        for lines, values in zip(piece.functions, columns, strict=True):
            for k in range(piece.first, piece.last + 1):
                above = max(line.slope * k + line.constant for line in lines)
                assert above == values[x == k][0]


def test_a_convex_function_is_one_piece():
    x = np.arange(-5, 6)
    (piece,) = pieces_of(x, [abs(x)])
    assert [line.slope for line in piece.functions[0]] == [-1, 1]


@given(functions())
def test_hull_is_below_everywhere_and_as_high_as_it_can_be(function):
    x, values, _ = function
    below = list(lines_below(x, values))
    for k, value in zip(x.tolist(), values.tolist(), strict=True):
        assert all(factor * value >= line.slope * k + line.constant for factor, line in below)
    for factor, line in below:
        assert factor > 0
        assert sum(factor * values == line.slope * x + line.constant) >= 2
    assert bool(below) == (len(x) > 1)
