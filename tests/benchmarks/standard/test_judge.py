"""PyVRP refuses what breaks a rule, and no solution file stops a measurement."""

import pytest

from benchmarks.standard.instance import read
from benchmarks.standard.judge import best_known, data_of, judged
from benchmarks.standard.solution import write
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (3, 0), (5, 0)], "demand": [0, 1, 1], "capacity": 2, "vehicles": 2}


@pytest.mark.parametrize(
    ("changes", "broken"), [({"capacity": 1}, "load"), ({"time_window": [(0, 9)] * 3}, "time")]
)
def test_broken_rules_are_named(changes, broken, tmp_path):
    file = written(tmp_path, "vrptw", **LINE | changes)
    write(tmp_path / "a.sol", read(file), [[1, 2], []], 100)
    verdict = judged(data_of(file), tmp_path / "a.sol")
    assert (verdict.cost, verdict.broken) == (None, (broken,))


def test_who_is_left_out_is_counted(tmp_path):
    file = written(tmp_path, "cvrp", **LINE)
    write(tmp_path / "a.sol", read(file), [[1], []], 6)
    assert judged(data_of(file), tmp_path / "a.sol") == (None, 1, ())


@pytest.mark.parametrize("content", ["Route #1: 1 7\n", "Route #1: 1 1 2\n", "Route #1: x\n"])
def test_solution_beside_an_instance_may_be_broken_or_missing(content, tmp_path):
    file = written(tmp_path, "cvrp", **LINE)
    data = data_of(file)
    assert best_known(file, data) is None
    file.best_known.write_text(content)
    assert best_known(file, data) is None
    file.best_known.write_text("Route #1: 1 2\nCost: 10\n")
    assert best_known(file, data) == 10
