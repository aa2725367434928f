"""Canteens work one after another, and who is left over goes to the next."""

from __future__ import annotations

import pytest

from optimizer.checker import check
from optimizer.problem import Batch
from optimizer.stop import Stop
from optimizer.strategies import registry
from tests import toys

OPEN = toys.OPEN

both = pytest.mark.parametrize("name", ["savings", "space_filling_curve"])


def solve(name, problem, stop=None):
    plan = registry.get(name).solve(problem, stop or Stop(), seed=0)
    assert check(problem, plan).violations == ()
    return {
        day.rider: [(trip.canteen, {stop.visit for stop in trip.stops}) for trip in day.trips]
        for day in plan.riders
    }


def town(**changes):
    """Canteens at both ends of ten units, a rider each; four visits in between."""
    values = {
        "canteens": (toys.canteen("C1", "p0"), toys.canteen("C2", "p1")),
        "riders": (toys.rider("R1"), toys.rider("R2", "C2")),
        "visits": {"V1": {"meals": {"halal": 99}}},  # nobody cares for it here
    }
    return toys.line((0, 10, 1, 2, 8, 9), **(values | changes))


@both
def test_each_canteen_serves_its_side(name):
    assert solve(name, town()) == {"R1": [("C1", {"V2", "V3"})], "R2": [("C2", {"V4", "V5"})]}


@both
def test_who_is_left_over_goes_to_the_next_canteen(name):
    busy = toys.rider("R1", boxes=1, max_trips=1), toys.rider("R2", "C2")
    days = solve(name, town(riders=busy))
    assert set.union(*(visits for trips in days.values() for _, visits in trips)) == {
        "V2", "V3", "V4", "V5",
    }  # fmt: skip


@both
def test_riders_from_elsewhere_help_after_their_own(name):
    helper = (toys.rider("R2", "C2", may_load_at=("C1",), max_trips=2),)
    days = solve(name, town(riders=helper))
    assert days["R2"][0][0] == "C2"
    assert set.union(*(visits for _, visits in days["R2"])) == {"V2", "V3", "V4", "V5"}


def two_levels(**changes):
    """A van brings four meals to a point at 5; a volunteer walks on with three of them."""
    point = toys.canteen(
        "D1", "p1", capacity=3, supplied_by=("V1",),
        batches=(Batch(ready=OPEN + 2_400, meals=3),),
    )  # fmt: skip
    bulk = {
        "meals": {"regular": 4},
        "transit": 3,
        "canteens": ("C1",),
        "window": (OPEN + 600, OPEN + 2_000),
    }
    walked = {"canteens": ("D1",), "window": (OPEN + 2_400, OPEN + 4_200)}
    visits = {"V1": bulk, "V2": walked, "V3": walked, "V4": walked, "V5": {"canteens": ("C1",)}}
    values = {
        "canteens": (point, toys.canteen()),
        "riders": (toys.rider("W1", "D1"), toys.rider("R1", boxes=4, max_trips=1)),
        "visits": visits,
    }
    return toys.line((0, 5, 6, 7, 4, 3), **(values | changes))


@both
def test_meal_points_are_supplied_before_anybody_walks_on(name):
    days = solve(name, two_levels())
    # the only trip of four boxes goes to the point, not to the door on the way
    assert days["R1"] == [("C1", {"V1"})]
    assert set.union(*(visits for _, visits in days["W1"])) == {"V2", "V3", "V4"}


@both
def test_an_iteration_is_one_canteen(name):
    assert list(solve(name, town(), Stop(iterations=1))) == ["R1"]
