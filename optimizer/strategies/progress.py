"""What strategies tell about their incumbents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.strategies.base import OnProgress
from optimizer.timing import Schedule
from optimizer.timing.insertion import weight_of


def meals_by_tier(problem: Problem, visits: Iterable[str]) -> Mapping[int, int]:
    """Meals of ``visits``, by every tier of the policy."""
    meals = dict.fromkeys(sorted(problem.policy.unserved_by_tier), 0)
    for name in visits:
        meals[problem.visit[name].tier] += problem.visit[name].eaten
    return meals


def report(schedule: Schedule, stop: Stop, iterations: int, on_progress: OnProgress | None) -> None:
    """Tell ``on_progress`` how far a construction is; its cost is that of the open visits."""
    if on_progress is None:
        return
    left = [visit.id for visit in schedule.unserved()]
    cost = weight_of(schedule.problem, left) // 100
    on_progress(Progress(stop.elapsed(), iterations, cost, meals_by_tier(schedule.problem, left)))


def tell(
    problem: Problem,
    plan: Plan,
    stop: Stop,
    iterations: int,
    on_progress: OnProgress | None,
    cost: int | None = None,
) -> None:
    """Tell ``on_progress`` about an incumbent, at its true cost, found if it is not given."""
    if on_progress is None:
        return
    meals = meals_by_tier(problem, (entry.visit for entry in plan.unserved))
    if cost is None:
        cost = check(problem, plan).cost["total"]
    on_progress(Progress(stop.elapsed(), iterations, cost, meals))
