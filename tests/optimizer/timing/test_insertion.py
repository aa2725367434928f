"""Every place for a block is tried, and filling leaves nobody out who fits."""

import pytest

from optimizer.checker import check
from optimizer.plan import RiderDay
from optimizer.policy import Policy
from optimizer.stop import Stop
from optimizer.timing import Run, Schedule
from optimizer.timing.insertion import attempts_of, fill, unserved_weight
from optimizer.timing.screen import Screen
from tests import random_days, toys


def test_a_block_is_tried_everywhere():
    schedule = Schedule(toys.line())
    schedule.set_day("R1", [Run("C1", ("V1", "V2"))])
    tried = [attempt.runs for attempt in attempts_of(Screen(schedule), "R1", ("V3",))]
    within = [("V3", "V1", "V2"), ("V1", "V3", "V2"), ("V1", "V2", "V3")]
    assert tried == [
        *((Run("C1", visits),) for visits in within),
        (Run("C1", ("V3",)), Run("C1", ("V1", "V2"))),
        (Run("C1", ("V1", "V2")), Run("C1", ("V3",))),
    ]


def test_filling_takes_the_shortest_detour():
    schedule = Schedule(toys.line(positions=(0, 1, 2, 3)))
    schedule.set_day("R1", [Run("C1", ("V1", "V3"))])
    fill(schedule, Stop())
    assert schedule.runs["R1"] == (Run("C1", ("V1", "V2", "V3")),)


def test_filling_prefers_those_who_must_not_be_left_out():
    visits = {"V1": {"tier": 3}, "V2": {"tier": 3, "missed_recently": 1}, "V3": {"tier": 2}}
    problem = toys.line(visits=visits, riders=(toys.rider(boxes=2, max_trips=1),))
    schedule = Schedule(problem)
    fill(schedule, Stop())
    assert {visit.id for visit in schedule.unserved()} == {"V1"}


def test_filling_stops_when_told():
    schedule, stop = Schedule(toys.line()), Stop()
    stop.requested.set()
    fill(schedule, stop)
    assert len(schedule.unserved()) == 3


@pytest.mark.parametrize("seed", range(30))
def test_after_filling_nobody_fits_and_no_rule_is_broken(seed):
    problem = random_days.problem(seed, frozen=seed % 2 == 0, locks=seed % 3)
    schedule = Schedule(problem)
    fill(schedule, Stop())
    assert not check(problem, schedule.plan()).violations
    screen = Screen(schedule)
    for block in schedule.open:
        for rider in problem.riders:
            outcomes = [attempt.outcome for attempt in attempts_of(screen, rider.id, block)]
            assert not any(isinstance(outcome, RiderDay) for outcome in outcomes)


def test_weight_counts_meals_tier_and_misses():
    once = toys.visit("V1", "p1", tier=2, meals={"regular": 2})
    policy = Policy(unserved_by_tier={2: 10}, missed_percent=50)
    assert unserved_weight(policy, once) == 2 * 10 * 100
    missed = toys.visit("V1", "p1", tier=2, meals={"regular": 2}, missed_recently=3)
    assert unserved_weight(policy, missed) == 2 * 10 * 250
