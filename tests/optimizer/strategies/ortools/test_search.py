"""The search stops when told, repeats itself, and never loses what it was given."""

import gc
import threading
import time
import weakref
from dataclasses import replace

import numpy as np
import pytest

from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.strategies.nearest import Nearest
from optimizer.strategies.ortools import OrTools, strategy
from optimizer.strategies.ortools.build import build
from tests import random_days
from tests.toys import OPEN, line, rider


def town(visits: int, riders: int, seed: int = 1) -> Problem:
    """Too many visits along a road for the riders' two trips."""
    places = [0, *np.random.default_rng(seed).integers(1, 40, visits).tolist()]
    crew = tuple(rider(f"R{k}", boxes=12) for k in range(riders))
    tiers = {f"V{k}": {"tier": 1 + k % 3} for k in range(1, visits + 1)}
    return line(places, tiers, riders=crew)


def total(problem: Problem, plan: Plan) -> int:
    verdict = check(problem, plan)
    assert not verdict.violations
    return verdict.cost["total"]


def test_it_improves_on_its_start():
    problem = town(40, 2)
    start = total(problem, Nearest().solve(problem, Stop(), 0))
    assert total(problem, OrTools().solve(problem, Stop(iterations=50), 0)) < start


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_and_iterations_give_the_same_plan(seed: int):
    problem = town(40, 2)
    plans = [OrTools().solve(problem, Stop(iterations=60), seed) for _ in range(2)]
    assert plans[0] == plans[1]


def test_it_is_never_worse_than_its_warm_start():
    problem = town(40, 2)
    good = OrTools().solve(problem, Stop(iterations=80), 0)
    again = OrTools().solve(problem, Stop(iterations=1), 3, warm_start=good)
    assert total(problem, again) <= total(problem, good)


def test_a_warm_start_that_breaks_rules_is_repaired():
    """Yesterday's plan, when there were twice the boxes and all skills."""
    problem = town(30, 2)
    larger = replace(problem, riders=tuple(replace(r, boxes=24) for r in problem.riders))
    yesterday = OrTools().solve(larger, Stop(iterations=20), 0)
    assert check(problem, yesterday).violations
    plan = OrTools().solve(problem, Stop(iterations=5), 0, warm_start=yesterday)
    assert total(problem, plan) <= total(problem, Nearest().solve(problem, Stop(), 0))


def test_progress_counts_up_and_ends_with_the_plan():
    problem = town(40, 2)
    seen: list[Progress] = []
    plan = OrTools().solve(problem, Stop(iterations=60), 0, on_progress=seen.append)
    assert [p.iterations for p in seen] == sorted(p.iterations for p in seen)
    assert seen[-1].cost == total(problem, plan)
    assert seen[-1].iterations >= 60
    assert sum(seen[-1].unserved_by_tier.values()) == len(plan.unserved)


@pytest.mark.parametrize("after", [0.0, 0.3, 1.5])
def test_it_stops_soon_after_a_request(after: float):
    problem, stop = town(200, 8), Stop()
    timer = threading.Timer(after, stop.requested.set)
    timer.start()
    begun = time.monotonic()
    total(problem, OrTools().solve(problem, stop, 0))
    assert time.monotonic() - begun - after < 2


def test_it_keeps_its_time_limit():
    problem, stop = town(200, 8), Stop(seconds=2)
    OrTools().solve(problem, stop, 0)
    assert stop.elapsed() < 3.5


@pytest.mark.parametrize(
    "problem",
    [
        line((0,)),
        line(riders=()),
        line(riders=(rider(shift=(OPEN, OPEN + 300)),)),
        line(visits={f"V{k}": {"skills": ("none",)} for k in range(1, 4)}),
        line((0, 1), riders=(rider(max_trips=0),)),
    ],
)
def test_where_nobody_can_be_served_the_plan_is_empty(problem: Problem):
    plan = OrTools().solve(problem, Stop(seconds=5, iterations=1), 0)
    assert not plan.riders
    assert not check(problem, plan).violations


@pytest.mark.parametrize("seed", range(40))
def test_random_days_keep_every_rule(seed: int):
    """Batches, bays, locks, frozen trips, emergencies, two canteens, one-way streets."""
    problem = random_days.problem(
        1_000 + seed,
        visits=3 + seed % 5,
        riders=1 + seed % 3,
        canteens=1 + seed % 2,
        kitchens=bool(seed // 2 % 2),
        locks=seed % 3,
        frozen=bool(seed // 3 % 2),
        emergency=bool(seed // 5 % 2),
    )
    plan = OrTools().solve(problem, Stop(iterations=2), 0)
    start = Nearest().solve(problem, Stop(), 0)
    assert total(problem, plan) <= total(problem, start)


def test_a_finished_search_keeps_nothing(monkeypatch):
    """The model lives in a library where a cycle through Python would never be collected."""
    built = []

    def remembering(*arguments):
        model = build(*arguments)
        built.append(weakref.ref(model))
        return model

    monkeypatch.setattr(strategy, "build", remembering)
    OrTools().solve(town(10, 1), Stop(iterations=2), 0, on_progress=lambda progress: None)
    gc.collect()
    assert [model() for model in built] == [None]
