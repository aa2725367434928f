"""What a plan changes against the previous one, from scratch.

People have the previous plan in their hands. A rider's *round* is what they learn from it: the
visits of the trips that have not begun, each with what it is reached from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from optimizer.checker.walk import Walk
from optimizer.plan import Plan, Trip


class Reached(NamedTuple):
    """A visit and what it is reached from: another visit, or for a trip's first the canteen."""

    visit: str
    behind: str | None
    canteen: str | None


Round = frozenset[Reached]


def change_costs(walk: Walk) -> Mapping[str, int]:
    """Components for visits moved, rounds changed and orders changed; 0 without a previous plan."""
    problem = walk.problem
    policy, previous = problem.policy, problem.previous
    if previous is None:
        return dict.fromkeys(("change", "changed_riders", "changed_order"), 0)
    begun = {stop.visit for rider in problem.riders for trip in rider.frozen for stop in trip.stops}
    before = rounds_of(((day.rider, trip) for day in previous.riders for trip in day.trips), begun)
    after = rounds_of(((at.rider.id, at.trip) for at in walk.planned_trips), begun)
    nothing: Round = frozenset()
    changed = [
        rider.id
        for rider in problem.riders
        if before.get(rider.id, nothing) != after.get(rider.id, nothing)
    ]
    carried = carriers_of(previous)
    moved = sum(carried.get(at.visit.id, at.rider.id) != at.rider.id for at in walk.stops)
    reordered = sum(
        carried.get(reached.visit) == rider and reached not in before[rider]
        for rider in changed
        for reached in after.get(rider, nothing)
    )
    return {
        "change": moved * policy.change_seconds,
        "changed_riders": len(changed) * policy.changed_rider_seconds,
        "changed_order": reordered * policy.changed_order_seconds,
    }


def rounds_of(trips: Iterable[tuple[str, Trip]], begun: Set[str]) -> Mapping[str, Round]:
    """The round of each rider who has one, from their trips; who is served by now is left out."""
    rounds: dict[str, set[Reached]] = {}
    for rider, trip in trips:
        reached = (one for one in _reached(trip) if one.visit not in begun)
        rounds.setdefault(rider, set()).update(reached)
    return {rider: frozenset(reached) for rider, reached in rounds.items()}


def _reached(trip: Trip) -> list[Reached]:
    behind = [None, *(stop.visit for stop in trip.stops)]
    return [
        Reached(stop.visit, before, None if before else trip.canteen)
        for before, stop in zip(behind, trip.stops, strict=False)
    ]


def carriers_of(plan: Plan) -> Mapping[str, str]:
    """Who carries each visit."""
    return {
        stop.visit: day.rider for day in plan.riders for trip in day.trips for stop in trip.stops
    }
