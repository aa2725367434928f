"""What a plan changes against the previous one: visits moved, rounds and orders changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.checker.change import change_costs
from optimizer.checker.walk import Walk
from optimizer.policy import Policy
from tests import plans, toys

LEAVE = toys.OPEN + 300
PRICES = Policy(change_seconds=1, changed_rider_seconds=10, changed_order_seconds=100)
CREW = tuple(toys.rider(name, may_load_at=("C2",)) for name in ("R1", "R2", "R3"))


def day(previous=None, **changes):
    """Four visits, three riders, two canteens."""
    canteens = toys.canteen(), toys.canteen("C2", "p4")
    values = {"riders": CREW, "canteens": canteens, "policy": PRICES, "previous": previous}
    return toys.line((0, 1, 2, 3, 4), **(values | changes))


def plan(problem, **rounds):
    """Trips separated by "|", an hour apart; "C2: V1" loads at C2."""
    days = {}
    for rider, told in rounds.items():
        trips = [trip.strip().rpartition(": ") for trip in told.split("|")]
        days[rider] = [
            (canteen or "C1", LEAVE + 3_600 * k, visits)
            for k, (canteen, _, visits) in enumerate(trips)
        ]
    return plans.by_hand(problem, **days)


def changed(before, after):
    """Visits moved, riders and orders changed between two plans."""
    problem = day(plan(day(), **before))
    return tuple(change_costs(Walk(problem, plan(problem, **after))).values())


BEFORE = {"R1": "V1 V2", "R2": "V3 V4"}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(BEFORE, (0, 0, 0), id="the same"),
        pytest.param({"R1": "V1 V2", "R2": "V3"}, (0, 10, 0), id="nobody carries one"),
        pytest.param({"R1": "V1 V2"}, (0, 10, 0), id="a rider without trips"),
        pytest.param({"R1": "V1 V2 V4", "R2": "V3"}, (1, 20, 0), id="another carries it"),
        pytest.param({"R1": "V1 V3 V2", "R2": "V4"}, (1, 20, 200), id="others close up and open"),
        pytest.param({"R1": "V2 V1", "R2": "V3 V4"}, (0, 10, 200), id="reordered"),
        pytest.param({"R1": "V1 | V2", "R2": "V3 V4"}, (0, 10, 100), id="a second trip"),
        pytest.param({"R1": "C2: V1 V2", "R2": "V3 V4"}, (0, 10, 100), id="another canteen"),
        pytest.param({"R3": "V1 V2", "R2": "V3 V4"}, (2, 20, 0), id="a whole round to another"),
    ],
)
def test_each_change_has_its_price(after, expected):
    assert changed(BEFORE, after) == expected


def test_which_of_two_trips_goes_first_is_no_other_round():
    assert changed({"R1": "V1 V2 | V3"}, {"R1": "V3 | V1 V2"}) == (0, 0, 0)


def test_a_new_visit_changes_a_round_but_is_neither_moved_nor_reordered():
    assert changed({"R1": "V1 V2"}, {"R1": "V1 V2 V3"}) == (0, 10, 0)
    assert changed({"R1": "V1 V2"}, {"R1": "V3 V1 V2"}) == (0, 10, 100)


def test_without_a_previous_plan_nothing_changes():
    problem = day()
    assert set(change_costs(Walk(problem, plan(problem, **BEFORE))).values()) == {0}


def test_a_visit_that_is_not_wanted_any_more_changes_its_round():
    old = day()
    problem = day(plan(old, R1="V1 V2", R2="V4"))
    problem = replace(problem, visits=tuple(v for v in problem.visits if v.id != "V2"))
    costs = change_costs(Walk(problem, plan(problem, R1="V1", R2="V4")))
    assert tuple(costs.values()) == (0, 10, 0)


def test_a_rider_who_is_not_there_any_more_counts_only_for_the_moved():
    problem = day(plan(day(), R1="V1 V2"), riders=CREW[1:])
    costs = change_costs(Walk(problem, plan(problem, R2="V1 V2")))
    assert tuple(costs.values()) == (2, 10, 0)


@pytest.mark.parametrize(
    ("after", "expected"),
    [("V3 V4", (0, 0, 0)), ("V4 V3", (0, 10, 200)), ("V3", (0, 10, 0))],
)
def test_trips_that_have_begun_are_no_part_of_the_round(after, expected):
    old = day()
    before = plan(old, R1="V1 V2 | V3 V4")
    busy = replace(CREW[0], frozen=before.riders[0].trips[:1])
    problem = day(before, riders=(busy, *CREW[1:]), now=LEAVE)
    now = plans.by_hand(problem, R1=[("C1", LEAVE + 3_600, after)])
    assert tuple(change_costs(Walk(problem, now)).values()) == expected


def test_a_stop_taken_off_a_trip_that_has_begun_changes_both_rounds():
    old = day()
    before = plan(old, R1="V1 V2", R2="V3 V4")
    begun = before.riders[0].trips[0]
    busy = replace(CREW[0], frozen=(replace(begun, stops=begun.stops[:1]),))
    problem = day(before, riders=(busy, *CREW[1:]), now=LEAVE)
    now = plans.by_hand(problem, R2=[("C1", LEAVE, "V3 V4 V2")])
    assert tuple(change_costs(Walk(problem, now)).values()) == (1, 20, 0)


@given(order=st.permutations(("V1", "V2", "V3", "V4")), split=st.integers(0, 4))
def test_only_the_previous_plan_itself_costs_nothing(order, split):
    """A plan that serves the same visits is free if, and only if, all is as it was."""
    after = {"R1": " ".join(order[:split]), "R2": " ".join(order[split:])}
    after = {rider: told for rider, told in after.items() if told}
    assert (sum(changed(BEFORE, after)) == 0) == (after == BEFORE)
