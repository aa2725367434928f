"""OR-Tools' routing library on standard instances.

Stated as its guides on capacities, time windows and penalties do, with the metaheuristic that they
recommend, guided local search: https://developers.google.com/optimization/routing. A vehicle is
one path there, so that several trips from one depot would need copies of the depot between which
the search has to choose: sets that load again are not stated.
"""

from __future__ import annotations

from typing import NamedTuple

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.standard.instance import CannotState, Numbers, StandardInstance
from benchmarks.standard.reductions import useful
from benchmarks.standard.solution import Routes
from optimizer.engine.segments import FAR
from optimizer.stop import Stop


class Best(NamedTuple):
    """Routes of the whole fleet, and the objective; None: no solution that serves who must be."""

    routes: Routes
    cost: int | None


def best_solution(given: StandardInstance, stop: Stop) -> Best:
    """The cheapest solution that is found in the time that is left.

    Raises
    ------
    CannotState
        When vehicles make several trips.
    """
    if any(vehicle.trips > 1 for vehicle in given.vehicles):
        raise CannotState(
            f"{given.name}：OR-Tools 的路径模型没有多趟；请改用 engine 或 pyvrp"
            " / OR-Tools' routing model knows no second trip; use engine or pyvrp"
        )
    fleet = useful(given)
    depots = [given.vehicles[number].depot for number in fleet]
    manager = pywrapcp.RoutingIndexManager(len(given.demand), len(fleet), depots, depots)
    routing = pywrapcp.RoutingModel(manager)
    _price(given, fleet, routing)
    _load(given, fleet, routing)
    if given.is_timed:
        _keep_times(given, fleet, routing, manager)
    dearest = _allow_to_leave_out(given, routing, manager)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    first, improve = (
        routing_enums_pb2.FirstSolutionStrategy,
        routing_enums_pb2.LocalSearchMetaheuristic,
    )
    parameters.first_solution_strategy = first.PARALLEL_CHEAPEST_INSERTION
    parameters.local_search_metaheuristic = improve.GUIDED_LOCAL_SEARCH
    parameters.time_limit.FromMilliseconds(max(1, round(1_000 * stop.remaining())))
    found = routing.SolveWithParameters(parameters)
    routes: list[list[int]] = [[] for _ in given.vehicles]
    if found is None:
        return Best(routes, None)
    for path, number in enumerate(fleet):
        index = found.Value(routing.NextVar(routing.Start(path)))
        while not routing.IsEnd(index):
            routes[number].append(manager.IndexToNode(index))
            index = found.Value(routing.NextVar(index))
    cost = int(found.ObjectiveValue())
    return Best(routes, cost if cost < dearest else None)


def _price(given: StandardInstance, fleet: Numbers, routing: pywrapcp.RoutingModel) -> None:
    priced: dict[int, int] = {}
    for path, number in enumerate(fleet):
        vehicle = given.vehicles[number]
        if vehicle.unit not in priced:
            matrix = (given.distance * vehicle.unit).tolist()
            priced[vehicle.unit] = routing.RegisterTransitMatrix(matrix)
        routing.SetArcCostEvaluatorOfVehicle(priced[vehicle.unit], path)
        routing.SetFixedCostOfVehicle(vehicle.fixed, path)


def _load(given: StandardInstance, fleet: Numbers, routing: pywrapcp.RoutingModel) -> None:
    demand = routing.RegisterUnaryTransitVector(given.demand.tolist())
    capacities = [given.vehicles[number].capacity for number in fleet]
    routing.AddDimensionWithVehicleCapacity(demand, 0, capacities, True, "load")


def _keep_times(
    given: StandardInstance,
    fleet: Numbers,
    routing: pywrapcp.RoutingModel,
    manager: pywrapcp.RoutingIndexManager,
) -> None:
    matrix = (given.distance + given.service[:, None]).tolist()
    horizon = int(given.closes.max())
    routing.AddDimension(routing.RegisterTransitMatrix(matrix), horizon, horizon, False, "time")
    time = routing.GetDimensionOrDie("time")
    for client in range(given.depots, len(given.demand)):
        window = int(max(given.opens[client], 0)), int(given.closes[client])
        time.CumulVar(manager.NodeToIndex(client)).SetRange(*window)
    for path, number in enumerate(fleet):
        vehicle = given.vehicles[number]
        window = int(given.opens[vehicle.depot]), int(given.closes[vehicle.depot])
        time.CumulVar(routing.Start(path)).SetRange(*window)
        time.CumulVar(routing.End(path)).SetRange(*window)
        if vehicle.longest < FAR:
            time.SetSpanUpperBoundForVehicle(vehicle.longest, path)


def _allow_to_leave_out(
    given: StandardInstance, routing: pywrapcp.RoutingModel, manager: pywrapcp.RoutingIndexManager
) -> int:
    """Leaving a client out costs the prize, or more than any solution; returns that."""
    dearest = sum(v.fixed for v in given.vehicles) + int(given.prize.sum())
    dearest += (
        2 * int(given.distance.max()) * max(v.unit for v in given.vehicles) * len(given.demand)
    )
    for client in range(given.depots, len(given.demand)):
        penalty = int(given.prize[client]) or dearest
        routing.AddDisjunction([manager.NodeToIndex(client)], penalty)
    return dearest
