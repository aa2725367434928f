"""The engine's arrays mean what PyVRP reads: both price the engine's solution the same."""

from typing import Any

import numpy as np
import pytest
from pyvrp import Client, Depot, Location, ProblemData, VehicleType

from benchmarks.standard.arrays import SECOND, instance_of, solution_of
from benchmarks.standard.sets import cost_of
from optimizer.engine.islands import best_solution
from optimizer.stop import Stop

LINE = range(0, 80, 10)


def between_two_depots(client=None, vehicle=None):
    """Six clients on a line, a depot at each end; the changes go to every client or vehicle."""
    away: Any = np.abs(np.subtract.outer(LINE, LINE))
    asked = {"delivery": [2], "service_duration": 5, "tw_late": 900} | (client or {})
    given = {"num_available": 2, "capacity": [4], "tw_late": 1_000} | (vehicle or {})
    return ProblemData(
        locations=[Location(at, 0) for at in LINE],
        clients=[Client(place, **asked) for place in range(1, 7)],
        depots=[Depot(0), Depot(7)],
        vehicle_types=[VehicleType(start_depot=d, end_depot=d, **given) for d in (0, 1)],
        distance_matrices=[away],
        duration_matrices=[away],
    )


def solved(data):
    """The engine's solution, after both have agreed what it costs."""
    stop = Stop(iterations=500)
    best, *_ = best_solution(instance_of(data), stop, 0, (), lambda *_: None, threads=1)
    solution = solution_of(data, best)
    if solution.is_complete():
        cost = cost_of(data, solution)
        assert cost is not None
        assert best.cost == SECOND * cost
    return solution


def test_all_are_served_at_least_distance():
    """Each depot serves the three next to it: 20 and 60, or 40 and 40."""
    solution = solved(between_two_depots())
    assert solution.is_feasible()
    assert solution.distance() == 160


def test_reloading_saves_vehicles():
    data = between_two_depots()
    one = data.vehicle_type(0).replace(num_available=1, reload_depots=[0])
    solution = solved(data.replace(vehicle_types=[one]))
    assert solution.is_feasible()
    assert (solution.num_routes(), solution.num_trips()) == (1, 3)


@pytest.mark.parametrize(("longest", "missing"), [(80, 0), (64, 2)])
def test_longest_duration_of_a_route(longest, missing):
    """The way to the third client and back takes 60 and 5 for the service, 70 with the second."""
    solution = solved(between_two_depots(vehicle={"shift_duration": longest}))
    assert not solution.has_time_warp()
    assert solution.num_missing_clients() == missing


@pytest.mark.parametrize(("release", "missing"), [(850, 2), (600, 0)])
def test_release_is_the_earliest_departure(release, missing):
    """Who leaves at 850 reaches one client by 870, the first or the second."""
    solution = solved(between_two_depots({"release_time": release, "tw_late": 870}))
    assert not solution.has_time_warp()
    assert solution.num_missing_clients() == missing


def test_prizes_are_not_collected_where_no_vehicle_goes():
    data = between_two_depots({"prize": 1_000, "required": False}, {"num_available": 1})
    solution = solved(data)
    assert solution.num_clients() == 4
    assert cost_of(data, solution) == 2_000 + solution.distance()


def test_other_problems_are_refused():
    data = between_two_depots(vehicle={"fixed_cost": 7})
    with pytest.raises(ValueError, match="vehicles' costs"):
        instance_of(data)
