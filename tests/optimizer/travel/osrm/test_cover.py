"""Every pair without a road has a place that is told of, and no place is told of for nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from optimizer.travel.osrm.cover import cover


def sides(*groups):
    """Which pairs are apart when roads join only the places of a group."""
    group = np.repeat(np.arange(len(groups)), groups)
    return group[:, None] != group


def test_the_smaller_side_of_a_river_is_told_of():
    assert list(cover(sides(5, 2))) == [(5, 5), (6, 5)]


def test_the_two_smaller_of_three_islands_are_told_of():
    assert [row for row, _ in cover(sides(1, 4, 2))] == [0, 5, 6]


def test_nothing_apart_nothing_told():
    assert not list(cover(np.zeros((4, 4), bool)))
    assert not list(cover(np.zeros((0, 0), bool)))


def test_one_direction_is_enough():
    apart = np.zeros((3, 3), bool)
    apart[2, 1] = True
    assert list(cover(apart)) == [(1, 1)]


@given(arrays(bool, st.tuples(st.just(7), st.just(7))))
def test_every_pair_is_covered_once_the_diagonal_is_clear(apart):
    np.fill_diagonal(apart, val=False)
    before = apart.copy()
    told = dict(cover(apart))
    assert (apart == before).all()
    for i, j in np.argwhere(apart):
        assert i in told or j in told
    for row, others in told.items():
        assert others == len({*np.flatnonzero(apart[row]), *np.flatnonzero(apart[:, row])})
