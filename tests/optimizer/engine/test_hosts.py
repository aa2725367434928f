"""Absent nodes go to a group that may carry them, mostly the nearest one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.engine.gate import instance_of, matrices
from optimizer.engine.hosts import Hosts
from tests import toys

NOBODY = np.full(3, -1, np.int64)
LAST = 4
"""The node of V5."""


@pytest.fixture(scope="module")
def street():
    """Kitchens at both ends of a street with five doors; only R4 has boxes for the party at V5.

    Riders R1 and R2 are a group at C1, R3 is one at C2 and R4 another.
    """
    problem = toys.line(
        (0, 10, 20, 30, 40, 50),
        visits={"V5": {"meals": {"regular": 15}}},
        canteens=(toys.canteen("C1"), toys.canteen("C2", "p5")),
        riders=(
            toys.rider("R1"),
            toys.rider("R2"),
            toys.rider("R3", "C2"),
            toys.rider("R4", "C2", boxes=20),
        ),
    )
    instance, names = instance_of(problem)
    groups = [np.array([0, 1]), np.array([2]), np.array([3])]
    kitchens = [np.array([0]), np.array([1]), np.array([1])]
    near_r3, near_r4 = instance.node.enter[2], instance.node.enter[3]
    places = np.array([instance.node.enter[0]] * 2 + [near_r3, near_r4], np.int64)
    return Hosts(instance, matrices(problem, names), groups, kitchens, places)


@given(seed=st.integers(0, 100), around=st.lists(st.integers(-1, 3), min_size=3, max_size=3))
def test_whom_only_one_group_may_carry_goes_there_whoever_is_around(street, seed, around):
    assert street.of(LAST, np.array(around), np.random.default_rng(seed)) == 2


def test_an_able_neighbour_is_followed_mostly_not_always(street):
    rng = np.random.default_rng(1)
    groups = [street.of(2, np.array([2, 0, -1]), rng) for _ in range(200)]
    assert set(groups) == {0, 1}
    assert 100 < groups.count(1) < 180


def test_with_nobody_around_the_shortest_way_by_a_kitchen_decides(street):
    rng = np.random.default_rng(1)
    assert street.of(0, NOBODY, rng) == 0


def test_of_riders_at_one_kitchen_the_one_whose_visits_are_nearest_decides(street):
    rng = np.random.default_rng(1)
    assert street.of(2, NOBODY, rng) == 1
    assert street.of(3, NOBODY, rng) == 2
