"""What has begun is a fact: trips that are loading, on the way or done at a moment."""

from __future__ import annotations

from dataclasses import replace

from optimizer.errors import InvalidInput, Issue
from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem
from optimizer.texts import clock


def frozen_at(problem: Problem, plan: Plan, now: int) -> Problem:
    """The problem at ``now`` (seconds after midnight): every trip that has begun is frozen.

    A trip begins with its loading, a rider's first one with the ride to it. Works again on a
    problem with frozen trips; the plan repeats them.

    Raises
    ------
    InvalidInput
        When ``now`` lies before the moment that the problem has reached already.
    """
    if problem.now is not None and now < problem.now:
        reached = clock(-(-problem.now // 60) * 60)
        raise InvalidInput([Issue.of("now", clock(now), "replan_before", reached=reached)])
    days = {day.rider: day for day in plan.riders}
    riders = tuple(
        replace(rider, frozen=_begun(days[rider.id], now)) if rider.id in days else rider
        for rider in problem.riders
    )
    return replace(problem, riders=riders, now=now)


def _begun(day: RiderDay, now: int) -> tuple[Trip, ...]:
    last = 0
    for number, trip in enumerate(day.trips, 1):
        if (day.start if number == 1 else trip.load_start) < now:
            last = number
    return day.trips[:last]
