"""Who can help plans by itself, beside everybody else as they are."""

from __future__ import annotations

from dataclasses import replace

from optimizer.checker import check
from optimizer.locks import NeverLock, RiderLock
from optimizer.problem import Batch
from optimizer.replan.part import part_of
from optimizer.timing.day import plan_of_days
from tests import pairs, plans, toys

LEAVES = toys.OPEN + 300
PLACES = tuple(range(10))
PACKED = (Batch(ready=toys.OPEN, meals=9),)
CANTEENS = tuple(toys.canteen(f"C{k}", f"p{k - 1}", batches=PACKED) for k in (1, 2, 3))
RIDERS = pairs.crew(
    {"canteen": "C1"},
    {"canteen": "C1", "may_load_at": ("C2",)},
    {"canteen": "C2"},
    {"canteen": "C3"},
)
NAMED = {f"V{k}": {"canteens": (f"C{(k + 2) // 3}",)} for k in range(1, 10)}
DAY = pairs.day(PLACES, visits=NAMED, canteens=CANTEENS, riders=RIDERS)
IDLE = plans.by_hand(
    DAY,
    R1=[("C1", LEAVES, "V1")],
    R2=[("C1", LEAVES, "V3")],
    R3=[("C2", LEAVES, "V4 V5 V6")],
    R4=[("C3", LEAVES, "V7 V8 V9")],
)


def test_riders_who_load_where_the_visit_may_be_loaded_take_part():
    part = part_of(DAY, IDLE, ())
    assert part is not None
    assert part.riders == {"R1", "R2"}
    assert {visit.id for visit in part.problem.visits} == {"V1", "V2", "V3", "V4", "V5", "V6"}


def test_who_loads_at_the_same_kitchens_is_in_it_with_trips_that_stay():
    part = part_of(DAY, IDLE, ())
    assert part is not None
    outsider = part.problem.rider["R3"]
    assert outsider.frozen == IDLE.riders[2].trips
    assert outsider.max_trips == 1
    assert "R4" not in part.problem.rider
    members = [day for day in IDLE.riders if day.rider in part.problem.rider]
    assert check(part.problem, plan_of_days(part.problem, members)).violations == ()


def test_days_that_the_part_finds_are_put_back_among_the_others():
    part = part_of(DAY, IDLE, ())
    assert part is not None
    found = plans.by_hand(part.problem, R1=[("C1", LEAVES, "V1 V2 V3")], R3=[])
    days = part.put_back({day.rider: day for day in IDLE.riders}, found)
    assert set(days) == {"R1", "R3", "R4"}
    assert days["R3"] == IDLE.riders[2]
    assert check(DAY, plan_of_days(DAY, list(days.values()))).violations == ()


def test_riders_who_are_tied_by_locks_take_part():
    fewer = [visit for visit in DAY.visits if visit.id not in {"V7", "V8"}]
    day = replace(DAY, visits=tuple(fewer), locks=(NeverLock(visits=("V2", "V9")),))
    idle = replace(
        IDLE, riders=(*IDLE.riders[:3], *plans.by_hand(day, R4=[("C3", LEAVES, "V9")]).riders)
    )
    part = part_of(day, plan_of_days(day, idle.riders), ())
    assert part is not None
    assert part.riders == {"R1", "R2", "R4"}
    assert part.problem.locks == day.locks


def test_locks_of_others_stay_outside():
    part = part_of(replace(DAY, locks=(RiderLock(visit="V7", rider="R4"),)), IDLE, ())
    assert part is not None
    assert part.problem.locks == ()


def test_where_nearly_all_take_part_there_is_no_part():
    assert part_of(DAY, IDLE, ("R3", "R4")) is None


def test_levels_that_wait_for_each_other_stay_together():
    day = toys.two_levels(riders=(*toys.two_levels().riders, toys.rider("R3", profile="van")))
    idle = plans.by_hand(
        day, R1=[("C1", toys.OPEN + 1_600, "B1")], R2=[("P1", toys.OPEN + 3_060, "V1 V2")]
    )
    assert check(day, idle).violations == ()
    part = part_of(day, idle, ())
    assert part is not None
    assert part.riders == {"R1", "R3"}
    assert set(part.problem.visit) == {"B1", "V3"}
    assert part.problem.canteen["P1"].supplied_by == ("B1",)
