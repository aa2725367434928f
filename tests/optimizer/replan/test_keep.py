"""Doing nothing keeps as much of a plan as the rules let it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from optimizer.checker import check
from optimizer.planning import solve
from optimizer.replan import kept
from optimizer.stop import Stop
from tests import pairs, plans, random_days, toys

LEAVES = toys.OPEN + 300
DAY = pairs.day((0, 1, 2, 3, 4), riders=pairs.crew({}, {}))
PLAN = plans.by_hand(DAY, R1=[("C1", LEAVES + 77, "V1 V2 V3")], R2=[("C1", LEAVES + 900, "V4")])


def changed(**visits):
    """The day with fields of some visits changed."""
    return replace(
        DAY, visits=tuple(replace(visit, **visits.get(visit.id, {})) for visit in DAY.visits)
    )


def test_days_that_keep_all_rules_keep_their_times():
    assert kept(DAY, PLAN).riders == PLAN.riders
    other = changed(V4={"window": (toys.OPEN, LEAVES + 1_000)})
    plan = kept(other, PLAN)
    assert plan.riders[0] == PLAN.riders[0]
    assert pairs.told(plan)["R2"] == "C1: V4"
    assert plan.riders[1].trips[0].stops[0].start <= LEAVES + 1_000


def test_a_broken_day_keeps_those_whom_it_costs_most_to_leave_out():
    small = replace(
        changed(V1={"tier": 3}, V2={"tier": 2}, V3={"tier": 1}),
        riders=pairs.crew({"boxes": 2}, {}),
    )
    plan = kept(small, PLAN)
    assert pairs.told(plan) == {"R1": "C1: V2 V3", "R2": "C1: V4", "": "V1"}


def test_a_short_kitchen_is_shared_by_what_it_costs_to_leave_out():
    day = replace(
        changed(V1={"tier": 2}, V2={"tier": 3}, V3={"tier": 2}, V4={"tier": 1}),
        canteens=(toys.canteen(capacity=2),),
    )
    assert pairs.told(kept(day, PLAN)) == {"R1": "C1: V1", "R2": "C1: V4", "": "V2 V3"}


def test_riders_and_visits_that_are_gone_are_left_out():
    less = replace(DAY, riders=DAY.riders[:1], visits=DAY.visits[1:])
    assert pairs.told(kept(less, PLAN)) == {"R1": "C1: V2 V3", "": "V4"}


def test_meals_that_nobody_brings_any_more_are_not_carried_on():
    day = toys.two_levels()
    plan = solve(day, "nearest", Stop(iterations=100))
    driver = replace(day.riders[0], skills=())
    told = pairs.told(kept(replace(day, riders=(driver, day.riders[1])), plan))
    assert "R2" not in told
    assert told[""] == "B1 V1 V2"


@given(random_days.problems(), random_days.problems())
def test_the_decisions_of_any_plan_never_break_another_day(one, other):
    """Whatever else the other day asks for; what nothing has changed stays as it is."""
    plan = solve(one, "nearest", Stop(iterations=50))
    assert kept(one, plan).riders == plan.riders
    known = set(other.visit)
    days = tuple(
        replace(
            day,
            trips=tuple(
                replace(trip, stops=tuple(stop for stop in trip.stops if stop.visit in known))
                for trip in day.trips
                if trip.canteen in other.canteen
            ),
        )
        for day in plan.riders
        if day.rider in other.rider
    )
    found = kept(other, replace(plan, riders=days, unserved=()))
    assert check(other, found).ok
