"""How long a person waits for an edit, and for the places where a visit would fit."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from optimizer.edits import Edited, Editor
from optimizer.edits.kinds import Edit, Move, OtherRider, Remove, Reorder, Swap
from optimizer.explain import Positions, places
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.timing import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Clicks:
    """Milliseconds of many clicks of one kind; ``made`` of them gave a plan."""

    kind: str
    count: int
    made: int
    median: float
    slowest: float
    """The slowest of twenty."""


class Stopping(NamedTuple):
    """A stop of a plan, and where its trip loads."""

    rider: str
    trip: int
    visit: str
    canteen: str


def clicks(problem: Problem, plan: Plan, count: int, seed: int) -> Iterator[Clicks]:
    """``count`` random clicks of each kind on one plan."""
    editor = Editor(problem, plan)
    rng = np.random.default_rng(seed)
    for kind, make in KINDS.items():
        edits = [make(plan, rng) for _ in range(count)]
        yield _measured(kind, [partial(_applies, editor, edit) for edit in edits])
    served = sorted(plan.served())
    named = [served[k] for k in rng.integers(len(served), size=count)]
    positions = Positions.of(Schedule.of(problem, plan))
    yield _measured("where it fits", [partial(_fits, positions, visit) for visit in named])


def _measured(kind: str, all_clicks: Sequence[Callable[[], bool]]) -> Clicks:
    taken, made = [], 0
    for click in all_clicks:
        begun = time.perf_counter()
        made += click()
        taken.append(1_000 * (time.perf_counter() - begun))
    return Clicks(
        kind=kind,
        count=len(taken),
        made=made,
        median=statistics.median(taken),
        slowest=float(np.quantile(taken, 0.95)),
    )


def _applies(editor: Editor, edit: Edit) -> bool:
    return isinstance(editor.apply(edit), Edited)


def _fits(positions: Positions, visit: str) -> bool:
    schedule = positions.schedule
    return bool(places(schedule.problem, schedule, visit, positions=positions))


def _any_trip(plan: Plan, rng: np.random.Generator) -> tuple[RiderDay, int]:
    day = plan.riders[rng.integers(len(plan.riders))]
    return day, int(rng.integers(len(day.trips)))


def _any_stop(plan: Plan, rng: np.random.Generator) -> Stopping:
    day, trip = _any_trip(plan, rng)
    stops = day.trips[trip].stops
    visit = stops[rng.integers(len(stops))].visit
    return Stopping(day.rider, trip, visit, day.trips[trip].canteen)


def _two_stops(plan: Plan, rng: np.random.Generator) -> tuple[Stopping, Stopping]:
    """Stops of different riders with meals from one canteen: what a person would consider."""
    while True:
        one, other = _any_stop(plan, rng), _any_stop(plan, rng)
        if one.canteen == other.canteen and one.rider != other.rider:
            return one, other


def _move(plan: Plan, rng: np.random.Generator) -> Edit:
    one, other = _two_stops(plan, rng)
    return Move(visit=one.visit, rider=other.rider, trip=other.trip)


def _swap(plan: Plan, rng: np.random.Generator) -> Edit:
    one, other = _two_stops(plan, rng)
    return Swap(one=one.visit, other=other.visit)


def _remove(plan: Plan, rng: np.random.Generator) -> Edit:
    return Remove(visit=_any_stop(plan, rng).visit)


def _reorder(plan: Plan, rng: np.random.Generator) -> Edit:
    day, trip = _any_trip(plan, rng)
    visits = [stop.visit for stop in day.trips[trip].stops]
    first = int(rng.integers(len(visits)))
    turned = (*visits[:first], *visits[first : first + 2][::-1], *visits[first + 2 :])
    return Reorder(rider=day.rider, trip=trip, visits=turned)


def _other_rider(plan: Plan, rng: np.random.Generator) -> Edit:
    one, other = _two_stops(plan, rng)
    return OtherRider(rider=one.rider, trip=one.trip, to=other.rider)


KINDS: dict[str, Callable[[Plan, np.random.Generator], Edit]] = {
    "move": _move,
    "swap": _swap,
    "remove": _remove,
    "reorder": _reorder,
    "other rider": _other_rider,
}
