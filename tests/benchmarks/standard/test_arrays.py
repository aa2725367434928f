"""The engine's arrays say what the instance says."""

import numpy as np
import pytest

from benchmarks.standard.annealing import typical_ride
from benchmarks.standard.arrays import mapping_of
from benchmarks.standard.instance import CannotState, read
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (1, 0), (3, 0), (6, 0)], "demand": [0, 2, 2, 2]}


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
