"""The space-filling curve: a closed line that goes everywhere, cut into trips."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lunches import lunch
from optimizer.checker import check
from optimizer.stop import Stop
from optimizer.strategies.fixed_areas import FixedAreas
from optimizer.strategies.space_filling_curve import HALVINGS, SpaceFillingCurve, sierpinski
from tests import random_days, toys
from tests.shifted import later, plan_later

WHOLE = 2 ** (HALVINGS + 1)
"""Length of the curve."""


def apart(a, b):
    """How far along the closed curve, as a share of it."""
    gap = abs(int(a) - int(b)) / WHOLE
    return min(gap, 1 - gap)


def test_the_curve_goes_round_the_square():
    x, y = np.array([0.01, 0.99, 0.99, 0.01]), np.array([0.0, 0.01, 1.0, 0.99])
    quarters = sierpinski(x, y) / WHOLE
    assert list(np.argsort(quarters)) == [0, 1, 2, 3]


@given(st.floats(0, 1), st.floats(0, 1))
def test_close_on_the_curve_is_close_in_town(x, y):
    """A stretch of 1/2 ** n of the curve fills a triangle with a hypotenuse of 1/2 ** (n/2) · 2."""
    rng = np.random.default_rng(0)
    points = np.vstack([[x, y], rng.random((200, 2))])
    places = sierpinski(points[:, 0], points[:, 1])
    for (u, v), place in zip(points[1:], places[1:], strict=True):
        assert np.hypot(u - x, v - y) <= 4 * np.sqrt(apart(places[0], place)) + 1e-6


def test_the_tour_is_a_quarter_longer_than_the_best():
    """Known of random points: the tour is about 0.92 · sqrt(n), the best one 0.71 · sqrt(n)."""
    points = np.random.default_rng(1).random((5_000, 2))
    tour = points[np.argsort(sierpinski(points[:, 0], points[:, 1]))]
    length = np.hypot(*(tour - np.roll(tour, 1, axis=0)).T).sum()
    assert 0.85 < length / np.sqrt(5_000) < 0.97


def solve(problem):
    return SpaceFillingCurve().solve(problem, Stop(), seed=0)


def test_riders_are_filled_one_after_another():
    crew = (toys.rider("R1", boxes=2), toys.rider("R2", boxes=2))
    plan = solve(toys.line((0, 1, 2, 3, 4), riders=crew))
    assert [len(day.trips) for day in plan.riders] == [2]


def test_everybody_is_served_by_fewer_riders_than_there_are_areas():
    problem = lunch(1, visits=100, riders=8, radius_km=0.75)
    plan, areas = solve(problem), FixedAreas().solve(problem, Stop(), seed=0)
    assert not plan.unserved
    assert len(plan.riders) < len(areas.riders)


@pytest.mark.parametrize("riders", [8, 12])
def test_in_a_shortage_the_most_vulnerable_are_served(riders):
    problem = lunch(1, riders=riders)
    kpis = check(problem, solve(problem)).kpis
    assert kpis["unserved_tier_1"] == 0
    assert kpis["unserved_tier_3"] > 0


@given(random_days.problems(), st.integers(-9, 30).map(lambda minutes: minutes * 60))
def test_a_later_day_gives_the_same_plan_later(problem, by):
    assert solve(later(problem, by)) == plan_later(solve(problem), by)
