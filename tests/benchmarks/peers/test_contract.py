"""Peers keep the promises of every strategy, on the same toys; few examples, for peers are slow."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.peers import NEEDS, PEERS
from optimizer.checker import check
from optimizer.locks import NeverLock, SequenceLock
from optimizer.planning import solve
from optimizer.stop import Progress, Stop
from tests import judge, plans, random_days, toys
from tests.optimizer.strategies.test_contract import EMPTY, TOYS, town

OPEN = toys.OPEN


def or_skipped(name):
    missing = find_spec(NEEDS[name]) is None
    why = f"{NEEDS[name]} is not installed: no release for this Python, perhaps"
    return pytest.param(name, marks=pytest.mark.skipif(missing, reason=why))


every_peer = pytest.mark.parametrize("name", [or_skipped(name) for name in PEERS])


def peer(name):
    module, _, kind = PEERS[name].partition(":")
    return getattr(import_module(module), kind)()


def bare(name, problem, stop=None, *, seed=0, warm_start=None, on_progress=None):
    found = peer(name)
    assert not found.supports(problem)
    return found.solve(problem, stop or Stop(iterations=2), seed, warm_start, on_progress)


@every_peer
def test_introduces_itself_in_both_languages(name):
    assert peer(name).name == name
    assert all(peer(name).summary)


@every_peer
@given(problem=random_days.problems(locks=2))
@settings(max_examples=4)
def test_breaks_no_rule(name, problem):
    plan = bare(name, problem)
    assert check(problem, plan).violations == ()
    assert judge.accepts(problem, plan)


@every_peer
@pytest.mark.parametrize("toy", ["two canteens", "batches and bays", "emergency", "now"])
def test_serves_whom_it_can_on_toys(name, toy):
    problem = TOYS[toy]
    plan = bare(name, problem, Stop(iterations=10))
    assert check(problem, plan).violations == ()
    assert len(plan.served()) >= 2


@every_peer
def test_takes_meal_points_as_kitchens_with_batches(name):
    problem = toys.two_levels()
    plan = bare(name, problem, Stop(iterations=10))
    assert check(problem, plan).violations == ()
    assert plan.served() == {"B1", "V1", "V2", "V3"}


@every_peer
@pytest.mark.parametrize(
    "lock",
    [
        SequenceLock(visits=("V3", "V1")),
        NeverLock(visits=("V3",), rider="R1"),
    ],
)
def test_locks_leave_room_to_serve_everybody(name, lock):
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2")), locks=(lock,))
    plan = bare(name, problem, Stop(iterations=10))
    assert check(problem, plan).violations == ()
    assert plan.served() == {"V1", "V2", "V3"}


@every_peer
def test_goes_on_after_frozen_trips(name):
    problem = toys.line((0, 1, 2, 3, 4))
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V2 V1")]).riders[0].trips
    problem = replace(problem, riders=(toys.rider(frozen=begun),), now=OPEN + 200)
    plan = bare(name, problem, Stop(iterations=10))
    assert check(problem, plan).violations == ()
    assert plan.served() == {"V1", "V2", "V3", "V4"}


@pytest.mark.parametrize("name", [or_skipped(name) for name in PEERS if name != "vrp_cli"])
def test_same_seed_and_iterations_same_plan(name):
    first, second = (bare(name, town(40, 2), Stop(iterations=3), seed=7) for _ in range(2))
    assert first == second


@every_peer
def test_stops_when_told(name):
    stop, told = Stop(), []

    def tell():
        told.append(time.monotonic())
        stop.requested.set()

    timer = threading.Timer(0.5, tell)
    timer.start()
    plan = bare(name, town(150, 8), stop)
    returned = time.monotonic()
    timer.cancel()
    assert not told or returned - told[0] < 2
    assert check(town(150, 8), plan).violations == ()


@every_peer
def test_stops_when_time_is_up(name):
    began = time.monotonic()
    plan = bare(name, town(150, 8), Stop(seconds=2.0))
    assert time.monotonic() - began < 4
    assert check(town(150, 8), plan).violations == ()


@every_peer
@given(problem=random_days.problems(visits=6, riders=2, frozen=False), seed=st.integers(0, 3))
@settings(max_examples=2)
def test_never_worse_than_its_warm_start(name, problem, seed):
    known = solve(problem, "savings", Stop(iterations=2))
    plan = bare(name, problem, seed=seed, warm_start=known)
    verdict = check(problem, plan)
    assert verdict.violations == ()
    assert verdict.cost["total"] <= known.cost["total"]


@every_peer
@pytest.mark.parametrize("kind", EMPTY)
def test_days_on_which_nothing_can_be_done(name, kind):
    assert bare(name, EMPTY[kind]).served() == set()


@every_peer
def test_reports_its_progress_truly(name):
    reports: list[Progress] = []
    problem = town(30, 2)
    plan = bare(name, problem, Stop(iterations=6), on_progress=reports.append)
    iterations = [report.iterations for report in reports]
    assert iterations == sorted(iterations)
    verdict = check(problem, plan)
    assert reports[-1].cost == verdict.cost["total"]
    kpis = verdict.kpis
    assert reports[-1].unserved_by_tier == {t: kpis[f"unserved_tier_{t}"] for t in (1, 2, 3)}


@every_peer
def test_tells_what_repair_did_to_its_plan(name):
    asked = peer(name)
    plan = asked.solve(town(20, 2), Stop(iterations=3), 0)
    assert asked.last_report is not None
    assert 0 < asked.last_report.kept <= asked.last_report.planned <= 20
    assert len(plan.served()) == asked.last_report.kept + asked.last_report.inserted
