"""The search starts from plans that serve whoever fits, with no more riders than that takes."""

import pytest

from optimizer.checker import check
from optimizer.locks import RiderLock
from optimizer.stop import Stop
from optimizer.strategies.ortools.starts import starts
from optimizer.strategies.repair import cheapest, filled
from optimizer.timing import Run, Schedule
from tests import random_days
from tests.toys import line, rider

CREW = tuple(rider(f"R{k}") for k in (1, 2, 3))


def best(problem):
    return cheapest(problem, starts(problem, Stop(), None))


def test_spare_riders_stay_at_home():
    plan = best(line(range(8), riders=CREW))
    assert not plan.unserved
    assert len(plan.riders) == 1


def test_nobody_loses_a_meal_for_fewer_riders():
    crew = tuple(rider(f"R{k}", boxes=2, max_trips=1) for k in (1, 2, 3))
    plan = best(line(range(7), riders=crew))
    assert not plan.unserved
    assert len(plan.riders) == 3


def test_a_rider_whom_a_lock_names_is_kept():
    pin = RiderLock(visit="V2", rider="R3")
    plan = best(line(range(5), riders=CREW, locks=(pin,)))
    assert not plan.unserved
    assert "R3" in {day.rider for day in plan.riders}


def test_who_cannot_be_served_at_all_keeps_nobody_at_work():
    plan = best(line(range(8), {"V4": {"skills": ("lift",)}}, riders=CREW))
    assert [entry.visit for entry in plan.unserved] == ["V4"]
    assert len(plan.riders) == 1


def test_filling_takes_in_who_fits():
    problem = line()
    schedule = Schedule(problem)
    schedule.set_day("R1", [Run("C1", ("V1",))])
    assert not filled(problem, schedule.plan(), Stop()).unserved


@pytest.mark.parametrize("seed", range(20))
def test_every_start_keeps_all_rules(seed):
    problem = random_days.problem(seed, frozen=seed % 2 == 0, locks=seed % 3)
    for plan in starts(problem, Stop(), None):
        assert not check(problem, plan).violations
