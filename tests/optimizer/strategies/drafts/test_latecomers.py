"""Who is left over gets a place between others, or that of somebody who weighs less."""

from __future__ import annotations

from hypothesis import given

from optimizer.checker import check
from optimizer.stop import Stop
from optimizer.strategies.drafts.ground import Ground
from optimizer.strategies.drafts.latecomers import Latecomers
from optimizer.timing import Run, Schedule
from optimizer.timing.insertion import weight_of
from tests import random_days, toys


def fitted(problem, *runs, stop=None):
    """The runs of R1, after those who are left over have come."""
    schedule = Schedule(problem)
    assert schedule.set_day("R1", [Run("C1", tuple(run.split())) for run in runs]) is None
    Latecomers(Ground(schedule, stop or Stop())).fit(0)
    return [" ".join(run.visits) for run in schedule.runs["R1"]]


def test_a_place_on_the_way_is_best():
    assert fitted(toys.line(), "V1 V3") == ["V1 V2 V3"]


def test_a_full_bag_takes_another_trip():
    assert fitted(toys.line(riders=(toys.rider(boxes=2),)), "V1 V3") == ["V1 V3", "V2"]


def test_whoever_weighs_less_gives_way():
    problem = toys.line(
        visits={"V1": {"tier": 3}, "V3": {"tier": 2}}, riders=(toys.rider(boxes=2, max_trips=1),)
    )
    assert fitted(problem, "V1 V3") == ["V2 V3"]


def test_nobody_gives_way_to_an_equal():
    problem = toys.line(riders=(toys.rider(boxes=2, max_trips=1),))
    assert fitted(problem, "V1 V3") == ["V1 V3"]


def test_whoever_weighs_less_gives_way_to_a_meal_that_the_kitchen_lacks():
    kitchen = toys.canteen(capacity=2)
    problem = toys.line(visits={"V3": {"tier": 3}}, canteens=(kitchen,))
    assert fitted(problem, "V1 V3") == ["V1 V2"]


def test_one_after_another_until_told_to_stop():
    assert fitted(toys.line(), "V1", stop=Stop(iterations=1)) == ["V1 V2"]


@given(random_days.problems())
def test_every_step_keeps_all_rules_and_loses_no_weight(problem):
    schedule = Schedule(problem)

    def left():
        return sum(weight_of(problem, [visit.id]) for visit in schedule.unserved())

    before = left()
    for iterations in range(1, 6):
        Latecomers(Ground(schedule, Stop(iterations=iterations))).fit(iterations - 1)
        assert check(problem, schedule.plan()).violations == ()
        assert left() <= before
        before = left()
