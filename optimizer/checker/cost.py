"""The cost of a plan, component by component, from scratch. All in seconds."""

from __future__ import annotations

from collections.abc import Mapping

from optimizer.checker.change import change_costs
from optimizer.checker.walk import StopAt, Walk
from optimizer.plan import RiderDay
from optimizer.policy import Policy
from optimizer.problem import Problem, Visit


def cost_of(walk: Walk) -> Mapping[str, int]:
    """Cost components and their ``total``; weights come from the problem's policy.

    Percent weights apply to the sum of a component's seconds, rounded down once.
    """
    problem, stops = walk.problem, walk.stops
    policy = problem.policy
    days = [day for day in walk.plan.riders if day.trips]
    cost = {
        "unserved": _unserved(walk),
        "early": sum(map(_early, stops)) * policy.early_percent // 100,
        "late": sum(map(_late, stops)) * policy.late_percent // 100,
        "riders": len(days) * policy.rider_seconds,
        "paid": _paid(problem, days),
        "unfamiliar": sum(_unfamiliar(policy, at) for at in stops),
        **change_costs(walk),
        "longest": _longest(days) * policy.longest_percent // 100,
        "onboard": sum(at.stop.start - at.trip.load_start for at in stops)
        * policy.onboard_percent
        // 100,
        "slack": sum(_thin(policy, at) for at in stops) * policy.slack_percent // 100,
    }
    return cost | {"total": sum(cost.values())}


def unserved_cost(policy: Policy, visit: Visit) -> int:
    """What it costs not to serve a visit: by tier and meal, more for those missed lately."""
    once = visit.boxes * policy.unserved_by_tier[visit.tier]
    return once + once * visit.missed_recently * policy.missed_percent // 100


def _unserved(walk: Walk) -> int:
    left = (visit for visit in walk.problem.visits if visit.id not in walk.served)
    return sum(unserved_cost(walk.problem.policy, visit) for visit in left)


def _early(at: StopAt) -> int:
    return max(0, at.visit.preferred[0] - at.stop.start) if at.visit.preferred else 0


def _late(at: StopAt) -> int:
    return max(0, at.stop.start - at.visit.preferred[1]) if at.visit.preferred else 0


def _paid(problem: Problem, days: list[RiderDay]) -> int:
    percent = problem.policy.paid_percent
    weighted = sum((day.end - day.start) * percent[problem.rider[day.rider].kind] for day in days)
    return weighted // 100


def _unfamiliar(policy: Policy, at: StopAt) -> int:
    """Familiarity lost against the rider who knows the visit best."""
    known = at.visit.familiarity
    if not known:
        return 0
    lost = max(known.values()) - known.get(at.rider.id, 0.0)
    return round(lost * policy.unfamiliar_seconds)


def _longest(days: list[RiderDay]) -> int:
    return max((day.end - day.start for day in days), default=0)


def _thin(policy: Policy, at: StopAt) -> int:
    slack = max(0, at.visit.window[1] - at.stop.start)
    return policy.slack_seconds - slack if slack < policy.slack_seconds else 0
