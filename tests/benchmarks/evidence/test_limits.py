"""Limits are found for the best plan of each problem, and kept."""

from typing import Any

import pytest

from api.files import write_plan, write_problem
from benchmarks.evidence.limits import best_plans, limits_of
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import toys
from tests.compared import failed, record


@pytest.fixture
def best(tmp_path):
    problem = toys.line()
    write_problem(problem, tmp_path / "toy.json")
    plan = solve(problem, "nearest", Stop(seconds=5))
    path = tmp_path / "compare" / "plans" / "engine.json"
    path.parent.mkdir(parents=True)
    write_plan(plan, path)
    figures: dict[str, Any] = {"cost": dict(plan.cost), "kpis": dict(plan.kpis)}
    return {"toy": record("engine", file=str(tmp_path / "toy.json"), **figures)}


def test_best_plan_leaves_least_and_then_costs_least():
    records = [
        record("nearest", hours=20, unserved=(0, 0, 1)),
        record("engine", hours=31),
        record("engine", 2, hours=30),
        failed("vroom"),
    ]
    assert best_plans(records)["toy"]["seed"] == 2


def test_limit_is_found_once(best, tmp_path):
    told: list[dict[str, object]] = []
    (first,) = limits_of(best, tmp_path, on_record=told.append)
    (again,) = limits_of(best, tmp_path, on_record=told.append)
    assert first == again
    assert len(told) == 1
    assert first["unserved_meals"] == 0
    assert first["riders"] == 1
    assert 0 < first["cost"] <= best["toy"]["cost"]["total"]


def test_nothing_is_proven_anew_where_only_records_are_asked_for(best, tmp_path):
    assert limits_of(best, tmp_path, measured=True) == []
