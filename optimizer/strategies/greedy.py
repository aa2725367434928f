"""What the constructive strategies share."""

from __future__ import annotations

from collections import Counter

from optimizer.stop import Progress, Stop
from optimizer.strategies.base import OnProgress
from optimizer.timing import Schedule


def report(schedule: Schedule, stop: Stop, iterations: int, on_progress: OnProgress | None) -> None:
    """Tell ``on_progress`` how far the construction is; its cost is that of the open visits."""
    if on_progress is None:
        return
    problem, weight = schedule.problem, schedule.problem.policy.unserved_by_tier
    meals = Counter[int]()
    for visit in schedule.unserved():
        meals[visit.tier] += visit.boxes
    cost = sum(count * weight[tier] for tier, count in meals.items())
    tiers = {tier: meals[tier] for tier in sorted(problem.policy.unserved_by_tier)}
    on_progress(Progress(stop.elapsed(), iterations, cost, tiers))
