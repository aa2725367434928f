"""Exact times of several riders' days beside each other: kitchens shared, longest day paid for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from optimizer import timing
from optimizer.plan import Stop
from optimizer.problem import Canteen, Problem
from optimizer.timing import Leg
from optimizer.timing.day import RiderLegs
from tests.oracle_times import NEVER, Clock, Day, Run, Way, grid

STEPS = (0, 6_000, 60_000, 240_000)
"""How much more than the least each rider's day may cost, tried one after another."""


@dataclass(frozen=True)
class Planned:
    """A rider's runs, and what they cost at least when nobody else is about."""

    clock: Clock
    runs: tuple[Run, ...]
    least: int

    def shortest(self) -> int:
        """Least paid time."""
        return self.clock.least(self.runs, costs=False, percent=1)


class Load(NamedTuple):
    """A trip as its kitchen sees it."""

    canteen: str
    begin: int
    depart: int
    boxes: int


def best_times(
    problem: Problem, days: Sequence[Planned], idle: int, most: int = NEVER
) -> tuple[int, list[tuple[int, ...]]] | None:
    """Least cost of runs with the longest day, and departures; None if all cost ``most`` or more.

    ``idle`` is the longest day of those riders who make no runs.
    """
    weight = problem.policy.longest_percent
    longest = max([idle, *(day.shortest() for day in days)])
    least = sum(day.least for day in days) + weight * longest
    if least >= most or not _latest_are_packed(problem, days):
        return None
    room = most - least
    for step in (*(step for step in STEPS if step < room), room):
        search = _Search(problem, days, longest, min(step + 1, room))
        if search.best is not None or step == room:
            return search.best
    return None


class _Search:
    """Riders one after another, each with all days cheap enough, cheapest first."""

    def __init__(self, problem: Problem, days: Sequence[Planned], longest: int, room: int) -> None:
        self.problem, self.planned = problem, days
        self.weight = problem.policy.longest_percent
        rest = sum(day.least for day in days)
        self.limit = rest + self.weight * longest + room
        self.best: tuple[int, list[tuple[int, ...]]] | None = None
        self.frozen = frozen_loads(problem)
        self.choices = [self._choices(day, day.least + room) for day in days]
        self.least = [sum(day.least for day in days[k:]) for k in range(len(days) + 1)]
        self._extend(0, longest, [], [])

    def _choices(self, day: Planned, most: int) -> list[tuple[Day, list[Load]]]:
        most = min(most, NEVER - 1)
        coupled = any(_is_coupled(self.problem.canteen[run.canteen]) for run in day.runs)
        days = sorted(day.clock.days(day.runs, most))
        if not coupled:
            days = _frontier(days)
        loaded = [(one, self._loads(day.runs, one)) for one in days]
        return [(one, loads) for one, loads in loaded if _copes(self.problem, self.frozen, loads)]

    def _loads(self, runs: Sequence[Run], day: Day) -> list[Load]:
        return [
            Load(run.canteen, depart - loading, depart, run.boxes)
            for run, depart in zip(runs, day.departs, strict=True)
            for loading in [self.problem.canteen[run.canteen].loading_seconds]
        ]

    def _extend(
        self, cost: int, longest: int, loads: list[Load], departs: list[tuple[int, ...]]
    ) -> None:
        number = len(departs)
        if number == len(self.planned):
            self.limit = cost + self.weight * longest
            self.best = self.limit, departs
            return
        for day, more in self.choices[number]:
            bound = cost + day.cost + self.least[number + 1]
            if bound + self.weight * longest >= self.limit:
                return
            most = max(longest, day.paid)
            if bound + self.weight * most >= self.limit:
                continue
            if not loads or _copes(self.problem, self.frozen, [*loads, *more]):
                self._extend(cost + day.cost, most, [*loads, *more], [*departs, day.departs])


def _frontier(days: Sequence[Day]) -> list[Day]:
    """Of days in order of cost, those shorter than all cheaper ones."""
    kept: list[Day] = []
    for day in days:
        if not kept or day.paid < kept[-1].paid:
            kept.append(day)
    return kept


def _is_coupled(canteen: Canteen) -> bool:
    return bool(canteen.batches) or (
        canteen.loading_bays is not None and canteen.loading_seconds > 0
    )


def _boxes(problem: Problem, stops: Sequence[Stop]) -> int:
    return sum(problem.visit[stop.visit].boxes for stop in stops)


def _copes(problem: Problem, frozen: Sequence[Load], planned: Sequence[Load]) -> bool:
    """BATCH and BAYS, as far as planned trips have a part in them."""
    for canteen in {load.canteen: problem.canteen[load.canteen] for load in planned}.values():
        if not _is_coupled(canteen):
            continue
        new = [load for load in planned if load.canteen == canteen.id]
        every = [*(load for load in frozen if load.canteen == canteen.id), *new]
        if canteen.batches and not _packed(canteen, every, min(load.depart for load in new)):
            return False
        for instant in {load.begin for load in every} if canteen.loading_bays else ():
            busy = sum(load.begin <= instant < load.depart for load in every)
            mine = any(load.begin <= instant < load.depart for load in new)
            if mine and busy > (canteen.loading_bays or 0):
                return False
    return True


def copes_alone(problem: Problem, canteen: Canteen, departs: Any, boxes: int) -> Any:
    """At which departures a kitchen could send off a trip beside the frozen ones alone."""
    frozen, loading = frozen_loads(problem), canteen.loading_seconds
    if not _is_coupled(canteen):
        return np.ones(len(departs), bool)
    loads = (Load(canteen.id, depart - loading, depart, boxes) for depart in departs.tolist())
    return np.array([_copes(problem, frozen, [load]) for load in loads])


def frozen_loads(problem: Problem) -> list[Load]:
    """Frozen trips as their kitchens see them."""
    return [
        Load(trip.canteen, trip.load_start, trip.depart, _boxes(problem, trip.stops))
        for rider in problem.riders
        for trip in rider.frozen
    ]


def _packed(canteen: Canteen, loads: Sequence[Load], since: int) -> bool:
    """Whether no meal leaves before it is packed, from an instant on."""
    for instant in {load.depart for load in loads if load.depart >= since}:
        gone = sum(load.boxes for load in loads if load.depart <= instant)
        if gone > sum(batch.meals for batch in canteen.batches if batch.ready <= instant):
            return False
    return True


def _latest_are_packed(problem: Problem, days: Sequence[Planned]) -> bool:
    """Whether BATCH holds if everybody leaves as late as possible; if not, it never does."""
    frozen = frozen_loads(problem)
    latest = [load for day in days for load in _latest(problem, day)]
    for canteen in problem.canteens:
        new = [load for load in latest if load.canteen == canteen.id]
        every = [*(load for load in frozen if load.canteen == canteen.id), *new]
        if canteen.batches and new:
            since = min(load.depart for load in new)
            if not _packed(canteen, every, since):
                return False
    return True


def _latest(problem: Problem, day: Planned) -> Iterator[Load]:
    clock, runs = day.clock, day.runs
    for run, rest in zip(runs, clock.rests(runs), strict=True):
        depart = int(clock.departs[np.flatnonzero((run.cost < NEVER) & (rest < NEVER))[-1]])
        yield Load(run.canteen, depart, depart, run.boxes)


def best_legs(problem: Problem, runs: Mapping[str, Sequence[timing.Run]]) -> list[RiderLegs] | None:
    """Given runs of some riders at departures of least cost; None if they cannot be timed."""
    departs, days = grid(problem), []
    for name, trips in runs.items():
        clock = Clock(problem, problem.rider[name], departs)
        found = [run for trip in trips if (run := _run(problem, clock, *trip))]
        if len(found) < len(trips) or (least := clock.least(found)) >= NEVER:
            return None
        days.append(Planned(clock, tuple(found), least))
    others = [rider for rider in problem.riders if rider.id not in runs]
    idle = max((Clock(problem, rider, departs).idle() for rider in others), default=0)
    best = best_times(problem, days, idle)
    return best and [
        RiderLegs(
            name, tuple(Leg(*trip, depart) for trip, depart in zip(trips, departs, strict=True))
        )
        for (name, trips), departs in zip(runs.items(), best[1], strict=True)
    ]


def _run(problem: Problem, clock: Clock, canteen: str, visits: tuple[str, ...]) -> Run | None:
    way: Way | None = Way.of(problem, clock.rider, problem.canteen[canteen], clock.departs)
    for name in visits:
        way = way and way.on(problem.visit[name])
    return way.run() if way else None
