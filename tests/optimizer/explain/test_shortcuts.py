"""No way past other places is shorter than the bounds, and some bounds are exact."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.explain.shortcuts import bounds, shortest

PLACES = 6
matrices = st.integers(0, 10**6).map(
    lambda seed: np.random.default_rng(seed).integers(1, 60, (PLACES, PLACES)).astype(np.int32)
)


def closure(seconds):
    """All shortest ways, by Floyd and Warshall."""
    least = seconds.astype(np.int64)
    np.fill_diagonal(least, 0)
    for k in range(len(least)):
        least = np.minimum(least, least[:, k, None] + least[None, k, :])
    return least


@given(matrices, st.integers(0, PLACES - 1))
def test_shortest_ways_from_one_place(seconds, origin):
    assert shortest(seconds, origin).tolist() == closure(seconds)[origin].tolist()


@given(matrices, st.sets(st.integers(0, PLACES - 1), min_size=2), st.data())
def test_bounds_hold_and_are_exact_where_asked(seconds, rows, data):
    rows = sorted(rows)
    exact = data.draw(st.sampled_from(rows))
    least, true = bounds(seconds, rows, {exact}), closure(seconds)[np.ix_(rows, rows)]
    assert (least <= true).all()
    at = rows.index(exact)
    assert least[at].tolist() == true[at].tolist()
    assert least[:, at].tolist() == true[:, at].tolist()
