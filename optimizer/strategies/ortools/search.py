"""Searching from a first solution: parameters, limits and progress."""

from __future__ import annotations

import math
import weakref
from functools import partial

from ortools.constraint_solver import pywrapcp, routing_enums_pb2, routing_parameters_pb2

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress
from optimizer.strategies.ortools.model import Model
from optimizer.strategies.ortools.routes import legs_of
from optimizer.strategies.progress import tell
from optimizer.timing.day import plan_of_legs

CHECKS_PER_ITERATION = 1_000
"""The solver asks whether to stop at neighbours and decisions: so many times is one iteration.

Accepted solutions do not serve as a count: once the search is stuck there are none.
"""

RESERVE = 0.4
"""Seconds kept for the departures and the last checks."""

DAY = 86_400.0
"""The solver wants some limit of time, in seconds, even where none is set."""

BETWEEN_REPORTS = 0.25
"""Fewest seconds between two reports of progress."""


class Search:
    """One run of the solver, whose course depends on model, start and iterations alone."""

    def __init__(self, problem: Problem, stop: Stop, on_progress: OnProgress | None) -> None:
        self._problem, self._stop, self._on_progress = problem, stop, on_progress
        self._checks = 0
        self._best = math.inf
        self._quiet_until = 0.0

    @property
    def iterations(self) -> int:
        """Iterations so far."""
        return self._checks // CHECKS_PER_ITERATION

    def run(self, model: Model, routes: list[list[int]]) -> pywrapcp.Assignment | None:
        """Improve ``routes``; the best assignment, or None if the routes break the model."""
        routing, solver = model.routing, model.solver
        parameters = _parameters(self._stop)
        routing.CloseModelWithParameters(parameters)
        routing.AddSearchMonitor(solver.CustomLimit(self._must_stop))
        # a strong reference would pass through the library, where Python cannot collect it
        routing.AddAtSolutionCallback(partial(self._watch, weakref.proxy(model)))
        start = solver.Assignment()
        if not routing.RoutesToAssignment(routes, True, True, start):
            return None
        return routing.SolveFromAssignmentWithParameters(start, parameters)

    def _must_stop(self) -> bool:
        self._checks += 1
        if self._stop.requested.is_set():
            return True
        return self._checks % CHECKS_PER_ITERATION == 0 and self._stop.reached(self.iterations)

    def _watch(self, model: Model) -> None:
        """Report the solution if it is the best so far, but not too often."""
        cost = model.routing.CostVar().Max()
        if cost < self._best:
            self._best = cost
            if self._on_progress is not None and self._stop.elapsed() >= self._quiet_until:
                self._quiet_until = self._stop.elapsed() + BETWEEN_REPORTS
                days = legs_of(model, lambda variable: int(variable.Min()))
                self.report(plan_of_legs(self._problem, days))

    def report(self, plan: Plan) -> None:
        """Tell the caller about an incumbent, at its true cost."""
        tell(self._problem, plan, self._stop, self.iterations, self._on_progress)


def _parameters(stop: Stop) -> routing_parameters_pb2.RoutingSearchParameters:
    """Guided local search, with penalties as large as the arcs cost.

    A scan of all neighbourhoods takes seconds, so that the default of a tenth moves too little.

    Linear programs for times are off: they do not see that trips are chained, and none of the
    costs in the model needs them.
    """
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    guided = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    parameters.local_search_metaheuristic = guided
    parameters.guided_local_search_lambda_coefficient = 1.0
    parameters.disable_scheduling_beware_this_may_degrade_performance = True
    seconds = min(max(0.01, stop.remaining() - RESERVE), DAY)
    parameters.time_limit.FromNanoseconds(round(seconds * 1e9))
    return parameters
