"""What people are told of a new plan: each visit's change, sheets to print again, packing lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.replan import replan
from optimizer.replan.changes import How, SheetChange, changes_between
from optimizer.replan.disruptions import Breakdown
from optimizer.stop import Stop
from tests import pairs, plans, toys

LEAVES = toys.OPEN + 300
DAY = pairs.day(riders=pairs.crew({}, {}))
PLAN = plans.by_hand(DAY, R1=[("C1", LEAVES, "V1 V2")], R2=[("C1", LEAVES, "V3")])


def hows(after, new=DAY, before=PLAN):
    """How each visit fares, for those that fare at all."""
    return {c.visit: c.how for c in changes_between(DAY, before, new, after).stops}


def planned(**days):
    """A plan of the day by hand."""
    return plans.by_hand(DAY, **days)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (planned(R1=[("C1", LEAVES, "V1 V2")], R2=[("C1", LEAVES, "V3")]), {}),
        (planned(R1=[("C1", LEAVES, "V1 V2")]), {"V3": How.LOST}),
        (
            planned(R1=[("C1", LEAVES, "V1 V2 V3")]),
            {"V3": How.MOVED},
        ),
        (
            planned(
                R1=[("C1", LEAVES, "V1"), ("C1", LEAVES + 900, "V2")], R2=[("C1", LEAVES, "V3")]
            ),
            {"V2": How.OTHER_TRIP},
        ),
        (
            planned(R1=[("C1", LEAVES, "V2 V1")], R2=[("C1", LEAVES, "V3")]),
            {"V1": How.REORDERED, "V2": How.REORDERED},
        ),
        (
            planned(R1=[("C1", LEAVES, "V1 V2")], R2=[("C1", LEAVES + 60, "V3")]),
            {"V3": How.RETIMED},
        ),
    ],
)
def test_each_visit_fares_as_the_first_that_applies(after, told):
    assert hows(after) == told


def test_new_and_cancelled_visits_are_told():
    new = replace(DAY, visits=(*DAY.visits[:2], toys.visit("V8", "p3"), toys.visit("V9", "p3")))
    after = plans.by_hand(new, R1=[("C1", LEAVES, "V1 V2")], R2=[("C1", LEAVES, "V8")])
    told = {"V3": How.CANCELLED, "V8": How.GAINED, "V9": How.UNSERVED}
    assert hows(after, new) == told


def test_who_was_left_out_and_is_served_has_gained():
    assert hows(PLAN, before=planned(R1=[("C1", LEAVES, "V1 V2")])) == {"V3": How.GAINED}


def test_places_and_delays_are_exact():
    after = planned(R1=[("C1", LEAVES, "V1 V2 V3")])
    (change,) = changes_between(DAY, PLAN, DAY, after).stops
    assert change.before is not None
    assert change.after is not None
    assert (change.before.rider, change.after.rider, change.after.behind) == ("R2", "R1", "V2")
    assert change.later_seconds == after.riders[0].trips[0].stops[2].start - (
        PLAN.riders[1].trips[0].stops[0].start
    )


def test_only_sheets_that_differ_are_printed_again():
    after = planned(R1=[("C1", LEAVES, "V1 V2"), ("C1", LEAVES + 900, "V3")])
    changes = changes_between(DAY, PLAN, DAY, after)
    assert changes.sheets == (
        SheetChange(rider="R1", trip=1),
        SheetChange(rider="R2", trip=0, withdrawn=True),
    )
    assert changes.riders == ("R1", "R2")
    assert changes.kitchens == ("C1",)


def test_another_number_of_meals_is_another_sheet():
    more = replace(DAY.visits[2], meals={"regular": 2})
    new = replace(DAY, visits=(*DAY.visits[:2], more))
    changes = changes_between(DAY, PLAN, new, PLAN)
    assert changes.sheets == (SheetChange(rider="R2", trip=0),)
    assert changes.kitchens == ("C1",)
    assert changes.count(How.RETIMED) == 0


def test_where_nothing_is_packed_no_packing_list_differs():
    """Whoever takes meals over on the road changes the list of the kitchen that loaded them."""
    begun = plans.by_hand(DAY, R1=[("C1", LEAVES, "V1 V2 V3")])
    after_v1 = begun.riders[0].trips[0].stops[0].end
    found = replan(
        DAY, begun, after_v1, (Breakdown(rider="R1"),), stop=Stop(iterations=20), strategy="nearest"
    )
    assert [trip.canteen for day in found.plan.riders for trip in day.trips] == ["C1", "@R1"]
    assert found.changes.kitchens == ("C1",)
    unfetched = Plan(riders=found.plan.riders[:1], unserved=())
    later = changes_between(found.problem, found.plan, found.problem, unfetched)
    assert later.kitchens == ("C1",)


def test_a_meal_point_has_no_packing_list():
    day = toys.two_levels()
    plan = solve(day, "nearest", Stop())
    walks = tuple(d for d in plan.riders if any(trip.canteen == "P1" for trip in d.trips))
    assert walks
    without = replace(plan, riders=tuple(d for d in plan.riders if d not in walks))
    assert changes_between(day, plan, day, without).kitchens == ()
