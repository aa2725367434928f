"""Batches are filled in the order of departure, and the sums are the plan's meals."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from api.plans.kitchens import kitchen_meals, kitchens_for
from optimizer.notices import EATING_IN, Notice
from optimizer.plan import Trip
from optimizer.planning import solve
from optimizer.problem import Batch
from optimizer.replan import replan
from optimizer.replan.disruptions import Breakdown
from optimizer.stop import Stop
from tests.toys import canteen, line, rider

TWO_EACH = {
    "V1": {"meals": {"regular": 2}},
    "V2": {"meals": {"soft": 2}},
    "V3": {"meals": {"regular": 2}},
}


def planned(**changes):
    problem = line(visits=TWO_EACH, **changes)
    return problem, solve(problem, "nearest", Stop())


def test_without_batches_all_is_packed_at_once():
    (kitchen,) = kitchen_meals(*planned())
    assert kitchen.meals == {"regular": 4, "soft": 2}
    assert [(b.ready, b.limit, b.meals) for b in kitchen.batches] == [(None, None, kitchen.meals)]


def test_trip_may_take_boxes_from_two_batches():
    batches = (Batch(ready=36_000, meals=3), Batch(ready=36_300, meals=10))
    problem, plan = planned(canteens=(canteen(batches=batches),))
    (kitchen,) = kitchen_meals(problem, plan)
    first, second = kitchen.batches
    assert plan.unserved == ()
    assert (first.ready, first.limit, sum(first.meals.values())) == (36_000, 3, 3)
    assert sum(second.meals.values()) == 3
    assert Counter(first.meals) + Counter(second.meals) == kitchen.meals


def test_idle_canteen_packs_nothing():
    idle = canteen("C2")
    problem, plan = planned(canteens=(canteen(), idle))
    assert kitchen_meals(problem, plan)[1].meals == {}


@pytest.mark.parametrize("boxes", [2, 4, 10])
def test_early_departures_use_early_batches(boxes):
    """With smaller trips the first batch serves the first departures."""
    batches = (Batch(ready=36_000, meals=boxes), Batch(ready=37_000, meals=20))
    riders = (rider(boxes=boxes, max_trips=4),)
    problem, plan = planned(canteens=(canteen(batches=batches),), riders=riders)
    first_trip = min((t for d in plan.riders for t in d.trips), key=lambda t: t.depart)
    carried = sum(problem.visit[stop.visit].boxes for stop in first_trip.stops)
    (kitchen,) = kitchen_meals(problem, plan)
    assert sum(kitchen.batches[0].meals.values()) >= min(boxes, carried)
    only_first = replace(plan, riders=())
    assert kitchen_meals(problem, only_first)[0].meals == {}


def test_meals_that_change_hands_are_those_of_the_kitchen_that_loaded_them():
    """R1 breaks down after the first stop, R2 takes over the rest at the meeting point."""
    riders = (rider("R1"), rider("R2"))
    problem, plan = planned(riders=riders, canteens=(canteen(batches=(Batch(ready=0, meals=6),)),))
    first = next(day for day in plan.riders if day.trips)
    broken = Breakdown(rider=first.rider)
    happened = replan(
        problem,
        plan,
        first.trips[0].stops[0].end,
        [broken],
        stop=Stop(iterations=1),
        strategy="nearest",
    )
    assert happened.plan.unserved == ()
    (kitchen,) = kitchen_meals(happened.problem, happened.plan)
    assert sum(kitchen.meals.values()) == 6
    assert sum(kitchen.handed_over.values()) == 4
    packed = sum((Counter(batch.meals) for batch in kitchen.batches), Counter())
    assert packed + Counter(kitchen.handed_over) == kitchen.meals


def test_meals_that_changed_hands_twice_are_still_the_first_kitchens():
    points = (
        canteen("@R1", handed_over_by="R1"),
        canteen("@R2", handed_over_by="R2"),
    )
    first = Trip(canteen="C1", load_start=0, depart=300, returns=300, stops=())
    riders = (rider("R1", frozen=(first,)), rider("R2", frozen=(replace(first, canteen="@R1"),)))
    offered: dict[str, dict[str, Any]] = {
        "V1": {"canteens": ("@R2",)},
        "V2": {"canteens": ("C2", "@R1")},
    }
    problem = line(visits=offered, canteens=(canteen(), canteen("C2"), *points), riders=riders)
    assert [kitchens_for(problem, problem.visit[v]) for v in ("V1", "V2", "V3")] == [
        ("C1",),
        ("C2", "C1"),
        None,
    ]


def test_what_is_eaten_at_the_canteen_stands_beside_what_is_packed():
    notice = Notice(code=EATING_IN, params={"location": "p0", "canteen": "C1", "meals": 90})
    problem, plan = planned(notices=(notice,))
    (kitchen,) = kitchen_meals(problem, plan)
    assert (kitchen.eating_in, sum(kitchen.meals.values())) == (90, 6)
