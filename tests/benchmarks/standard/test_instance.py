"""Instances are read exactly, and refused by name where they say what the sets do not."""

import pytest

from benchmarks.standard.instance import UnreadableInstance, Vehicle, read
from optimizer.engine.segments import FAR
from tests.standard_instances import written

TWO = {"node_coord": [(0, 0), (1, 1), (3, 0)], "demand": [0, 2, 3], "capacity": 5}


@pytest.mark.parametrize(
    ("kind", "ride", "load"), [("cvrp", 1, 2), ("vrptw", 14, 20), ("hfvrp", 1_414, 2_000)]
)
def test_every_number_is_rounded_as_the_set_has_it(kind, ride, load, tmp_path):
    instance = read(written(tmp_path, kind, **TWO))
    assert (instance.distance[0, 1], instance.demand[1]) == (ride, load)


def test_without_a_number_there_is_a_vehicle_for_every_client(tmp_path):
    instance = read(written(tmp_path, "cvrp", **TWO))
    vehicle = Vehicle(depot=0, capacity=5, fixed=0, unit=1, longest=FAR, trips=1)
    assert instance.vehicles == (vehicle, vehicle)
    assert not instance.is_timed


def test_fleet_keeps_the_order_of_the_file(tmp_path):
    """Prices per distance are never scaled, for distances are."""
    fleet = {"vehicles": 2, "capacity": [9, 5], "vehicles_fixed_cost": [70, 30]}
    priced = {"vehicles_unit_distance_cost": [100, 58]}
    first, second = read(written(tmp_path, "hfvrp", **TWO | fleet | priced)).vehicles
    assert (first.capacity, first.fixed, first.unit) == (9_000, 70_000, 100)
    assert (second.capacity, second.fixed, second.unit) == (5_000, 30_000, 58)


def test_limits_of_trips(tmp_path):
    reloads = {"vehicles": 1, "vehicles_reload_depot": [1]}
    assert read(written(tmp_path, "mtvrptwr", **TWO, **reloads)).vehicles[0].trips == 3
    limited = reloads | {"vehicles_max_reloads": 1}
    assert read(written(tmp_path, "mtvrptwr", **TWO, **limited)).vehicles[0].trips == 2


def test_service_of_all_spares_the_depot(tmp_path):
    assert list(read(written(tmp_path, "vrptw", **TWO, service_time=7)).service) == [0, 70, 70]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"backhaul": [0, 1, 1]}, "BACKHAUL"),
        ({"demand": [(0, 0), (1, 2), (3, 4)]}, "more than one load"),
        ({"vehicles_unit_distance_cost": [1, 1.5]}, "1.5 is no integer"),
        ({"vehicles_reload_depot": [2, 2]}, "own depot"),
        ({"vehicles_reload_depot": [1, 1], "vehicles_max_duration": 9}, "VEHICLES_MAX_DURATION"),
        ({"vehicles": 3, "capacity": [5, 5]}, "VEHICLES 3"),
        ({"vehicles_reload_depot": [(1, 2), (1, 2)]}, "VEHICLES_RELOAD_DEPOT"),
    ],
)
def test_what_the_sets_do_not_say_is_refused(fields, said, tmp_path):
    with pytest.raises(UnreadableInstance, match=said):
        read(written(tmp_path, "vrptw", **TWO | fields))


@pytest.mark.parametrize("content", ["", "DIMENSION : 3\n", "no instance at all"])
def test_what_is_no_instance_is_refused_by_name(content, tmp_path):
    file = written(tmp_path, "cvrp", "broken", **TWO)
    file.path.write_text(content)
    with pytest.raises(UnreadableInstance, match=r"broken\.vrp"):
        read(file)
