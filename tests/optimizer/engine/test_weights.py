"""Each part of the cost as a pair: a day on which it changes the engine's plan, and its twin.

The twin has other weights, and so another plan, which would cost more of this component on the
first day.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from optimizer.checker.cost import cost_of
from optimizer.checker.walk import Walk
from tests import plans, toys
from tests.pairs import ALL, SIMPLE, crew, day, planned, told

OPEN = toys.OPEN


def weighed(name, weight, **changes):
    """A day with a weight of the policy set, and the same day without it."""
    problem, days = day(**changes), []
    for value in (weight, 0):
        policy: dict[str, Any] = {name: value}
        days.append(replace(problem, policy=replace(problem.policy, **policy)))
    return days


def early_stop():
    """Who wants to be late comes last, as another cannot wait."""
    visits = {
        "V1": {"preferred": (OPEN + 840, OPEN + 7_200)},
        "V3": {"window": (OPEN, OPEN + 600)},
    }
    return *weighed("early_percent", 100, visits=visits), {"R1": "C1: V3 V2 V1"}, ALL


def late_stop():
    visits = {"V3": {"preferred": (OPEN, OPEN + 480)}}
    return *weighed("late_percent", 100, visits=visits), {"R1": "C1: V3 V2 V1"}, ALL


def thin_slack():
    visits = {"V3": {"window": (OPEN, OPEN + 620)}}
    return *weighed("slack_percent", 100, visits=visits), {"R1": "C1: V3 V2 V1"}, ALL


def one_more_rider():
    """A volunteer with two boxes makes the day cheaper, but is one more rider."""
    riders = crew({}, {"kind": "volunteer", "boxes": 2, "max_trips": 1})
    days = weighed("rider_seconds", 7_200, riders=riders)
    return *days, ALL, {"R1": "C1: V1", "R2": "C1: V2 V3"}


def paid_by_kind():
    def problem(staff, volunteer):
        paid = {"staff": staff, "volunteer": volunteer}
        policy = replace(SIMPLE, paid_percent=paid)
        return day(riders=crew({}, {"kind": "volunteer"}), policy=policy)

    return problem(100, 40), problem(40, 100), {"R2": "C1: V1 V2 V3"}, ALL


CHEAPER_FIRST = crew({"kind": "volunteer"}, {})


def unfamiliar_rider():
    known = {"V2": {"familiarity": {"R2": 1.0}}}
    days = weighed("unfamiliar_seconds", 10_000, visits=known, riders=CHEAPER_FIRST)
    return *days, {"R2": "C1: V1 V2 V3"}, ALL


def changed_plan():
    before = plans.by_hand(day(riders=CHEAPER_FIRST), R2=[("C1", OPEN + 300, "V1 V2 V3")])
    days = weighed("change_seconds", 300, previous=before, riders=CHEAPER_FIRST)
    return *days, {"R2": "C1: V1 V2 V3"}, ALL


def known_round():
    """The volunteer would do it for less, but two riders know their rounds."""
    before = {"R1": [("C1", OPEN + 300, "V1")], "R2": [("C1", OPEN + 300, "V2 V3")]}
    known = plans.by_hand(day(riders=crew({}, {})), **before)
    policy = replace(SIMPLE, rider_seconds=0)
    riders = crew({}, {}, {"kind": "volunteer"})
    days = weighed("changed_rider_seconds", 900, previous=known, riders=riders, policy=policy)
    return *days, {"R1": "C1: V1", "R2": "C1: V2 V3"}, {"R3": "C1: V1 V2 V3"}


def known_order():
    """The old order is a detour."""
    before = plans.by_hand(day(), R1=[("C1", OPEN + 300, "V2 V1 V3")])
    days = weighed("changed_order_seconds", 300, previous=before)
    return *days, {"R1": "C1: V2 V1 V3"}, ALL


def longest_day():
    """Two riders are paid more in all than one who does everything."""
    days = weighed(
        "longest_percent",
        100,
        positions=(0, 5, -5),
        visits={"V1": {"skills": ("stairs",), "window": (OPEN, OPEN + 600)}},
        riders=crew({"skills": ("stairs",)}, {}),
        policy=replace(SIMPLE, rider_seconds=0),
    )
    return *days, {"R1": "C1: V1", "R2": "C1: V2"}, {"R1": "C1: V1 V2"}


def time_on_board():
    """Who lives the other way is better not carried along, but loading takes time."""
    days = weighed("onboard_percent", 200, positions=(0, 10, -1, 10))
    return *days, {"R1": "C1: V1 V3 + C1: V2"}, {"R1": "C1: V1 V3 V2"}


def higher_tier():
    def problem(second):
        policy = replace(SIMPLE, unserved_by_tier={1: 100_000, 2: second})
        canteens = (toys.canteen(capacity=1),)
        return day((0, 1, 3), visits={"V1": {"tier": 2}}, canteens=canteens, policy=policy)

    return problem(50_000), problem(100_000), {"R1": "C1: V2", "": "V1"}, {"R1": "C1: V1", "": "V2"}


def missed_lately():
    days = weighed(
        "missed_percent",
        50,
        positions=(0, 1, 3),
        visits={"V2": {"missed_recently": 1}},
        canteens=(toys.canteen(capacity=1),),
    )
    return *days, {"R1": "C1: V2", "": "V1"}, {"R1": "C1: V1", "": "V2"}


SOFT = {
    "early": early_stop,
    "late": late_stop,
    "slack": thin_slack,
    "riders": one_more_rider,
    "paid": paid_by_kind,
    "unfamiliar": unfamiliar_rider,
    "change": changed_plan,
    "changed_riders": known_round,
    "changed_order": known_order,
    "longest": longest_day,
    "onboard": time_on_board,
    "unserved by tier": higher_tier,
    "unserved by misses": missed_lately,
}


@pytest.mark.parametrize("name", SOFT)
def test_cost_changes_the_plan_and_without_it_the_plan_is_another(name):
    weighing, twin, bound, free = SOFT[name]()
    plan, careless = planned(weighing), planned(twin)
    assert (told(plan), told(careless)) == (bound, free)
    component = name.split()[0]
    heavy = cost_of(Walk(weighing, careless))
    assert plan.cost[component] < heavy[component]
    assert plan.cost["total"] < heavy["total"]
