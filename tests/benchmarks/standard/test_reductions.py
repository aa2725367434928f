"""Instances lose what no good solution needs, and nothing else."""

from benchmarks.standard.instance import read
from benchmarks.standard.reductions import tightened, useful
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (1, 0), (3, 0), (6, 0)], "demand": [0, 2, 2, 2]}


def test_unlimited_fleet_is_cut_to_what_loads_can_need(tmp_path):
    """Of 30 vehicles that are at least half full, or all but one, six meals need four."""
    instance = read(written(tmp_path, "cvrp", **LINE, capacity=4, vehicles=30))
    assert list(useful(instance)) == [0, 1, 2, 3]


def test_fleet_is_not_cut_where_there_is_a_clock(tmp_path):
    timed = LINE | {"time_window": [(0, 99)] * 4}
    instance = read(written(tmp_path, "vrptw", **timed, capacity=4, vehicles=30))
    assert len(useful(instance)) == 30


def test_windows_begin_when_somebody_can_be_there_and_end_in_time_to_go_back(tmp_path):
    timed = {
        "time_window": [(2, 30), (0, 99), (0, 99), (20, 21)],
        "release_time": [0, 9, 0, 0],
        "service_time": 4,
    }
    instance = tightened(read(written(tmp_path, "vrptw", **LINE, **timed, capacity=4)))
    assert list(instance.opens) == [20, 100, 50, 200]
    assert list(instance.closes) == [300, 250, 230, 200]


def test_windows_look_at_the_depot_that_is_best_for_them(tmp_path):
    places = {"node_coord": [(0, 0), (9, 0), (8, 0)], "demand": [0, 0, 1]}
    timed = {"time_window": [(0, 50)] * 3, "vehicles": 2, "vehicles_depot": [1, 2]}
    instance = tightened(read(written(tmp_path, "mdvrptw", depots=2, **places, **timed)))
    assert (instance.opens[2], instance.closes[2]) == (1_000, 49_000)
