"""What every registered strategy promises, whatever it does inside."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from importlib.metadata import entry_points
from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.locks import DayLock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch
from optimizer.stop import Progress, Stop
from optimizer.strategies import registry
from tests import judge, plans, random_days, toys

OPEN = toys.OPEN
FEW = 2
"""Iterations that are enough to show a mistake and few enough for many problems."""

every_strategy = pytest.mark.parametrize("name", registry.names())


def bare(name, problem, stop=None, *, seed=0, warm_start=None, on_progress=None):
    """The strategy's own plan, without the net that ``planning.solve`` spreads below it."""
    strategy = registry.get(name)
    assert not strategy.supports(problem)
    return strategy.solve(problem, stop or Stop(iterations=FEW), seed, warm_start, on_progress)


def town(visits=80, riders=4, seed=1):
    """More visits on a long road than the riders can serve."""
    rng = np.random.default_rng(seed)
    places = [0, *rng.integers(1, 40, visits).tolist()]
    crew = tuple(toys.rider(f"R{k}", boxes=12) for k in range(1, riders + 1))
    return toys.line(places, riders=crew)


def test_every_strategy_can_be_loaded():
    for entry in entry_points(group=registry.GROUP):
        assert find_spec(entry.module) is not None
        assert registry.get(entry.name).name == entry.name


@every_strategy
def test_introduces_itself_in_both_languages(name):
    assert all(registry.get(name).summary)


@every_strategy
@given(problem=random_days.problems())
@settings(max_examples=100)
def test_breaks_no_rule(name, problem):
    plan = bare(name, problem)
    assert check(problem, plan).violations == ()
    assert judge.accepts(problem, plan)


@every_strategy
@given(problem=random_days.problems(locks=3, riders=2, visits=6))
@settings(max_examples=40)
def test_honours_locks(name, problem):
    assert check(problem, bare(name, problem)).violations == ()


TOYS = {
    "line": toys.line(),
    "two riders": toys.line(riders=(toys.rider("R1"), toys.rider("R2"))),
    "two canteens": toys.line(
        (0, 9, 1, 8, 2, 7),
        canteens=(toys.canteen("C1", "p0", diets=("regular",)), toys.canteen("C2", "p1")),
        riders=(toys.rider(may_load_at=("C2",)), toys.rider("R2", "C2", max_trips=1)),
        visits={"V2": {"meals": {"halal": 1}}, "V4": {"canteens": ("C1",)}},
    ),
    "batches and bays": toys.line(
        canteens=(
            toys.canteen(
                batches=(Batch(ready=OPEN + 300, meals=1), Batch(ready=OPEN + 900, meals=2)),
                loading_bays=1,
            ),
        ),
        riders=(toys.rider("R1", boxes=2), toys.rider("R2", boxes=1)),
    ),
    "emergency": toys.line(
        visits={"V3": {"window": (OPEN, OPEN + 300)}},
        policy=Policy(emergency=Emergency(window_seconds=600)),
    ),
    "now": toys.line(now=OPEN + 1_800),
    "too large": toys.line(visits={"V2": {"meals": {"regular": 40}}}),
    "at home too late": toys.line(
        locks=(NotBefore(visit="V2", seconds=OPEN + 7_801),),
        policy=Policy(emergency=Emergency(window_seconds=600)),
    ),
}


@every_strategy
@pytest.mark.parametrize("toy", TOYS)
def test_serves_whom_it_can_on_toys(name, toy):
    problem = TOYS[toy]
    plan = bare(name, problem, Stop(iterations=20))
    assert check(problem, plan).violations == ()
    assert len(plan.served()) >= 2


@every_strategy
@pytest.mark.parametrize(
    ("lock", "trips"),
    [
        (RiderLock(visit="V1", rider="R2"), {("R2", "V1")}),
        (TripLock(visit="V2", rider="R1", trip=0), {("R1", "V2")}),
        (SequenceLock(visits=("V3", "V1")), {}),
        (NeverLock(visits=("V3",), rider="R1"), {("R2", "V3")}),
        (NeverLock(visits=("V1", "V2")), {}),
        (DayLock(rider="R2", trips=(("V3", "V1"), ("V2",))), {("R2", "V2"), ("R2", "V3")}),
        (NotBefore(visit="V1", seconds=OPEN + 3_000), {}),
    ],
)
def test_locks_leave_room_to_serve_everybody(name, lock, trips):
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2")), locks=(lock,))
    plan = bare(name, problem, Stop(iterations=20))
    assert check(problem, plan).violations == ()
    carried = {
        (day.rider, stop.visit) for day in plan.riders for trip in day.trips for stop in trip.stops
    }
    assert carried >= set(trips)


@every_strategy
def test_goes_on_after_frozen_trips(name):
    problem = toys.line((0, 1, 2, 3, 4))
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V2 V1")]).riders[0].trips
    problem = replace(problem, riders=(toys.rider(frozen=begun),), now=OPEN + 200)
    plan = bare(name, problem, Stop(iterations=20))
    assert check(problem, plan).violations == ()
    assert plan.served() == {"V1", "V2", "V3", "V4"}
    assert plan.riders[0].trips[0].stops == begun[0].stops


@every_strategy
@given(problem=random_days.problems(), seed=st.integers(0, 3), iterations=st.integers(0, 3))
@settings(max_examples=15)
def test_same_seed_and_iterations_same_plan(name, problem, seed, iterations):
    first, second = (bare(name, problem, Stop(iterations=iterations), seed=seed) for _ in range(2))
    assert first == second


@every_strategy
def test_same_seed_and_iterations_same_plan_of_a_town(name):
    first, second = (bare(name, town(), Stop(iterations=5), seed=7) for _ in range(2))
    assert first == second


@every_strategy
def test_stops_when_told(name):
    stop, told = Stop(), []

    def tell():
        told.append(time.monotonic())
        stop.requested.set()

    timer = threading.Timer(0.3, tell)
    timer.start()
    problem = town(150, 8)
    plan = bare(name, problem, stop)
    returned = time.monotonic()
    timer.cancel()
    assert not told or returned - told[0] < 2
    assert check(problem, plan).violations == ()


@every_strategy
def test_stops_when_time_is_up(name):
    problem = town(150, 8)
    began = time.monotonic()
    plan = bare(name, problem, Stop(seconds=0.5))
    assert time.monotonic() - began < 2.5
    assert check(problem, plan).violations == ()


@every_strategy
def test_told_before_it_begins_it_still_answers(name):
    stop = Stop()
    stop.requested.set()
    problem = town(20, 2)
    assert check(problem, bare(name, problem, stop)).violations == ()


@every_strategy
@given(problem=random_days.problems(visits=6), other=st.sampled_from(registry.names()))
@settings(max_examples=15)
def test_never_worse_than_its_warm_start(name, problem, other):
    known = solve(problem, other, Stop(iterations=FEW))
    found = solve(problem, name, Stop(iterations=FEW), warm_start=known)
    assert found.cost["total"] <= known.cost["total"]


@every_strategy
@given(problem=random_days.problems(visits=6, riders=2, frozen=False, locks=0))
@settings(max_examples=15)
def test_accepts_a_warm_start_that_breaks_rules(name, problem):
    everybody = " ".join(visit.id for visit in problem.visits)
    broken = plans.by_hand(problem, R2=[("C1", OPEN + 300, everybody), ("C1", OPEN, "V1")])
    plan = bare(name, problem, warm_start=replace(broken, unserved=()))
    assert check(problem, plan).violations == ()


EMPTY = {
    "nothing at all": toys.line((0,), riders=(), canteens=()),
    "no visits": toys.line((0,)),
    "no riders": toys.line(riders=()),
    "no riders, but a lock": toys.line(riders=(), locks=(SequenceLock(visits=("V1", "V2")),)),
    "no canteens": toys.line(riders=(), canteens=()),
    "nobody may ride": toys.line(riders=(toys.rider(max_trips=0),)),
    "nothing is cooked": toys.line(canteens=(toys.canteen(capacity=0),)),
}


@every_strategy
@pytest.mark.parametrize("kind", EMPTY)
def test_days_on_which_nothing_can_be_done(name, kind):
    problem = EMPTY[kind]
    plan = solve(problem, name, Stop(iterations=FEW))
    assert plan.served() == set()
    assert len(plan.unserved) == len(problem.visits)


@every_strategy
def test_reports_its_progress_truly(name):
    problem = town(30, 2)
    reports: list[Progress] = []
    plan = bare(name, problem, Stop(iterations=10), on_progress=reports.append)
    assert isinstance(plan, Plan)
    assert reports
    iterations = [report.iterations for report in reports]
    assert iterations == sorted(iterations)
    kpis = check(problem, plan).kpis
    assert reports[-1].unserved_by_tier == {t: kpis[f"unserved_tier_{t}"] for t in (1, 2, 3)}
