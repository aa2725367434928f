"""Who solves standard instances, each at its best statement of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pyvrp
from pyvrp import ProblemData, Solution
from pyvrp.stop import MaxIterations, MaxRuntime

from benchmarks.standard import annealing, ortools
from benchmarks.standard.arrays import mapping_of, routes_of
from benchmarks.standard.instance import StandardInstance
from benchmarks.standard.judge import objective
from benchmarks.standard.solution import Routes
from optimizer.stop import Stop


class Solved(NamedTuple):
    """Routes, and what they cost by the solver's own account; None: it has left out clients."""

    routes: Routes
    cost: int | None


Solver = Callable[[StandardInstance, ProblemData, Stop, int], Solved]
"""Takes the instance by both readings, when to stop, and a seed."""


def with_engine(given: StandardInstance, data: ProblemData, stop: Stop, seed: int) -> Solved:
    """The engine on one core; see ``arrays`` and ``annealing``."""
    del data
    mapping = mapping_of(given)
    must = given.prize[given.depots :] == 0
    best = annealing.best_solution(mapping.instance, stop, seed, complete=bool(must.all()))
    routes = routes_of(given, mapping, best)
    served = {place for route in routes for place in route}
    complete = all(k in served for k, needed in enumerate(must, given.depots) if needed)
    return Solved(routes, best.cost if complete else None)


def with_pyvrp(given: StandardInstance, data: ProblemData, stop: Stop, seed: int) -> Solved:
    """PyVRP as it comes."""
    del given
    limit = (
        MaxRuntime(stop.remaining()) if stop.iterations is None else MaxIterations(stop.iterations)
    )
    best = pyvrp.solve(data, limit, seed, collect_stats=False, display=False).best
    return Solved(_routes(data, best), objective(data, best) if best.is_complete() else None)


def with_ortools(given: StandardInstance, data: ProblemData, stop: Stop, seed: int) -> Solved:
    """OR-Tools' routing library, which has no seed and counts no iterations; see ``ortools``."""
    del data, seed
    return Solved(*ortools.best_solution(given, stop))


SOLVERS: Mapping[str, Solver] = {
    "engine": with_engine,
    "pyvrp": with_pyvrp,
    "ortools": with_ortools,
}


def _routes(data: ProblemData, solution: Solution) -> Routes:
    """A route for every vehicle: types are named by the numbers of their vehicles."""
    of_type: dict[int, list[list[int]]] = defaultdict(list)
    for route in solution.routes():
        depots, clients = data.depots(), data.clients()
        places = [
            depots[stop.idx].location if stop.is_depot() else clients[stop.idx].location
            for stop in route
        ]
        of_type[route.vehicle_type()].append(places[1:-1])
    routes: list[list[int]] = [[] for _ in range(data.num_vehicles)]
    for number, kind in enumerate(data.vehicle_types()):
        for vehicle, places in zip(map(int, kind.name.split(",")), of_type[number], strict=False):
            routes[vehicle] = places
    return routes
