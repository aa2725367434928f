"""Waves: the sitting cut at a few moments, so that every trip belongs to one part of it.

A *slot* is one rider in one wave. It loads after the wave begins and is back before the next one
does, so that whatever trips a rider's slots make can follow one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from optimizer.problem import Canteen, Problem, Rider
from optimizer.timing.timetable import first_arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A rider in one wave, loading at one canteen.

    ``ready`` is the earliest departure, ``due`` the latest arrival at ``end``; ``approach`` the
    seconds paid for riding to the loading canteen before the first trip. ``trip`` is the number
    of the trip in the rider's day if every wave before it is used.
    """

    rider: Rider
    wave: int
    trip: int
    canteen: Canteen
    end: Canteen
    ready: int
    due: int
    approach: int


def slots_of(problem: Problem, splits: Mapping[str, Sequence[int]]) -> list[Slot]:
    """All slots of the riders who have a split.

    A split's moments ascend. Riders who may make fewer trips spend its last waves as one, and
    those for whom all its waves are too short spend them all as one.
    """
    slots: list[Slot] = []
    for rider in problem.riders:
        if rider.id in splits:
            of_rider = list(_slots(problem, rider, splits[rider.id]))
            slots += of_rider or _slots(problem, rider, ())
    return slots


def _slots(problem: Problem, rider: Rider, split: Sequence[int]) -> Iterator[Slot]:
    begun = len(rider.frozen)
    trips = rider.max_trips - begun
    if trips <= 0:
        return
    home = problem.canteen[rider.canteen]
    moments = [-1, *split[: trips - 1], rider.shift[1]]
    last = len(moments) - 2
    for name in rider.loading_canteens():
        canteen = problem.canteen[name]
        arrival = max(first_arrival(problem, rider, canteen), problem.now or 0)
        approach = problem.seconds(rider.profile, home.location, canteen.location)
        for wave, (begins, ends) in enumerate(pairwise(moments)):
            ready = max(arrival, begins) + canteen.loading_seconds
            if canteen.batches:
                ready = max(ready, canteen.batches[0].ready)
            due = min(ends, rider.shift[1])
            if ready < due:
                yield Slot(
                    rider=rider,
                    wave=wave,
                    trip=begun + wave,
                    canteen=canteen,
                    end=home if wave == last else canteen,
                    ready=ready,
                    due=due,
                    approach=0 if begun or wave else approach,
                )
