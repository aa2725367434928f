"""Trips that a new plan does not change keep their times, unless that is dear or impossible."""

from __future__ import annotations

from dataclasses import replace

from optimizer.replan.calm import calmed
from tests import pairs, plans, toys

LEAVES = toys.OPEN + 300
PRICED = replace(pairs.SIMPLE, changed_rider_seconds=900)
DAY = pairs.day((0, 1, 2, 3, 4), riders=pairs.crew({}, {}), policy=PRICED)
OLD = plans.by_hand(
    DAY, R1=[("C1", LEAVES, "V1"), ("C1", LEAVES + 1_000, "V2")], R2=[("C1", LEAVES + 500, "V4")]
)
NEW = plans.by_hand(
    DAY, R1=[("C1", LEAVES, "V1"), ("C1", LEAVES + 480, "V2")], R2=[("C1", LEAVES, "V3 V4")]
)


def departs(day=DAY, before=OLD, found=NEW):
    """When each rider leaves in the calmed plan."""
    plan = calmed(day, before, found)
    return {one.rider: [trip.depart - LEAVES for trip in one.trips] for one in plan.riders}


def test_the_same_trips_leave_when_they_were_to_leave():
    assert departs() == {"R1": [0, 1_000], "R2": [0]}


def test_another_trip_leaves_when_the_new_plan_says():
    assert departs(before=plans.by_hand(DAY, R2=[("C1", LEAVES + 500, "V3 V4")])) == {
        "R1": [0, 480],
        "R2": [500],
    }


def test_old_times_cost_no_more_than_a_changed_round():
    cheap = replace(DAY, policy=replace(PRICED, changed_rider_seconds=519))
    assert departs(cheap)["R1"] == [0, 480]
    dear = replace(DAY, policy=replace(PRICED, changed_rider_seconds=520))
    assert departs(dear)["R1"] == [0, 1_000]


def test_a_bay_that_is_taken_stays_taken():
    one_bay = replace(DAY, canteens=(toys.canteen(loading_bays=1),))
    found = plans.by_hand(
        one_bay,
        R1=[("C1", LEAVES, "V1"), ("C1", LEAVES + 480, "V2")],
        R2=[("C1", LEAVES + 900, "V3 V4")],
    )
    assert departs(one_bay, found=found)["R1"] == [0, 480]


def test_trips_still_follow_each_other():
    longer = plans.by_hand(
        DAY, R1=[("C1", LEAVES, "V1 V3"), ("C1", LEAVES + 1_100, "V2")], R2=[("C1", LEAVES, "V4")]
    )
    early = plans.by_hand(DAY, R1=[("C1", LEAVES, "V1"), ("C1", LEAVES + 480, "V2")])
    assert departs(before=early, found=longer)["R1"] == [0, 1_100]
