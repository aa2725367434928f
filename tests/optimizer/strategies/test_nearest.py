"""Nearest neighbour goes to whom it can serve soonest, trip after trip."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.locks import NotBefore, SequenceLock
from optimizer.stop import Stop
from optimizer.strategies.nearest import Nearest
from tests import random_days, toys
from tests.shifted import later, plan_later

OPEN = toys.OPEN


def trips(problem, **limits):
    plan = Nearest().solve(problem, Stop(**limits), seed=0)
    return {
        day.rider: [" ".join(stop.visit for stop in trip.stops) for trip in day.trips]
        for day in plan.riders
    }


def test_goes_to_the_closest_first():
    assert trips(toys.line((0, 5, 1, 3))) == {"R1": ["V2 V3 V1"]}


def test_prefers_a_ride_to_a_wait():
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    assert trips(toys.line((0, 1, 9), visits={"V1": late})) == {"R1": ["V2 V1"]}
    locks = (NotBefore(visit="V1", seconds=OPEN + 3_600),)
    assert trips(toys.line((0, 1, 9), locks=locks)) == {"R1": ["V2 V1"]}


def test_fills_one_trip_of_each_rider_in_turn():
    crew = toys.rider("R1", boxes=1), toys.rider("R2", boxes=1)
    assert trips(toys.line(riders=crew)) == {"R1": ["V1", "V3"], "R2": ["V2"]}
    assert trips(toys.line(riders=crew), iterations=1) == {"R1": ["V1"], "R2": ["V2"]}


def test_takes_a_locked_sequence_as_one():
    problem = toys.line(locks=(SequenceLock(visits=("V3", "V1")),))
    assert trips(problem) == {"R1": ["V2 V3 V1"]}


def test_loads_elsewhere_what_home_does_not_cook():
    problem = toys.line(
        (0, 1, 2),
        canteens=(toys.canteen(diets=("regular",)), toys.canteen("C2")),
        riders=(toys.rider(may_load_at=("C2",)),),
        visits={"V1": {"meals": {"halal": 1}}},
    )
    plan = Nearest().solve(problem, Stop(), seed=0)
    assert plan.riders[0].trips[0].canteen == "C2"
    assert plan.served() == {"V1", "V2"}


@given(random_days.problems(), st.integers(-9, 30).map(lambda minutes: minutes * 60))
@settings(max_examples=60)
def test_a_later_day_gives_the_same_plan_later(problem, by):
    plan = Nearest().solve(problem, Stop(), seed=0)
    assert Nearest().solve(later(problem, by), Stop(), seed=0) == plan_later(plan, by)
