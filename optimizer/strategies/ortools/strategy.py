"""The strategy: a first plan, the routing model's search, the best departures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.ortools.build import build
from optimizer.strategies.ortools.departures import best_departures
from optimizer.strategies.ortools.first_plan import first_plans
from optimizer.strategies.ortools.network import Network
from optimizer.strategies.ortools.routes import legs_of, plan_of, repaired, routes_of
from optimizer.strategies.ortools.search import RESERVE, Search
from optimizer.texts import Text
from optimizer.timing import Schedule
from optimizer.timing.insertion import fill


class OrTools(Strategy):
    """The complete model in OR-Tools' routing library, improved by guided local search.

    It starts from the warm start or the best of a few nearest-neighbour plans. The seed shuffles
    the order of the visits, and with it the order of the neighbours; seed 0 keeps the problem's
    order. OR-Tools' guided local search itself draws no random numbers.

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
        starts = list(_starts(problem, stop, warm_start))
        found: list[Plan] = []
        search = Search(problem, stop, on_progress)
        network = Network.of(problem, seed)
        if network.visits and not stop.reached(0):
            nobody = plan_of(problem, ())
            start = _cheapest(problem, (nobody, *(p for p in starts if _can_be_told(problem, p))))
            model = build(network, start)
            solution = search.run(model, routes_of(model, start))
            if solution is not None:
                days = legs_of(model, solution.Value)
                timed = best_departures(problem, days, _patience(stop))
                found = [plan_of(problem, days), plan_of(problem, timed)]
        best = _filled(problem, _cheapest(problem, (*starts, *found)), stop)
        search.report(best)
        return best


def _patience(stop: Stop) -> float:
    """Wall seconds for the departures; ample where only iterations count."""
    hurry = stop.seconds is not None or stop.requested.is_set()
    return RESERVE / 2 if hurry else 60.0


def _starts(problem: Problem, stop: Stop, warm_start: Plan | None) -> Iterator[Plan]:
    """Plans to start from; a warm start that breaks a rule is repaired."""
    for plan in first_plans(problem, stop):
        yield _filled(problem, plan, stop)
    if warm_start is not None:
        bare = replace(warm_start, cost={}, kpis={}, solver=None)
        yield bare
        yield _filled(problem, repaired(problem, bare), stop)


def _filled(problem: Problem, plan: Plan, stop: Stop) -> Plan:
    """The plan with everybody who still fits, unless that costs more elsewhere."""
    if not plan.unserved:
        return plan
    schedule = Schedule.of(problem, plan)
    fill(schedule, stop)
    return _cheapest(problem, (plan, schedule.plan()))


def _can_be_told(problem: Problem, plan: Plan) -> bool:
    """Whether no stop begins before its strict window, as the model wants: see ``visits``."""
    stops = (stop for day in plan.riders for trip in day.trips for stop in trip.stops)
    return all(stop.start >= problem.visit[stop.visit].window[0] for stop in stops)


def _cheapest(problem: Problem, plans: Iterable[Plan]) -> Plan:
    """The cheapest plan, one without violations if there is any."""

    def price(plan: Plan) -> tuple[bool, int]:
        verdict = check(problem, plan)
        return bool(verdict.violations), verdict.cost["total"]

    return min(plans, key=price)
