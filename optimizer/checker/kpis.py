"""What a plan achieves, in the figures that people ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from optimizer.checker.walk import StopAt, stops_of, trips_of
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem


def kpis_of(problem: Problem, plan: Plan) -> Mapping[str, int | float]:
    """Key figures: counts, seconds (``*_seconds``) and metres.

    ``unserved_tier_<n>`` counts meals of that tier that nobody carries.
    """
    stops = list(stops_of(problem, plan))
    onboard = [at.stop.start - at.trip.load_start for at in stops]
    days = [day for day in plan.riders if day.trips]
    paid = [day.end - day.start for day in days]
    return {
        "visits": len(problem.visits),
        "visits_unserved": len(problem.visits) - len(plan.served()),
        "meals": sum(visit.eaten for visit in problem.visits),
        **_unserved_by_tier(problem, plan),
        "riders": len(days),
        "trips": sum(1 for _ in trips_of(problem, plan)),
        "paid_seconds": sum(paid),
        "longest_day_seconds": max(paid, default=0),
        "onboard_mean_seconds": round(sum(onboard) / len(onboard), 1) if onboard else 0,
        "onboard_longest_seconds": max(onboard, default=0),
        "early_stops": sum(map(_is_early, stops)),
        "late_stops": sum(map(_is_late, stops)),
        "relaxed_stops": sum(at.stop.relaxed for at in stops),
        "metres": sum(_metres(problem, day) for day in days),
    }


def _unserved_by_tier(problem: Problem, plan: Plan) -> dict[str, int]:
    served = plan.served()
    meals = Counter(dict.fromkeys(problem.policy.unserved_by_tier, 0))
    for visit in problem.visits:
        meals[visit.tier] += 0 if visit.id in served else visit.eaten
    by_tier = {f"unserved_tier_{tier}": meals[tier] for tier in sorted(meals)}
    return {"meals_unserved": meals.total(), **by_tier}


def _is_early(at: StopAt) -> bool:
    return at.visit.preferred is not None and at.stop.start < at.visit.preferred[0]


def _is_late(at: StopAt) -> bool:
    return at.visit.preferred is not None and at.stop.start > at.visit.preferred[1]


def _metres(problem: Problem, day: RiderDay) -> int:
    rider = problem.rider[day.rider]
    home = problem.canteen[rider.canteen].location
    places = [home]
    for trip in day.trips:
        places.append(problem.canteen[trip.canteen].location)
        places += [problem.visit[stop.visit].location for stop in trip.stops]
    return sum(problem.metres(rider.profile, a, b) for a, b in pairwise([*places, home]))
