"""The strategy: a first plan, the routing model's search, the best departures."""

from __future__ import annotations

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.divided import parts_of, together
from optimizer.strategies.ortools.build import build
from optimizer.strategies.ortools.network import Network
from optimizer.strategies.ortools.routes import legs_of, routes_of
from optimizer.strategies.ortools.search import RESERVE, Search
from optimizer.strategies.ortools.starts import starts
from optimizer.strategies.repair import cheapest, filled
from optimizer.texts import Text
from optimizer.timing.day import opening, plan_of_legs
from optimizer.timing.departures import best_departures


class OrTools(Strategy):
    """The complete model in OR-Tools' routing library, improved by guided local search.

    It starts from the warm start or the best of a few plans made at once, see ``starts``. The
    seed shuffles the order of the visits, and with it the order of the neighbours; seed 0 keeps
    the problem's order. OR-Tools' guided local search itself draws no random numbers.

    An iteration is a thousand of the solver's questions whether to stop, see ``search``.
    """

    name = "ortools"
    summary = Text(
        "OR-Tools 车辆路径模型，引导式局部搜索", "OR-Tools' routing model, guided local search"
    )

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Search until told to stop; the cheapest plan seen, the starts included."""
        if parts := parts_of(problem, stop):
            return together(self, problem, parts, stop, seed, warm_start, on_progress)
        begun = list(starts(problem, stop, warm_start))
        found: list[Plan] = []
        search = Search(problem, stop, on_progress)
        network = Network.of(problem, seed)
        if network.visits and not stop.reached(0):
            nobody = plan_of_legs(problem, ())
            start = cheapest(problem, (nobody, *(p for p in begun if _can_be_told(problem, p))))
            model = build(network, start)
            solution = search.run(model, routes_of(model, start))
            if solution is not None:
                days = legs_of(model, solution.Value)
                timed = best_departures(problem, days, _patience(stop))
                found = [plan_of_legs(problem, days), plan_of_legs(problem, timed)]
        rest = Stop(seconds=_patience(stop))
        best = filled(problem, cheapest(problem, (*begun, *found)), rest)
        search.report(best)
        return best


def _patience(stop: Stop) -> float:
    """Wall seconds for each last step; ample where only iterations count."""
    hurry = stop.seconds is not None or stop.requested.is_set()
    return RESERVE / 2 if hurry else 60.0


def _can_be_told(problem: Problem, plan: Plan) -> bool:
    """Whether no stop begins before its strict window, as the model wants: see ``visits``."""
    stops = (stop for day in plan.riders for trip in day.trips for stop in trip.stops)
    return all(stop.start >= opening(problem, problem.visit[stop.visit]) for stop in stops)
