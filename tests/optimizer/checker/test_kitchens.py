"""Rules about canteens: each binds exactly where DESIGN says, on hand-made plans."""

from __future__ import annotations

import pytest

from optimizer.checker import check
from optimizer.problem import Batch
from optimizer.rules import Rule
from tests import toys
from tests.plans import alter_day, alter_stop, alter_trip, by_hand

OPEN = toys.OPEN
CREW = (toys.rider("R1"), toys.rider("R2"))


def broken(problem, plan):
    return [violation.rule for violation in check(problem, plan).violations]


def two_riders(problem, first=OPEN + 300, second=OPEN + 900):
    return by_hand(problem, R1=[("C1", first, "V1 V2")], R2=[("C1", second, "V3")])


def canteen(**changes):
    return toys.line(
        visits={"V2": {"meals": {"halal": 2}}}, riders=CREW, canteens=(toys.canteen(**changes),)
    )


@pytest.mark.parametrize(
    ("limits", "values"),
    [
        ({"capacity": 4}, None),
        ({"capacity": 3}, {"diet": "all", "meals": 4, "capacity": 3}),
        ({"capacity": 0}, {"diet": "all", "meals": 4, "capacity": 0}),
        ({"capacity_by_diet": {"halal": 2, "soft": 0}}, None),
        ({"capacity_by_diet": {"halal": 1}}, {"diet": "halal", "meals": 2, "capacity": 1}),
    ],
)
def test_kitchen_gives_no_more_than_it_has(limits, values):
    problem = canteen(**limits)
    violations = check(problem, two_riders(problem)).violations
    assert [v.values for v in violations if v.rule is Rule.KITCHEN] == ([values] if values else [])
    assert len(violations) == bool(values)


def test_kitchen_counts_each_canteen_by_itself():
    problem = toys.line(
        riders=(toys.rider("R1"), toys.rider("R2", "C2")),
        canteens=(toys.canteen(capacity=2), toys.canteen("C2", capacity=1)),
    )
    apart = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")], R2=[("C2", OPEN + 300, "V3")])
    assert broken(problem, apart) == []
    swapped = by_hand(problem, R1=[("C1", OPEN + 300, "V1")], R2=[("C2", OPEN + 300, "V3 V2")])
    assert broken(problem, swapped) == [Rule.KITCHEN]


@pytest.mark.parametrize(
    ("batches", "binds"),
    [
        ((), []),
        ([(OPEN + 300, 3), (OPEN + 900, 1)], []),
        ([(OPEN + 301, 3), (OPEN + 900, 1)], [OPEN + 300]),
        ([(OPEN, 2), (OPEN + 900, 2)], [OPEN + 300]),
        ([(OPEN, 3), (OPEN + 901, 1)], [OPEN + 900]),
        ([(OPEN, 3)], [OPEN + 900]),
        ([(OPEN, 0)], [OPEN + 300, OPEN + 900]),
    ],
)
def test_batch_packs_before_departure(batches, binds):
    problem = canteen(batches=tuple(Batch(ready=ready, meals=meals) for ready, meals in batches))
    violations = check(problem, two_riders(problem)).violations
    assert [violation.rule for violation in violations] == [Rule.BATCH] * len(binds)
    assert [violation.values["at"] for violation in violations] == binds


@pytest.mark.parametrize(("meals", "binds"), [(4, 0), (3, 1)])
def test_batch_adds_up_trips_that_leave_at_the_same_instant(meals, binds):
    batches = (Batch(ready=OPEN, meals=meals), Batch(ready=OPEN + 301, meals=9))
    problem = canteen(batches=batches)
    plan = two_riders(problem, second=OPEN + 300)
    assert broken(problem, plan) == [Rule.BATCH] * binds


def test_batches_at_one_instant_add_up():
    batches = (Batch(ready=OPEN + 300, meals=1), Batch(ready=OPEN + 300, meals=3))
    problem = canteen(batches=batches)
    assert broken(problem, two_riders(problem)) == []


@pytest.mark.parametrize(
    ("bays", "second", "binds"),
    [(1, 600, False), (1, 599, True), (1, 300, True), (2, 300, False), (None, 300, False)],
)
def test_bays_hold_the_trips_that_load_at_once(bays, second, binds):
    problem = canteen(loading_bays=bays)
    assert broken(problem, two_riders(problem, second=OPEN + second)) == [Rule.BAYS] * binds


def test_bays_are_not_needed_where_loading_takes_no_time():
    problem = canteen(loading_bays=1, loading_seconds=0)
    assert broken(problem, two_riders(problem, second=OPEN + 300)) == []


def test_bays_are_held_as_long_as_the_plan_says():
    problem = canteen(loading_bays=1, loading_seconds=0)
    plan = alter_day(alter_trip(two_riders(problem), load_start=OPEN), start=OPEN)
    plan = alter_stop(alter_stop(plan, 0, onboard=360), 1, onboard=480)
    assert broken(problem, plan) == []
    overlapping = alter_trip(alter_day(plan, 1, start=OPEN), day=1, load_start=OPEN + 299)
    assert broken(problem, alter_stop(overlapping, day=1, onboard=781)) == [Rule.BAYS]


def test_bays_see_three_trips_at_once():
    crew = tuple(map(toys.rider, ("R1", "R2", "R3")))
    problem = toys.line(riders=crew, canteens=(toys.canteen(loading_bays=2),))
    trips = {
        name: [("C1", OPEN + at, visit)]
        for name, at, visit in (("R1", 300, "V1"), ("R2", 500, "V2"), ("R3", 599, "V3"))
    }
    (violation,) = check(problem, by_hand(problem, **trips)).violations
    assert violation.values == {"at": OPEN + 299, "loading": 3, "bays": 2}
