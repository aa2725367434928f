"""What a plan achieves, in the figures that people ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from optimizer.checker.walk import StopAt, Walk
from optimizer.plan import RiderDay
from optimizer.problem import Problem


def kpis_of(walk: Walk) -> Mapping[str, int | float]:
    """Key figures: counts, seconds (``*_seconds``) and metres.

    ``unserved_tier_<n>`` counts meals of that tier that nobody carries.
    """
    problem, stops = walk.problem, walk.stops
    onboard = [at.stop.start - at.trip.load_start for at in stops]
    days = [day for day in walk.plan.riders if day.trips]
    paid = [day.end - day.start for day in days]
    return {
        "visits": len(problem.visits),
        "visits_unserved": len(problem.visits) - len(walk.served),
        "meals": sum(visit.eaten for visit in problem.visits),
        **_unserved_by_tier(walk),
        "riders": len(days),
        "trips": len(walk.trips),
        "paid_seconds": sum(paid),
        "longest_day_seconds": max(paid, default=0),
        "onboard_mean_seconds": round(sum(onboard) / len(onboard), 1) if onboard else 0,
        "onboard_longest_seconds": max(onboard, default=0),
        "early_stops": sum(map(_is_early, stops)),
        "late_stops": sum(map(_is_late, stops)),
        "relaxed_stops": sum(at.stop.relaxed for at in stops),
        "metres": sum(_metres(problem, day) for day in days),
    }


def _unserved_by_tier(walk: Walk) -> dict[str, int]:
    meals = Counter(dict.fromkeys(walk.problem.policy.unserved_by_tier, 0))
    for visit in walk.problem.visits:
        if visit.id not in walk.served:
            meals[visit.tier] += visit.eaten
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
