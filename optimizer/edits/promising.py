"""Places for an unserved visit that promise to cost least, by the detour that they ask for."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nsmallest
from typing import NamedTuple

from optimizer.problem import Rider
from optimizer.timing import Run, Schedule
from optimizer.timing.static_rules import refused_runs

TRIES = 60
"""Most places to look at closely."""
NEW = -1
"""The position of a visit that gets a trip of its own."""


class _Place(NamedTuple):
    """Seconds of detour, then where: the run's number, and the position on it.

    ``position`` ``NEW``: a new run before number ``number``.
    """

    detour: int
    rider: str
    number: int
    position: int
    canteen: str


def promising(
    schedule: Schedule, visit: str, rider: str | None = None
) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Riders' days with the visit, those with the least detour first; at least one.

    A new trip counts its loading, the way there and back, and what a rider costs who stays at home
    otherwise. Without any place that rules allow at first sight, the visit is put at the end of
    somebody's day, for the checker to say what stands in the way.
    """
    riders = schedule.problem.riders if rider is None else (schedule.problem.rider[rider],)
    places = [place for person in riders for place in _places(schedule, person, visit)]
    chosen = nsmallest(TRIES, places)
    for place in chosen:
        yield place.rider, _runs(schedule, visit, place)
    if not chosen and riders:
        person = riders[0]
        new = Run(person.canteen, (visit,))
        yield person.id, (*schedule.runs[person.id], new)


def _places(schedule: Schedule, rider: Rider, visit: str) -> Iterator[_Place]:
    problem, index = schedule.problem, schedule.problem.location_index
    seconds = problem.travel[rider.profile].seconds
    here = index[problem.visit[visit].location]
    runs = schedule.runs[rider.id]
    for number, run in enumerate(runs):
        longer = Run(run.canteen, (*run.visits, visit))
        if refused_runs(problem, rider, (*runs[:number], longer, *runs[number + 1 :])):
            continue
        stops = [index[problem.visit[name].location] for name in run.visits]
        rows = [index[problem.canteen[run.canteen].location], *stops]
        for position, row in enumerate(rows):
            detour = int(seconds[row, here])
            if position + 1 < len(rows):
                onward = rows[position + 1]
                detour += int(seconds[here, onward]) - int(seconds[row, onward])
            yield _Place(detour, rider.id, number, position, run.canteen)
    for canteen in schedule.loading_canteens(rider.id, (visit,)):
        new = Run(canteen, (visit,))
        if not refused_runs(problem, rider, (*runs, new)):
            row = index[problem.canteen[canteen].location]
            detour = int(seconds[row, here]) + int(seconds[here, row])
            detour += problem.canteen[canteen].loading_seconds
            detour += 0 if runs or rider.frozen else problem.policy.rider_seconds
            for number in range(len(runs) + 1):
                yield _Place(detour, rider.id, number, NEW, canteen)


def _runs(schedule: Schedule, visit: str, place: _Place) -> tuple[Run, ...]:
    runs = list(schedule.runs[place.rider])
    if place.position == NEW:
        runs.insert(place.number, Run(place.canteen, (visit,)))
    else:
        visits = runs[place.number].visits
        longer = (*visits[: place.position], visit, *visits[place.position :])
        runs[place.number] = Run(place.canteen, longer)
    return tuple(runs)
