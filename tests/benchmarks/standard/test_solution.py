"""Solution files are those of the set, and cost what their routes do."""

from benchmarks.standard.instance import read
from benchmarks.standard.solution import cost_of, write
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (3, 0), (5, 0)], "demand": [0, 1, 1], "capacity": 5}


def told(tmp_path, instance, routes):
    path = tmp_path / "found" / "a.sol"
    write(path, instance, routes, cost_of(instance, routes))
    return path.read_text().splitlines()


def test_vehicles_that_are_alike_are_numbered_as_used(tmp_path):
    instance = read(written(tmp_path, "cvrp", **LINE, vehicles=3))
    assert told(tmp_path, instance, [[], [2, 1], []]) == ["Route #1: 2 1", "Cost: 10"]


def test_vehicles_that_differ_keep_their_lines(tmp_path):
    fleet = {"vehicles": 3, "capacity": [1, 2, 2], "vehicles_fixed_cost": [0, 5, 5]}
    instance = read(written(tmp_path, "hfvrp", **LINE | fleet))
    lines = told(tmp_path, instance, [[], [2, 1], []])
    assert lines == ["Route #1:", "Route #2: 2 1", "Route #3:", "Cost: 0.15"]


def test_depot_stands_between_two_trips(tmp_path):
    reloads = {"vehicles": 1, "vehicles_reload_depot": [1]}
    instance = read(written(tmp_path, "mtvrptwr", **LINE, **reloads))
    assert told(tmp_path, instance, [[1, 0, 2]]) == ["Route #1: 1 0 2", "Cost: 160"]


def test_prizes_left_behind_are_a_cost(tmp_path):
    instance = read(written(tmp_path, "pcvrptw", **LINE, prize=[0, 4, 7]))
    assert cost_of(instance, [[1], []]) == 60 + 70
