"""A run ends with a judged solution file, or with a line that says what is wrong."""

from pathlib import Path

import pytest

from benchmarks.standard import child
from benchmarks.standard.child import disagreement, outcome
from benchmarks.standard.judge import Verdict
from benchmarks.standard.solvers import Solved
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (3, 0), (5, 0)], "demand": [0, 1, 1], "capacity": 2}


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(child, "WARM_UP", 0.0)


def run_on(file, **changes):
    fields = {"set": file.set.name, "file": str(file.path), "solver": "engine", "seed": 1}
    limits = {"seconds": None, "iterations": 50, "write": str(file.path.with_suffix(".found"))}
    return {**fields, **limits, **changes}


def test_solution_is_written_and_judged(tmp_path):
    file = written(tmp_path, "cvrp", **LINE)
    file.best_known.write_text("Route #1: 1\nRoute #2: 2\nCost: 16\n")
    run = run_on(file)
    found = outcome(run)
    assert (found["cost"], found["best_known"], found["missing"]) == (10, 16, 0)
    assert (found["routes"], found["trips"]) == (1, 1)
    assert "Cost: 10" in Path(run["write"]).read_text()


def test_trips_are_counted(tmp_path):
    fields = LINE | {"capacity": 1, "vehicles": 1, "vehicles_reload_depot": [1]}
    found = outcome(run_on(written(tmp_path, "mtvrptwr", **fields)))
    assert (found["routes"], found["trips"]) == (1, 2)


def test_file_that_cannot_be_read_is_an_outcome(tmp_path):
    file = written(tmp_path, "cvrp", "broken", **LINE)
    file.path.write_text("DIMENSION : three")
    assert "broken.vrp" in outcome(run_on(file))["error"]


def test_instance_that_the_engine_cannot_state_is_an_outcome(tmp_path):
    priced = {"vehicles": 2, "vehicles_unit_distance_cost": [1, 2], "time_window": [(0, 99)] * 3}
    assert "use pyvrp" in outcome(run_on(written(tmp_path, "vrptw", **LINE, **priced)))["error"]


@pytest.mark.parametrize(
    ("claimed", "own", "judged", "agree"),
    [(10, 10, 10, True), (9, 10, 10, False), (10, 9, 10, False), (9, 9, 10, False)],
)
def test_costs_that_differ_are_a_failure(claimed, own, judged, agree):
    assert (disagreement(Solved([[1]], claimed), own, Verdict(judged)) == "") is agree


def test_invalid_solution_is_no_disagreement():
    assert disagreement(Solved([[1]], None), 3, Verdict(None, 2)) == ""
