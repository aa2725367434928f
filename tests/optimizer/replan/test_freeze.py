"""Trips that have begun are facts from then on."""

from __future__ import annotations

import pytest

from optimizer.checker import check
from optimizer.errors import InvalidInput
from optimizer.replan import frozen_at
from tests import pairs, plans, toys

LEAVES = toys.OPEN + 300
DAY = pairs.day(riders=pairs.crew({}, {}))
PLAN = plans.by_hand(
    DAY, R1=[("C1", LEAVES, "V1"), ("C1", LEAVES + 900, "V2")], R2=[("C1", LEAVES + 60, "V3")]
)


def begun(now, problem=DAY):
    """How many trips of each rider are frozen."""
    return [len(rider.frozen) for rider in frozen_at(problem, PLAN, now).riders]


def test_a_trip_begins_with_its_loading():
    assert begun(toys.OPEN) == [0, 0]
    assert begun(toys.OPEN + 1) == [1, 0]
    assert begun(LEAVES + 600) == [1, 1]
    assert begun(LEAVES + 601) == [2, 1]


def test_the_first_trip_begins_with_the_ride_to_it():
    there = (toys.canteen(), toys.canteen("C2", "p3"))
    far = pairs.day(riders=pairs.crew({"may_load_at": ("C2",)}), canteens=there)
    plan = plans.by_hand(far, R1=[("C2", LEAVES + 600, "V1 V2 V3")])
    assert plan.riders[0].start == toys.OPEN + 600 - 180
    assert not frozen_at(far, plan, toys.OPEN + 420).riders[0].frozen
    assert frozen_at(far, plan, toys.OPEN + 421).riders[0].frozen


def test_the_plan_keeps_all_rules_of_the_day_that_has_begun_again_and_again():
    problem = DAY
    for now in (toys.OPEN, toys.OPEN + 100, LEAVES + 700):
        problem = frozen_at(problem, PLAN, now)
        assert problem.now == now
        assert check(problem, PLAN).violations == ()


def test_time_does_not_run_backwards():
    with pytest.raises(InvalidInput) as caught:
        frozen_at(frozen_at(DAY, PLAN, LEAVES), PLAN, LEAVES - 1)
    assert [issue.path for issue in caught.value.issues] == ["now"]


def test_moments_are_told_as_people_read_them_and_what_is_asked_for_would_do():
    with pytest.raises(InvalidInput) as caught:
        frozen_at(frozen_at(DAY, PLAN, LEAVES + 1), PLAN, LEAVES - 1)
    (issue,) = caught.value.issues
    assert issue.value == "10:04"
    assert "10:06" in issue.problem.zh
    assert "10:06" in issue.problem.en
