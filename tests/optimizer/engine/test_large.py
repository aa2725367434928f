"""A large plan is put together from neighbourhoods without breaking a rule or losing anybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from benchmarks.lunches import lunch
from optimizer.checker import check
from optimizer.engine import neighbourhoods as dividing
from optimizer.engine.cut import cut, part_of, put_back
from optimizer.engine.gate import instance_of, matrices
from optimizer.engine.island import Island
from optimizer.engine.large import best_of_large
from optimizer.engine.meals import shared_out
from optimizer.engine.runs import found, legs_of, runs_of
from optimizer.engine.state import Best
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.stop import Stop
from optimizer.timing.day import plan_of_legs
from tests import toys

KITCHENS: dict[str, dict[str, Any]] = {
    "free": {},
    "batches": {"batches": True},
    "bays": {"bays": 2, "batches": True},
}


@pytest.fixture(autouse=True)
def small_neighbourhoods(monkeypatch):
    monkeypatch.setattr(dividing, "SIZE", 30)


def town(kind="free", riders=11):
    return lunch(1, visits=120, canteens=4, riders=riders, **KITCHENS[kind])


def planned(problem, *, iterations=1_200, runs=(), seed=0):
    """The whole way by neighbourhoods: the plan and its cost by the engine's own books."""
    instance, names = instance_of(problem, divided=True)
    costs = []
    best = best_of_large(
        instance,
        matrices(problem, names),
        Stop(iterations=iterations),
        seed,
        runs,
        lambda _, best: costs.append(int(best.cost[0])),
        threads=1,
    )
    return plan_of_legs(problem, legs_of(instance, names, found(best)[0])), costs


@pytest.mark.parametrize("kind", KITCHENS)
def test_breaks_no_rule(kind):
    plan, _ = planned(town(kind))
    verdict = check(town(kind), plan)
    assert verdict.violations == ()
    assert len(plan.served()) > 100


def test_rounds_never_make_it_worse():
    _, costs = planned(town())
    assert len(costs) > 1
    assert costs == sorted(costs, reverse=True)


def test_books_agree_with_the_checker():
    plan, costs = planned(town())
    assert abs(check(town(), plan).cost["total"] - costs[-1] / 100) < 10


def known_town():
    """A town whose riders know their rounds, although these are not the best."""
    problem = town()
    known = solve(problem, "nearest", Stop())
    prices = replace(problem.policy, changed_rider_seconds=900, changed_order_seconds=60)
    return replace(problem, previous=known, policy=prices)


def test_books_agree_with_the_checker_on_what_changes_cost():
    plan, costs = planned(known_town())
    assert abs(check(known_town(), plan).cost["total"] - costs[-1] / 100) < 10


def test_a_part_knows_which_of_its_rounds_are_changed():
    problem = known_town()
    instance, names = instance_of(problem)
    whole = Island(instance, 1)
    whole.start(runs_of(problem, names, problem.previous)[5:], Stop())
    solution, counted = whole.best, whole.state.day.differences
    assert 0 < (counted == 0).sum() < len(counted)
    rides = matrices(problem, names)
    parts = divided(problem, instance, names, solution)
    assert len(parts) > 1
    meals = shared_out(instance, rides, solution, parts)
    for near, mine in zip(parts, meals, strict=True):
        part = Island(cut(instance, rides, solution, near, mine), 0)
        part.resume(part_of(solution, near, instance.trips))
        assert (part.state.day.differences == counted[near.riders]).all()


def test_same_seed_same_plan():
    assert planned(town(), iterations=300, seed=5) == planned(town(), iterations=300, seed=5)


def test_goes_on_from_a_plan():
    problem = town()
    known = solve(problem, "nearest", Stop())
    _, names = instance_of(problem, divided=True)
    plan, _ = planned(problem, iterations=40, runs=runs_of(problem, names, known))
    assert check(problem, plan).cost["total"] <= known.cost["total"]


def test_a_plan_that_takes_the_last_meal_is_where_the_parts_begin():
    """What is cooked where several parts load goes first to those who carry it already."""
    problem = town()
    riders = tuple(replace(r, may_load_at=tuple(problem.canteen)) for r in problem.riders)
    problem = replace(problem, riders=riders)
    known = solve(problem, "nearest", Stop())
    drawn = Counter[str]()
    for trip in (trip for day in known.riders for trip in day.trips):
        drawn[trip.canteen] += sum(problem.visit[stop.visit].boxes for stop in trip.stops)
    scarce = tuple(replace(c, capacity=drawn[c.id], capacity_by_diet={}) for c in problem.canteens)
    problem = replace(problem, canteens=scarce)
    _, names = instance_of(problem, divided=True)
    plan, _ = planned(problem, iterations=10, runs=runs_of(problem, names, known))
    assert len(plan.served()) == len(known.served()) > 100


@pytest.mark.parametrize("kind", KITCHENS)
def test_everybody_is_in_one_neighbourhood(kind):
    instance, names, solution = solved(town(kind))
    parts = divided(town(kind), instance, names, solution)
    assert len(parts) > 1
    nodes = np.concatenate([near.nodes for near in parts])
    riders = np.concatenate([near.riders for near in parts])
    assert len(set(nodes)) == len(nodes)
    assert len(set(riders)) == len(riders)
    away = set(range(len(instance.rider))) - set(riders.tolist())
    left = set(range(len(instance.node))) - set(nodes.tolist())
    carriers = set((solution.visited.trip[sorted(left)] // instance.trips).tolist())
    assert carriers <= away


@pytest.mark.parametrize("kind", KITCHENS)
def test_taking_a_part_out_and_putting_it_back_changes_nothing(kind):
    problem = town(kind)
    instance, names, solution = solved(problem)
    before = {field.name: getattr(solution, field.name).copy() for field in fields(Best)}
    rides = matrices(problem, names)
    parts = divided(problem, instance, names, solution)
    meals = shared_out(instance, rides, solution, parts)
    for near, mine in zip(parts, meals, strict=True):
        island = Island(cut(instance, rides, solution, near, mine), 0)
        island.resume(part_of(solution, near, instance.trips))
        served = solution.visited.trip[near.nodes] >= 0
        assert ((island.best.visited.trip >= 0) == served).all()
        put_back(solution, near, instance.trips, island.best)
    served, used = before["visited"].trip >= 0, before["trip"].first >= 0
    for name in ("trip", "before", "after"):
        assert (solution.visited[name][served] == before["visited"][name][served]).all()
    for name in ("first", "last", "canteen", "late"):
        assert (solution.trip[name][used] == before["trip"][name][used]).all()


def test_nobody_to_plan():
    plan, _ = planned(toys.line((0,)))
    assert plan == Plan(riders=(), unserved=())


def solved(problem):
    instance, names = instance_of(problem)
    island = Island(instance, 1)
    island.start((), Stop())
    return instance, names, island.best


def divided(problem, instance, names, solution):
    carrier = solution.visited.trip // instance.trips
    rng = np.random.default_rng(3)
    return dividing.neighbourhoods(instance, matrices(problem, names), solution, carrier, rng)


def test_whom_few_may_carry_is_planned_where_one_of_them_is():
    problem = town(riders=12)
    skilled = replace(problem.riders[-1], skills=("bulk",))
    special = [
        replace(v, skills=("bulk",)) if k % 20 == 0 else v for k, v in enumerate(problem.visits)
    ]
    problem = replace(problem, riders=(*problem.riders[:-1], skilled), visits=tuple(special))
    instance, names, best = solved(problem)
    bulk = [k for k, block in enumerate(names.blocks) if problem.visit[block[0]].skills]
    best.visited.trip[bulk] = -1
    parts = divided(problem, instance, names, best)
    assert len(parts) > 1
    home = [part for part in parts if len(problem.riders) - 1 in part.riders]
    for part in parts:
        absent = set(bulk) & set(part.nodes.tolist())
        assert not absent or part is home[0]
