"""Each rule and cost binds in the model where it should, and lets go where it need not."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch, Problem
from optimizer.stop import Stop
from optimizer.strategies.ortools import OrTools
from optimizer.timing import Leg, drive
from tests.toys import OPEN, canteen, line, rider

ITERATIONS = 15


def solved(problem: Problem) -> Plan:
    plan = OrTools().solve(problem, Stop(iterations=ITERATIONS), seed=0)
    assert not check(problem, plan).violations
    return plan


def tours(plan: Plan) -> dict[str, list[list[str]]]:
    return {
        day.rider: [[stop.visit for stop in trip.stops] for trip in day.trips]
        for day in plan.riders
    }


def unserved(plan: Plan) -> set[str]:
    return {entry.visit for entry in plan.unserved}


def riders(count: int, **changes: Any) -> tuple[Any, ...]:
    return tuple(rider(f"R{k + 1}", **changes) for k in range(count))


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [
        ({}, 0),
        ({"riders": (rider(boxes=1, max_trips=2),)}, 1),  # BOXES and TRIPS
        ({"riders": (rider(boxes=3, max_trips=1),)}, 0),
        ({"visits": {"V3": {"skills": ("lift",)}}}, 1),  # SKILL
        ({"visits": {"V3": {"skills": ("lift",)}}, "riders": (rider(skills=("lift",)),)}, 0),
        (
            {"visits": {"V3": {"meals": {"halal": 1}}}, "canteens": (canteen(diets=("regular",)),)},
            1,
        ),
        ({"visits": {"V3": {"canteens": ()}}}, 1),  # CANTEEN
        ({"visits": {"V3": {"window": (OPEN, OPEN + 479)}}}, 1),  # WINDOW: 300 to load, 180 to ride
        ({"visits": {"V3": {"window": (OPEN, OPEN + 480)}}}, 0),
        ({"visits": {"V3": {"max_onboard_seconds": 479}}}, 1),  # FRESH
        ({"visits": {"V3": {"max_onboard_seconds": 480}}}, 0),
        ({"visits": {"V3": {"released": OPEN + 7_100}}}, 1),  # RELEASED: 100 s are left to ride 180
        ({"visits": {"V3": {"released": OPEN + 7_000}}}, 0),
        ({"riders": (rider(shift=(OPEN, OPEN + 719)),)}, 1),  # SHIFT: 300 + 180 + 60 + 180
        ({"canteens": (canteen(capacity=2),)}, 1),  # KITCHEN
        ({"canteens": (canteen(capacity_by_diet={"regular": 2}),)}, 1),
        ({"canteens": (canteen(capacity_by_diet={"halal": 0}),)}, 0),
        ({"canteens": (canteen(batches=(Batch(ready=OPEN, meals=2),)),)}, 1),  # BATCH
        ({"now": OPEN + 7_000}, 3),
    ],
)
def test_a_rule_leaves_out_as_few_as_it_must(changes: Mapping[str, Any], left_out: int):
    assert len(unserved(solved(line(**changes)))) == left_out


def test_the_on_board_limit_counts_waiting():
    """V1 opens an hour after V2 closes: on one trip, V1's meal would wait too long on board."""
    visits: dict[str, dict[str, Any]] = {
        "V1": {"window": (OPEN + 4_200, OPEN + 7_200), "max_onboard_seconds": 3_600},
        "V2": {"window": (OPEN, OPEN + 600)},
    }
    together = line((0, 1, 2), visits, riders=(rider(max_trips=1),))
    assert len(unserved(solved(together))) == 1
    assert tours(solved(line((0, 1, 2), visits))) == {"R1": [["V2"], ["V1"]]}


def test_a_short_wait_on_board_is_allowed():
    visits = {
        "V1": {"window": (OPEN, OPEN + 600)},
        "V2": {"window": (OPEN + 1_800, OPEN + 7_200)},
    }
    plan = solved(line((0, 1, 2), visits, riders=(rider(max_trips=1),)))
    assert tours(plan) == {"R1": [["V1", "V2"]]}
    assert plan.riders[0].trips[0].stops[1].onboard > 1_000


def test_trips_of_one_rider_follow_each_other():
    plan = solved(line(riders=(rider(boxes=1, max_trips=3),)))
    assert len(plan.riders[0].trips) == 3


def test_meals_leave_only_once_they_are_packed():
    """Two meals are packed at ten, the third an hour later: it needs another trip."""
    batches = (Batch(ready=OPEN, meals=2), Batch(ready=OPEN + 3_600, meals=1))
    hurried = {"V1": {"window": (OPEN, OPEN + 1_200)}, "V2": {"window": (OPEN, OPEN + 1_200)}}
    plan = solved(line(visits=hurried, canteens=(canteen(batches=batches),)))
    assert tours(plan) == {"R1": [["V1", "V2"], ["V3"]]}
    assert plan.riders[0].trips[1].depart >= OPEN + 3_600
    short = (Batch(ready=OPEN, meals=1), *batches[1:])
    assert len(unserved(solved(line(visits=hurried, canteens=(canteen(batches=short),))))) == 1


@pytest.mark.parametrize(("bays", "left_out"), [(1, 1), (2, 0), (None, 0)])
def test_riders_load_one_after_another_in_a_bay(bays: int | None, left_out: int):
    """Both visits close when a single loading and the ride are over."""
    plan = solved(
        line(
            (0, 1, 1),
            {"V1": {"window": (OPEN, OPEN + 400)}, "V2": {"window": (OPEN, OPEN + 400)}},
            canteens=(canteen(loading_bays=bays),),
            riders=riders(2, boxes=1),
        )
    )
    assert len(unserved(plan)) == left_out


def test_a_rider_loads_at_another_canteen():
    canteens = (canteen(diets=("regular",)), canteen("C2", "p3", diets=("halal",)))
    visits: dict[str, dict[str, Any]] = {"V1": {"meals": {"halal": 1}}, "V3": {"canteens": ("C1",)}}
    at_home = line(visits=visits, canteens=canteens)
    assert unserved(solved(at_home)) == {"V1"}
    both = dataclasses.replace(at_home, riders=(rider(may_load_at=("C2",)),))
    assert {trip.canteen for trip in solved(both).riders[0].trips} == {"C1", "C2"}


def test_riders_ride_straight_to_the_next_loading_canteen():
    """The shift is too short for the way by home."""
    needed = 300 + 1_200 + 60 + 300 + 600 + 60 + 600  # C1, V2 at C2's door, C2, V1, home
    problem = line(
        (0, 10, 20),
        {"V1": {"meals": {"halal": 1}, "tier": 3}},
        canteens=(canteen(diets=("regular",)), canteen("C2", "p2", diets=("halal",))),
        riders=(rider(may_load_at=("C2",), shift=(OPEN, OPEN + needed)),),
    )
    assert not unserved(solved(problem))
    late = rider(may_load_at=("C2",), shift=(OPEN, OPEN + needed - 1))
    assert len(unserved(solved(dataclasses.replace(problem, riders=(late,))))) == 1


def test_frozen_trips_stay_and_their_meals_count():
    first = rider(max_trips=2)
    problem = line(riders=(first,), canteens=(canteen(capacity=2),))
    under_way = drive(problem, first, [Leg("C1", ("V3",), OPEN + 300)]).trips[0]
    busy = dataclasses.replace(first, frozen=(under_way,))
    plan = solved(dataclasses.replace(problem, riders=(busy,), now=OPEN + 400))
    assert plan.riders[0].trips[0].stops == under_way.stops
    assert len(plan.riders[0].trips) == 2
    assert len(unserved(plan)) == 1


def test_the_tiers_and_the_misses_decide_who_is_left_out():
    one_box = (rider(boxes=1, max_trips=1),)
    tiers = {"V1": {"tier": 3}, "V2": {"tier": 1}, "V3": {"tier": 2}}
    assert unserved(solved(line(visits=tiers, riders=one_box))) == {"V1", "V3"}
    missed = {"V3": {"missed_recently": 1}}
    assert unserved(solved(line(visits=missed, riders=one_box))) == {"V1", "V2"}


def test_the_emergency_policy_serves_late_and_says_so():
    visits: dict[str, dict[str, Any]] = {"V3": {"window": (OPEN, OPEN + 400)}}
    assert unserved(solved(line(visits=visits))) == {"V3"}
    widened = Policy(emergency=Emergency(window_seconds=600))
    plan = solved(line(visits=visits, policy=widened))
    assert [s.visit for t in plan.riders[0].trips for s in t.stops if s.relaxed] == ["V3"]


def test_the_riders_who_know_the_visits_carry_them():
    visits = {"V1": {"familiarity": {"R2": 1.0}}, "V2": {"familiarity": {"R2": 1.0}}}
    plan = solved(line((0, 1, 2), visits, riders=riders(2)))
    assert set(tours(plan)) == {"R2"}


def test_the_previous_rider_keeps_the_visits():
    problem = line((0, 1, 2), riders=riders(2))
    day = drive(problem, problem.rider["R2"], [Leg("C1", ("V1", "V2"), OPEN + 300)])
    again = dataclasses.replace(problem, previous=Plan(riders=(day,), unserved=()))
    assert set(tours(solved(again))) == {"R2"}
