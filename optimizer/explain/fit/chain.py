"""A rider's runs one after another: what each leaves to a run beside it.

Kitchens are left out: nothing here is later, earlier or longer than it can be in truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.explain.fit.runs import Seconds, TimedRun
from optimizer.problem import Canteen, Problem, Rider
from optimizer.timing.day import drive
from optimizer.timing.segment import FAR
from optimizer.timing.timetable import at_liberty


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What precedes a run: the rider is free at ``place`` (a row) at ``free`` or later.

    A run that takes ``lead`` seconds from there to its departure lets the day start at
    ``min(departure - lead - begun, cap)`` or earlier.
    """

    place: int
    free: int
    begun: int
    cap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """What follows a run: the next loading place, or home, in row ``place``.

    ``due`` is the latest arrival there. The day ends at ``max(arrival + add, floor)``.
    """

    place: int
    due: int
    add: int
    floor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """``before[k]`` and ``onward[k]`` of rank k, for each run and one after the last.

    ``onward[k]`` begins at the loading place of run k, ``onward[n]`` is home. ``paid`` is the
    day's time without waiting; of a day that has begun already it says nothing (-FAR).
    ``stops[k]`` counts those of all runs from rank k on.
    """

    before: Sequence[Before]
    onward: Sequence[Onward]
    stops: Sequence[int]
    paid: int


class Roads:
    """Riding times of a rider, the rows of places."""

    def __init__(self, problem: Problem, rider: Rider, seconds: NDArray[np.int32]) -> None:
        self.problem, self.rider, self._seconds = problem, rider, seconds
        self.now = problem.now or 0
        self._canteens = {canteen.id: row for row, canteen in enumerate(problem.canteens)}

    def ride(self, origin: int, destination: int) -> int:
        """Seconds between two rows."""
        return int(self._seconds[origin, destination])

    def rides(self, places: Sequence[int]) -> Seconds:
        """Seconds from each of these rows to the next."""
        rides: Seconds = self._seconds[places[:-1], places[1:]].astype(np.int64)
        return rides

    def canteen_row(self, canteen: Canteen) -> int:
        """Number of the canteen in the problem."""
        return self._canteens[canteen.id]

    def row(self, canteen: Canteen) -> int:
        """Row of the canteen's place."""
        return self.problem.location_index[canteen.location]

    def lead(self, before: Before, canteen: Canteen) -> int:
        """From being free to departure, riding and loading."""
        return self.ride(before.place, self.row(canteen)) + canteen.loading_seconds

    def ready(self, before: Before, canteen: Canteen) -> int:
        """Earliest departure of a run that loads at the canteen."""
        arrival = before.free + self.ride(before.place, self.row(canteen))
        return max(arrival, self.now) + canteen.loading_seconds


def chain_of(roads: Roads, canteens: Sequence[Canteen], runs: Sequence[TimedRun]) -> Chain:
    """The rider's runs, each with its canteen."""
    before = [_start(roads)]
    for canteen, run in zip(canteens, runs, strict=True):
        before.append(_after(roads, before[-1], canteen, run))
    onward = [_home(roads)]
    for canteen, run in zip(reversed(canteens), reversed(runs), strict=True):
        onward.insert(0, _ahead_of(roads, canteen, run, onward[0]))
    paid = before[-1].begun + roads.ride(before[-1].place, onward[-1].place) if runs else 0
    counts = [len(run.places) for run in runs]
    return Chain(
        before=before,
        onward=onward,
        stops=[sum(counts[rank:]) for rank in range(len(counts) + 1)],
        paid=-FAR if roads.rider.frozen else paid,
    )


def _start(roads: Roads) -> Before:
    problem, rider = roads.problem, roads.rider
    free, place = at_liberty(problem, rider)
    row = problem.location_index[place]
    if rider.frozen:
        return Before(place=row, free=free, begun=-FAR, cap=drive(problem, rider, ()).start)
    return Before(place=row, free=free, begun=0, cap=FAR)


def _home(roads: Roads) -> Onward:
    home = roads.row(roads.problem.canteen[roads.rider.canteen])
    return Onward(place=home, due=roads.rider.shift[1], add=0, floor=-FAR)


def _after(roads: Roads, before: Before, canteen: Canteen, run: TimedRun) -> Before:
    first = max(roads.ready(before, canteen), run.released, run.earliest)
    begun = before.begun + roads.lead(before, canteen)
    return Before(
        place=int(run.places[-1]),
        free=first + run.duration,
        begun=begun + run.duration,
        cap=min(before.cap, run.latest - begun),
    )


def _ahead_of(roads: Roads, canteen: Canteen, run: TimedRun, onward: Onward) -> Onward:
    rest = run.duration + roads.ride(int(run.places[-1]), onward.place)
    loading = canteen.loading_seconds
    soonest = max(roads.now + loading, run.released, run.earliest)
    return Onward(
        place=roads.row(canteen),
        due=min(run.latest, onward.due - rest) - loading,
        add=loading + rest + onward.add,
        floor=max(onward.floor, soonest + rest + onward.add),
    )
