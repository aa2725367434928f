"""The engine's arrays say what the instance says, and no more than the search needs."""

import numpy as np
import pytest

from benchmarks.standard.annealing import typical_ride
from benchmarks.standard.arrays import CannotState, mapping_of, tightened, useful
from benchmarks.standard.instance import read
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


def test_rides_are_as_long_as_they_are_dear_and_fixed_costs_lie_on_the_way_out(tmp_path):
    """Prices of 4 and 6 have 2 in common, which is the weight of riding."""
    fleet = {
        "vehicles": 2,
        "capacity": 9,
        "vehicles_fixed_cost": [0, 5],
        "vehicles_unit_distance_cost": [4, 6],
    }
    instance = mapping_of(read(written(tmp_path, "cvrp", **LINE, **fleet))).instance
    assert instance.weights[0].riding == 1
    first, second = instance.rider
    assert instance.ride[first.profile, first.home, 1] == 4
    assert instance.ride[second.profile, second.home, 0] == 5
    assert instance.ride[second.profile, 1, second.home] == 6


def test_rides_beyond_the_engines_integers_are_refused(tmp_path):
    far = {"node_coord": [(0, 0), (30_000, 0)], "demand": [0, 1], "capacity": 1, "vehicles": 2}
    dear = {"vehicles_unit_distance_cost": [99, 100]}
    with pytest.raises(CannotState, match="32-bit"):
        mapping_of(read(written(tmp_path, "hfvrp", **far, **dear)))


def test_temperatures_follow_the_rides_between_neighbours(tmp_path):
    """Rides of 2, 5, 2, 3, 5 and 3 between the three clients, at a price of 7."""
    fleet = {"vehicles": 1, "capacity": 9, "vehicles_unit_distance_cost": [7]}
    mapping = mapping_of(read(written(tmp_path, "cvrp", **LINE, **fleet)))
    assert typical_ride(mapping.instance) == pytest.approx(7 * np.mean([2, 5, 3]))
