"""Batches are kept iff the latest schedule keeps them; bays are never overbooked."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.engine import solution
from optimizer.engine.audit import snapshot
from optimizer.engine.gate import instance_of
from optimizer.engine.state import new_journal, new_state
from optimizer.problem import Batch
from optimizer.rules import Rule
from tests import plans, toys
from tests.solutions import plan_of

OPEN, MINUTE = toys.OPEN, 60
TRIPS = {"R1": "V1 V2", "R2": "V3 V4"}
DEPARTURES = range(OPEN + 5 * MINUTE, OPEN + 50 * MINUTE, MINUTE)


@st.composite
def mornings(draw: st.DrawFn, /, **kitchen):
    """Two riders with a trip each, in whole minutes; ``kitchen`` changes their canteen."""
    opens = [OPEN + MINUTE * draw(st.integers(0, 30)) for _ in range(4)]
    visits = {
        f"V{k + 1}": {
            "window": (begin, begin + MINUTE * draw(st.integers(0, 20))),
            "max_onboard_seconds": MINUTE * draw(st.integers(9, 40)),
        }
        for k, begin in enumerate(opens)
    }
    riders = (toys.rider("R1", max_trips=1), toys.rider("R2", max_trips=1))
    return toys.line((0, 1, 2, 1, 3), visits=visits, riders=riders, **kitchen)


def with_batches(ready, meals):
    times = sorted(OPEN + MINUTE * k for k in ready)
    batches = (Batch(ready=time, meals=count) for time, count in zip(times, meals, strict=True))
    return (toys.canteen(batches=tuple(batches)),)


batches = st.builds(
    with_batches, st.tuples(*[st.integers(0, 45)] * 2), st.tuples(*[st.integers(0, 4)] * 2)
)


def laid(problem):
    """The plan after the engine has laid the trips, one after another."""
    instance, names = instance_of(problem)
    state = new_state(instance, seed=0)
    journal = new_journal(instance, state)
    solution.reset(instance, state)
    number = {block[0]: k for k, block in enumerate(names.blocks)}
    for rider, visits in enumerate(TRIPS.values()):
        nodes = np.array([number[visit] for visit in visits.split()], np.int64)
        solution.lay(instance, state, journal, rider, 0, nodes)
    return plan_of(problem, instance, names, snapshot(instance, state))


def possible(problem):
    """Whether some departures of both trips break no rule."""
    alone = [
        [
            depart
            for depart in DEPARTURES
            if broken(problem, {rider: depart}) <= {Rule.BATCH, Rule.BAYS}
        ]
        for rider in TRIPS
    ]
    assume(all(alone))
    pairs = product(*alone)
    return any(not broken(problem, dict(zip(TRIPS, both, strict=True))) for both in pairs)


def broken(problem, departs):
    days = {rider: [("C1", depart, TRIPS[rider])] for rider, depart in departs.items()}
    violations = check(problem, plans.by_hand(problem, **days)).violations
    return {violation.rule for violation in violations}


@given(batches.flatmap(lambda canteens: mornings(canteens=canteens)))
@settings(max_examples=120)
def test_batches_are_kept_iff_the_latest_schedule_keeps_them(problem):
    some_departures = possible(problem)
    plan = laid(problem)
    assert not check(problem, plan).violations
    assert (len(plan.served()) == 4) == some_departures


@given(mornings(canteens=(toys.canteen(loading_bays=1),)))
@settings(max_examples=120)
def test_bays_are_never_overbooked(problem):
    some_departures = possible(problem)
    plan = laid(problem)
    assert not check(problem, plan).violations
    assert some_departures or len(plan.served()) < 4


def departures(plan):
    return {day.rider: day.trips[0].depart - OPEN for day in plan.riders}


def crowded(bays, closes):
    visits = {f"V{k}": {"window": (OPEN, OPEN + closes)} for k in range(1, 5)}
    riders = (toys.rider("R1"), toys.rider("R2"))
    canteens = (toys.canteen(loading_bays=bays),)
    return toys.line((0, 1, 2, 1, 2), visits=visits, riders=riders, canteens=canteens)


def test_trips_take_turns_at_a_bay():
    assert departures(laid(crowded(2, 1_200))) == {"R1": 1_020, "R2": 1_020}
    assert departures(laid(crowded(1, 1_200))) == {"R1": 1_020, "R2": 720}


def test_who_finds_no_bay_in_time_is_not_served():
    assert laid(crowded(2, 500)).served() == {"V1", "V2", "V3", "V4"}
    assert laid(crowded(1, 500)).served() == {"V1", "V2"}


def test_latest_departures_are_kept_where_the_earliest_would_starve_the_batch():
    both = {"canteens": with_batches((0, 10), (2, 2))}
    plan = laid(toys.line((0, 1, 2, 1, 3), riders=(toys.rider("R1"), toys.rider("R2")), **both))
    assert plan.served() == {"V1", "V2", "V3", "V4"}
    assert min(departures(plan).values()) >= 600
