"""Pairs of days, one on which something binds and one on which it does not, told in short."""

from __future__ import annotations

from typing import Any

from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.policy import Policy
from optimizer.problem import Problem, Rider
from optimizer.stop import Stop
from tests import plans, toys

SIMPLE = Policy(
    unserved_by_tier={1: 100_000, 2: 50_000, 3: 10_000},
    early_percent=0,
    late_percent=0,
    longest_percent=0,
    slack_percent=0,
    unfamiliar_seconds=0,
    change_seconds=0,
)
"""Serve, with few riders, in little time, with food fresh: nothing else counts."""


def day(positions: tuple[int, ...] = (0, 1, 2, 3), **changes: Any) -> Problem:
    """The toy line under the simple policy."""
    return toys.line(positions, **({"policy": SIMPLE} | changes))


def crew(*changes: dict[str, Any]) -> tuple[Rider, ...]:
    """Riders R1, R2, .. with these fields changed."""
    return tuple(toys.rider(f"R{k}", **change) for k, change in enumerate(changes, 1))


def told(plan: Plan) -> dict[str, str]:
    """The plan in short: each rider's trips in no order, and who is left out."""
    days = {}
    for today in plan.riders:
        trips = [(trip.canteen, [stop.visit for stop in trip.stops]) for trip in today.trips]
        days[today.rider] = " + ".join(
            f"{name}: {' '.join(stops)}" for name, stops in sorted(trips)
        )
    left = " ".join(entry.visit for entry in plan.unserved)
    return days | ({"": left} if left else {})


def carried_over(problem: Problem, plan: Plan) -> Plan:
    """The same trips at the same departures on another day."""
    days = {
        day.rider: [(t.canteen, t.depart, " ".join(s.visit for s in t.stops)) for t in day.trips]
        for day in plan.riders
    }
    return plans.by_hand(problem, **days)


def planned(problem: Problem) -> Plan:
    """The engine's plan."""
    return solve(problem, "engine", Stop(iterations=2_000))


ALL = {"R1": "C1: V1 V2 V3"}
