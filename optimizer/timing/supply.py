"""Meal points in a finished plan: what nobody brought there, nobody carries on."""

from __future__ import annotations

from collections.abc import Iterator

from optimizer.plan import Plan
from optimizer.problem import Canteen, Problem
from optimizer.timing.insertion import unserved_weight
from optimizer.timing.schedule import Schedule
from optimizer.timing.static_rules import Run


def supplied(problem: Problem, plan: Plan) -> Plan:
    """The plan without trips from meal points that lack their meals.

    Strategies plan both levels at once and trust that a point has its meals at its first batch:
    a problem lets nobody bring them later. Where a plan leaves a bulk visit out, as many meals
    are taken back on foot, first those that it costs least not to serve.
    """
    points = [canteen for canteen in problem.canteens if canteen.supplied_by]
    if not any(lacking(problem, plan, point) > 0 for point in points):
        return plan
    schedule = Schedule.of(problem, plan)
    for point in points:
        while lacking(problem, schedule.plan(), point) > 0 and _take_back(schedule, point):
            pass
    return schedule.plan()


def without_meals(problem: Problem, plan: Plan, name: str) -> Canteen | None:
    """The meal point of a visit that must go without, as not all meals are brought there.

    None where a kitchen or another point could still serve the visit.
    """
    visit = problem.visit[name]
    points = [problem.canteen[canteen] for canteen in visit.canteens or ()]
    if not points or not all(point.supplied_by for point in points):
        return None
    served = plan.served()
    for point in points:
        all_brought = served.issuperset(point.supplied_by)
        if all_brought or lacking(problem, plan, point) + visit.boxes <= 0:
            return None
    return points[0]


def lacking(problem: Problem, plan: Plan, point: Canteen) -> int:
    """Meals that leave ``point`` beyond those that the plan's bulk visits bring."""
    served = plan.served()
    brought = sum(problem.visit[name].transit for name in point.supplied_by if name in served)
    trips = (trip for day in plan.riders for trip in day.trips if trip.canteen == point.id)
    return sum(problem.visit[s.visit].boxes for trip in trips for s in trip.stops) - brought


def _take_back(schedule: Schedule, point: Canteen) -> bool:
    """Take the cheapest visit off a trip from ``point``; False if there is none to take."""
    carried = list(_carried(schedule, point))
    if not carried:
        return False
    _, rider, number, visit = min(carried)
    runs = schedule.runs[rider]
    block = schedule.pins.block_of[visit]
    rest = tuple(name for name in runs[number].visits if name not in block)
    shorter = (*runs[:number], Run(point.id, rest), *runs[number + 1 :])
    if schedule.set_day(rider, shorter) is not None:
        schedule.set_day(rider, (*runs[:number], *runs[number + 1 :]))
    return schedule.runs[rider] != runs


def _carried(schedule: Schedule, point: Canteen) -> Iterator[tuple[int, str, int, str]]:
    """Weight, rider, trip and visit of everybody planned from ``point``."""
    problem = schedule.problem
    for rider, runs in schedule.runs.items():
        for number, run in enumerate(runs):
            for name in run.visits if run.canteen == point.id else ():
                yield unserved_weight(problem.policy, problem.visit[name]), rider, number, name
