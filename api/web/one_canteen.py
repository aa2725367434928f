"""What of a day one canteen's manager wants to see."""

from __future__ import annotations

from dataclasses import replace

from api.plans.kitchens import kitchens_for
from optimizer.plan import Plan
from optimizer.problem import Problem


def of_canteen(problem: Problem, plan: Plan, canteen: str) -> Plan:
    """The plan's riders who live or load at the canteen, and the unserved whom it may cook for.

    Empty: the plan as it is.
    """
    if not canteen:
        return plan
    return replace(
        plan,
        riders=tuple(
            day
            for day in plan.riders
            if canteen in {problem.rider[day.rider].canteen, *(t.canteen for t in day.trips)}
        ),
        unserved=tuple(
            left
            for left in plan.unserved
            if canteen in (kitchens_for(problem, problem.visit[left.visit]) or (canteen,))
        ),
    )
