"""A large instance is divided so that whoever is absent meets those who may carry them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.lunches import lunch
from optimizer.engine import neighbourhoods as dividing
from optimizer.engine.gate import instance_of, matrices
from optimizer.engine.island import Island
from optimizer.engine.neighbourhoods import neighbourhoods
from optimizer.engine.state import empty_best
from optimizer.stop import Stop


@pytest.fixture(autouse=True)
def certain_small_neighbourhoods(monkeypatch):
    monkeypatch.setattr(dividing, "SIZE", 30)
    monkeypatch.setattr(dividing, "HARDEST", 1.0)


def helped(*, batches):
    """A town where only a rider of another kitchen may carry one visit of the first kitchen."""
    problem = lunch(1, visits=120, canteens=4, riders=11, batches=batches)
    far = next(r for r in problem.riders if r.canteen == "C4")
    helper = replace(far, skills=("bulk",), may_load_at=("C1",))
    riders = tuple(helper if r is far else r for r in problem.riders)
    hard = next(v for v in problem.visits if v.canteens == ("C1",))
    visits = tuple(replace(v, skills=("bulk",)) if v is hard else v for v in problem.visits)
    return replace(problem, riders=riders, visits=visits), helper.id, hard.id


@pytest.mark.parametrize("batches", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_whom_only_a_rider_from_elsewhere_may_carry_is_planned_with_that_rider(seed, batches):
    problem, helper, hard = helped(batches=batches)
    instance, names = instance_of(problem)
    island = Island(instance, 1)
    island.start((), Stop())
    node = next(k for k, block in enumerate(names.blocks) if problem.visit[block[0]].id == hard)
    island.best.visited.trip[node] = -1
    carrier = island.best.visited.trip // instance.trips
    rng = np.random.default_rng(seed)
    rides = matrices(problem, names)
    parts = neighbourhoods(instance, rides, island.best, carrier, rng)
    assert len(parts) > 1
    (part,) = [part for part in parts if node in part.nodes]
    assert names.riders.index(helper) in part.riders
    assert names.canteens.index("C1") in part.canteens


@pytest.mark.parametrize("seed", range(5))
def test_riders_of_one_kitchen_share_its_visits_where_nobody_is_carried_yet(monkeypatch, seed):
    monkeypatch.setattr(dividing, "SIZE", 100)
    problem = lunch(2, visits=400, riders=24)
    instance, names = instance_of(problem, divided=True)
    nobody = np.full(len(instance.node), -1, np.int64)
    rng = np.random.default_rng(seed)
    parts = neighbourhoods(instance, matrices(problem, names), empty_best(instance), nobody, rng)
    assert len(parts) > 2
    each = [len(part.nodes) / len(part.riders) for part in parts]
    assert max(each) < 4 * min(each)
