"""From trips that somebody proposes to a plan that breaks no rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optimizer.checker import check
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.timing import Leg, Run, Schedule
from optimizer.timing.day import RiderLegs, plan_of_days, plan_of_legs
from optimizer.timing.departures import best_departures
from optimizer.timing.insertion import weight_of
from optimizer.timing.pins import Block

Trip = tuple[str, tuple[Block, ...]]
"""A loading canteen and the blocks served, in order."""


def plan_of_trips(problem: Problem, trips: Mapping[str, Sequence[Trip]], seconds: float) -> Plan:
    """Each rider's trips as a plan, without whatever breaks a rule.

    Each rider's day is trimmed for itself, then all departures are found together. Where the
    kitchens cannot cope with that, or it takes more than ``seconds``, days are entered one by
    one, each trimmed to what those before leave.
    """
    alone = Schedule(problem)
    days = dict(alone.days)
    for rider, of_rider in trips.items():
        runs = trimmed(alone, rider, of_rider)
        if runs and isinstance(day := alone.try_day(rider, runs), RiderDay):
            days[rider] = day
    plan = timed(problem, plan_of_days(problem, list(days.values())), seconds)
    if not check(problem, plan).violations:
        return plan
    together = Schedule(problem)
    for rider, of_rider in trips.items():
        together.set_day(rider, trimmed(together, rider, of_rider))
    return together.plan()


def timed(problem: Problem, plan: Plan, seconds: float) -> Plan:
    """The plan at departures of least cost."""
    legs = [
        RiderLegs(
            day.rider,
            tuple(
                Leg(trip.canteen, tuple(stop.visit for stop in trip.stops), trip.depart)
                for trip in day.trips[len(problem.rider[day.rider].frozen) :]
            ),
        )
        for day in plan.riders
    ]
    return plan_of_legs(problem, best_departures(problem, legs, seconds))


def trimmed(schedule: Schedule, rider: str, trips: Sequence[Trip]) -> tuple[Run, ...]:
    """The rider's day beside the others without blocks that break a rule, the cheapest ones.

    If the whole day is refused and no single block is to blame, blocks are taken in order of what
    it costs to leave them out, each at its place, as long as the day is accepted.
    """
    blocks = sorted(
        (block for _, of_trip in trips for block in of_trip),
        key=lambda block: weight_of(schedule.problem, block),
    )
    for left_out in (set[Block](), *({block} for block in blocks)):
        runs = _runs(trips, set(blocks) - left_out)
        if runs and isinstance(schedule.try_day(rider, runs), RiderDay):
            return runs
    kept = set[Block]()
    for block in reversed(blocks):
        if isinstance(schedule.try_day(rider, _runs(trips, kept | {block})), RiderDay):
            kept.add(block)
    return _runs(trips, kept)


def _runs(trips: Sequence[Trip], kept: set[Block]) -> tuple[Run, ...]:
    runs = (
        Run(canteen, tuple(visit for block in blocks if block in kept for visit in block))
        for canteen, blocks in trips
    )
    return tuple(run for run in runs if run.visits)
