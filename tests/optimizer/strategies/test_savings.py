"""Savings: what is joined saves a ride, and whole trips fill riders' days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.lunches import lunch
from optimizer.checker import check
from optimizer.stop import Stop
from optimizer.strategies.drafts.ground import Ground
from optimizer.strategies.fixed_areas import FixedAreas
from optimizer.strategies.savings import Savings, joined
from optimizer.timing import Schedule
from tests import random_days, toys
from tests.shifted import later, plan_later

OPEN = toys.OPEN


def routes(problem, boxes=10, share=1.0):
    """Joined trips from C1 by e-bike."""
    ground, canteen = Ground(Schedule(problem), Stop()), problem.canteens[0]
    parts = [ground.part(block, "ebike", canteen) for block in ground.schedule.open]
    found = joined(ground, canteen, "ebike", parts, boxes, share)
    return sorted(" ".join(v for part in route for v in part.block) for route in found)


def test_opposite_ends_of_the_road_save_nothing_together():
    assert routes(toys.line((0, 1, 2, -1, -2))) == ["V1 V2", "V3 V4"]


def test_the_largest_saving_is_joined_first():
    assert routes(toys.line((0, 1, 5, 6)), boxes=2) == ["V1", "V2 V3"]


def test_no_trip_is_larger_or_longer_than_asked():
    assert len(routes(toys.line(), boxes=1)) == 3
    # fresh for an hour: a twentieth is three minutes, as two doors and a minute between them take
    assert max(len(route.split()) for route in routes(toys.line(), share=0.05)) == 2


def test_who_opens_much_later_is_not_joined():
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    assert routes(toys.line(visits={"V2": late})) == ["V1 V3", "V2"]


def solve(problem):
    return Savings().solve(problem, Stop(), seed=0)


def test_whole_trips_fill_a_day():
    plan = solve(toys.line((0, 1, 2, -1, -2), riders=(toys.rider("R1"), toys.rider("R2"))))
    assert [len(day.trips) for day in plan.riders] == [2]
    assert not plan.unserved


def test_a_trip_that_does_not_fit_is_cut():
    shift = (OPEN, OPEN + 300 + 6 * 60)
    plan = solve(toys.line((0, 1, 1, 1), riders=(toys.rider("R1", shift=shift), toys.rider("R2"))))
    assert not plan.unserved


def test_rides_are_shorter_than_in_areas():
    problem = lunch(1, visits=100, riders=8, radius_km=0.75)
    plan, areas = solve(problem), FixedAreas().solve(problem, Stop(), seed=0)
    assert not plan.unserved
    assert check(problem, plan).kpis["metres"] < check(problem, areas).kpis["metres"]


@pytest.mark.parametrize("riders", [8, 12])
def test_in_a_shortage_the_most_vulnerable_are_served(riders):
    problem = lunch(1, riders=riders)
    kpis = check(problem, solve(problem)).kpis
    assert kpis["unserved_tier_1"] == 0
    assert kpis["unserved_tier_3"] > 0


@given(random_days.problems(), st.integers(-9, 30).map(lambda minutes: minutes * 60))
def test_a_later_day_gives_the_same_plan_later(problem, by):
    assert solve(later(problem, by)) == plan_later(solve(problem), by)
