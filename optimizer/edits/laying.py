"""Days that an edit asks for, put into a schedule: timed as well as they can be, or as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from optimizer.edits.wanted import Days
from optimizer.explain.fit import Positions
from optimizer.explain.fit.settling import difference, settle
from optimizer.plan import RiderDay
from optimizer.problem import Problem, Rider
from optimizer.timing import Leg, Refusal, Run, Schedule, drive
from optimizer.timing.day import trip_segment
from optimizer.timing.timetable import at_liberty

CLOSE = 5
"""Of several ways to make an edit, how many are priced exactly: those that take least time."""


def laid(schedule: Schedule, wanted: Days) -> Schedule | Refusal:
    """The schedule with these days instead, in the order of riders in which they fit, if any.

    At first one day after the other changes beside the rest. Then all of them give way first: an
    exchange of trips must not wait for itself.
    """
    refusal: Refusal | None = None
    for made, order in _beginnings(schedule, wanted):
        refusals = (made.set_day(rider, wanted[rider]) for rider in order)
        refusal = next((found for found in refusals if found is not None), None)
        if refusal is None:
            return made
    return refusal or schedule


def _beginnings(schedule: Schedule, wanted: Days) -> Iterator[tuple[Schedule, Sequence[str]]]:
    riders = tuple(wanted)
    yield schedule.copy(), riders
    yield without(schedule, wanted), riders
    yield without(schedule, wanted), riders[::-1]


def without(schedule: Schedule, riders: Days) -> Schedule:
    """The schedule in which these riders make no trips but their frozen ones."""
    made = schedule.copy()
    for rider in riders:
        made.set_day(rider, ())
    return made


def as_it_would_be(schedule: Schedule, wanted: Days) -> Schedule:
    """The schedule with these days driven without delay, whatever rule that breaks."""
    made = without(schedule, wanted)
    for rider, runs in wanted.items():
        if runs:
            made.enter(rider, _driven(schedule.problem, schedule.problem.rider[rider], runs))
    return made


def cheapest(positions: Positions, found: Sequence[tuple[Schedule, Days]]) -> Schedule:
    """The cheapest of several changes to a schedule, each with the days that it changes."""
    schedule = positions.schedule
    longer = [
        (sum(_paid(made, rider) - _paid(schedule, rider) for rider in days), number)
        for number, (made, days) in enumerate(found)
    ]
    closest = [found[number] for _, number in sorted(longer)[:CLOSE]]
    for made, days in closest:
        settle(positions, made, days)
    dearer = [(difference(positions, made, days), made) for made, days in closest]
    return min(dearer, key=itemgetter(0))[1]


def _paid(schedule: Schedule, rider: str) -> int:
    day = schedule.days.get(rider)
    return day.end - day.start if day else 0


def _driven(problem: Problem, rider: Rider, runs: Sequence[Run]) -> RiderDay:
    """Each trip leaves as soon as the rider, the meals and the first doors are ready."""
    legs: list[Leg] = []
    free, place = at_liberty(problem, rider)
    for run in runs:
        canteen = problem.canteen[run.canteen]
        there = free + problem.seconds(rider.profile, place, canteen.location)
        ready = max(there, problem.now or 0) + canteen.loading_seconds
        segment = trip_segment(problem, rider, canteen, run.visits)
        legs.append(Leg(run.canteen, run.visits, segment.depart(ready)))
        free = segment.end(legs[-1].depart)
        place = problem.visit[run.visits[-1]].location
    return drive(problem, rider, legs)
