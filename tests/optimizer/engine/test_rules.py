"""Each rule as a pair: a day on which it changes the engine's plan, and its twin.

The twin differs in one thing only, so that the rule does not bind. The twin's plan shows that it
is this rule that binds: carried over to the first day it breaks this rule and no other.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from optimizer.checker import check
from optimizer.locks import DayLock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.policy import Emergency
from optimizer.problem import Batch, Travel
from optimizer.rules import Rule
from tests import plans, toys
from tests.pairs import ALL, SIMPLE, carried_over, crew, day, planned, told

OPEN = toys.OPEN


def few_boxes():
    return day(riders=crew({"boxes": 2})), {"R1": "C1: V1 + C1: V2 V3"}, day(), ALL


def narrow_window():
    """Who must be first is so, though it is a detour."""
    soon = {"V3": {"window": (OPEN, OPEN + 480)}}
    late = {"V3": {"window": (OPEN, OPEN + 7_200)}}
    return day(visits=soon), {"R1": "C1: V3 V2 V1"}, day(visits=late), ALL


def short_time_on_board():
    """One trip only, and between the first and the last visit there is much waiting."""

    def problem(limit):
        soon = {"window": (OPEN, OPEN + 900), "tier": 2}
        late = {"window": (OPEN + 3_600, OPEN + 7_200), "max_onboard_seconds": limit}
        return day(visits={"V1": soon, "V3": late}, riders=crew({"max_trips": 1}))

    return problem(1_200), {"R1": "C1: V2 V3", "": "V1"}, problem(3_600), ALL


def order_released_late():
    def problem(released):
        soon = {"window": (OPEN, OPEN + 900)}
        return day(visits={"V1": soon, "V2": soon, "V3": {"released": released}})

    return problem(OPEN + 1_200), {"R1": "C1: V1 V2 + C1: V3"}, problem(None), ALL


def short_shift():
    short, long = crew({"shift": (OPEN, OPEN + 780)}), crew({"shift": (OPEN, OPEN + 840)})
    return day(riders=short), {"R1": "C1: V1 V2", "": "V3"}, day(riders=long), ALL


def one_trip():
    one, two = crew({"boxes": 2, "max_trips": 1}), crew({"boxes": 2, "max_trips": 2})
    return (
        day(riders=one),
        {"R1": "C1: V1 V2", "": "V3"},
        day(riders=two),
        {"R1": "C1: V1 + C1: V2 V3"},
    )


def trips_that_overlap():
    """The way back takes so long that nobody is in time for a second trip."""

    def problem(back):
        seconds = np.array([[0, 60, 60], [back, 0, 0], [back, 0, 0]])
        soon = {"window": (OPEN, OPEN + 900)}
        return day(
            (0, 1, 1),
            travel={"ebike": Travel(seconds, 0 * seconds)},
            visits={"V1": soon | {"skills": ("stairs",)}, "V2": soon},
            riders=crew({"boxes": 1, "skills": ("stairs",)}, {"boxes": 1}),
        )

    return (
        problem(200),
        {"R1": "C1: V1", "R2": "C1: V2"},
        problem(60),
        {"R1": "C1: V1 + C1: V2"},
    )


def small_kitchen():
    """Who is vulnerable goes first."""

    def problem(capacity):
        return day(
            visits={"V1": {"tier": 3}, "V2": {"tier": 2}},
            canteens=(toys.canteen(capacity=capacity),),
        )

    return problem(2), {"R1": "C1: V2 V3", "": "V1"}, problem(3), ALL


def little_of_a_diet():
    def problem(halal):
        return day(
            visits={"V1": {"meals": {"halal": 1}, "tier": 2}, "V2": {"meals": {"halal": 1}}},
            canteens=(toys.canteen(capacity_by_diet={"halal": halal}),),
        )

    return problem(1), {"R1": "C1: V2 V3", "": "V1"}, problem(2), ALL


def batch_packed_late():
    """Only one meal is packed in time for those who close early."""

    def problem(meals):
        soon = {"window": (OPEN, OPEN + 600)}
        batches = (Batch(ready=OPEN, meals=meals), Batch(ready=OPEN + 1_200, meals=9))
        return day(
            visits={"V1": soon, "V2": soon | {"tier": 2}}, canteens=(toys.canteen(batches=batches),)
        )

    return problem(1), {"R1": "C1: V1 + C1: V3", "": "V2"}, problem(3), ALL


def one_bay():
    """Two trips cannot be loaded in time at one bay."""

    def problem(bays):
        soon = {"window": (OPEN, OPEN + 600)}
        return day(
            (0, 1, 1),
            visits={"V1": soon, "V2": soon | {"tier": 2}},
            riders=crew({"boxes": 1, "max_trips": 1}, {"boxes": 1, "max_trips": 1}),
            canteens=(toys.canteen(loading_bays=bays),),
        )

    return (
        problem(1),
        {"R1": "C1: V1", "": "V2"},
        problem(2),
        {"R1": "C1: V1", "R2": "C1: V2"},
    )


SLOW_KITCHEN = toys.canteen("C2", "p2", loading_seconds=600)


def two_kitchens(visit, **kitchen):
    """Canteen C2 takes twice as long to load as the rider's home, C1."""
    return day(
        (0, 1, 2, 3),
        visits={"V3": visit},
        canteens=(toys.canteen("C1", "p0", **kitchen), SLOW_KITCHEN),
        riders=crew({"may_load_at": ("C2",)}),
    )


def diet_cooked_elsewhere():
    halal = {"meals": {"halal": 1}}
    return (
        two_kitchens(halal, diets=("regular",)),
        {"R1": "C2: V2 V3 V1"},
        two_kitchens(halal),
        ALL,
    )


def canteen_chosen_for_a_visit():
    return (
        two_kitchens({"canteens": ("C2",)}, diets=("regular",)),
        {"R1": "C2: V2 V3 V1"},
        two_kitchens({"canteens": ("C1", "C2")}, diets=("regular",)),
        ALL,
    )


def canteen_where_nobody_loads():
    def problem(*canteens):
        return day(
            (0, 1, 2, 3),
            visits={"V3": {"canteens": ("C2",)}},
            canteens=(toys.canteen("C1", "p0", diets=("regular",)), SLOW_KITCHEN),
            riders=crew({"may_load_at": canteens}),
        )

    return problem(), {"R1": "C1: V1 V2", "": "V3"}, problem("C2"), {"R1": "C2: V2 V3 V1"}


def skill_of_one_rider():
    def problem(*skills):
        riders = crew({"kind": "volunteer"}, {"skills": ("stairs",)})
        return day(visits={"V2": {"skills": skills}}, riders=riders)

    return problem("stairs"), {"R2": "C1: V1 V2 V3"}, problem(), ALL


def with_lock(*locks):
    """Two riders of whom the first is cheaper."""
    return day(
        riders=crew({"kind": "volunteer"}, {}),
        locks=locks,
    )


def visit_locked_to_a_rider():
    lock = RiderLock(visit="V2", rider="R2")
    return with_lock(lock), {"R2": "C1: V1 V2 V3"}, with_lock(), ALL


def visit_locked_to_a_trip():
    lock = TripLock(visit="V3", rider="R1", trip=1)
    return with_lock(lock), {"R1": "C1: V1 + C1: V2 V3"}, with_lock(), ALL


def sequence_locked():
    lock = SequenceLock(visits=("V3", "V1"))
    return with_lock(lock), {"R1": "C1: V2 V3 V1"}, with_lock(), ALL


def visit_never_with_a_rider():
    lock = NeverLock(visits=("V1",), rider="R1")
    return with_lock(lock), {"R2": "C1: V1 V2 V3"}, with_lock(), ALL


def visits_never_together():
    lock = NeverLock(visits=("V1", "V2"))
    return with_lock(lock), {"R1": "C1: V1 + C1: V2 V3"}, with_lock(), ALL


def day_locked():
    lock = DayLock(rider="R1", trips=(("V2",), ("V3", "V1")))
    return with_lock(lock), {"R1": "C1: V2 + C1: V3 V1"}, with_lock(), ALL


HARD = {
    "BOXES": few_boxes,
    "WINDOW": narrow_window,
    "FRESH": short_time_on_board,
    "RELEASED": order_released_late,
    "SHIFT": short_shift,
    "TRIPS": one_trip,
    "CHAIN": trips_that_overlap,
    "KITCHEN": small_kitchen,
    "KITCHEN of a diet": little_of_a_diet,
    "BATCH": batch_packed_late,
    "BAYS": one_bay,
    "DIET": diet_cooked_elsewhere,
    "SKILL": skill_of_one_rider,
    "CANTEEN": canteen_chosen_for_a_visit,
    "CANTEEN to load at": canteen_where_nobody_loads,
    "LOCK of a rider": visit_locked_to_a_rider,
    "LOCK of a trip": visit_locked_to_a_trip,
    "LOCK of a sequence": sequence_locked,
    "LOCK never with": visit_never_with_a_rider,
    "LOCK never together": visits_never_together,
    "LOCK of a day": day_locked,
}


@pytest.mark.parametrize("name", HARD)
def test_rule_binds_and_its_twin_does_not(name):
    binding, bound, twin, free = HARD[name]()
    assert told(planned(binding)) == bound
    relaxed = planned(twin)
    assert told(relaxed) == free
    violations = check(binding, carried_over(binding, relaxed)).violations
    assert {str(violation.rule) for violation in violations} == {name.split()[0]}


def test_service_waits_for_a_lock_and_its_twin_does_not():
    soon = {"V3": {"window": (OPEN, OPEN + 700)}}
    binding = day(visits=soon, locks=(NotBefore(visit="V1", seconds=OPEN + 900),))
    free = planned(day(visits=soon))
    assert told(free) == ALL
    assert told(planned(binding)) == {"R1": "C1: V3 V2 V1"}
    assert {violation.rule for violation in check(binding, free).violations} == {Rule.LOCK}
    too_late = with_lock(NotBefore(visit="V1", seconds=OPEN + 7_201))
    assert told(planned(too_late)) == {"R1": "C1: V2 V3", "": "V1"}


def test_visit_on_a_frozen_trip_is_not_carried_again():
    free = day(riders=crew({}, {"kind": "volunteer", "max_trips": 1}))
    begun = plans.by_hand(free, R2=[("C1", OPEN + 300, "V2")]).riders[0]
    busy = replace(free, riders=(free.riders[0], replace(free.riders[1], frozen=begun.trips)))
    plan = planned(busy)
    assert told(plan) == {"R1": "C1: V1 V3", "R2": "C1: V2"}
    again = planned(replace(free, riders=free.riders[:1]))
    assert told(again) == ALL
    both = replace(plan, riders=(*again.riders, plan.riders[1]))
    assert {violation.rule for violation in check(busy, both).violations} == {Rule.SERVED_ONCE}


def test_emergency_serves_who_would_else_be_left_out():
    def problem(emergency):
        soon = {"V3": {"window": (OPEN, OPEN + 420)}}
        return day(visits=soon, policy=replace(SIMPLE, emergency=emergency))

    assert told(planned(problem(None))) == {"R1": "C1: V1 V2", "": "V3"}
    plan = planned(problem(Emergency(window_seconds=60)))
    assert told(plan) == {"R1": "C1: V3 V2 V1"}
    relaxed = [stop.visit for stop in plan.riders[0].trips[0].stops if stop.relaxed]
    assert relaxed == ["V3"]
