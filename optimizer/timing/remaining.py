"""What frozen trips leave of a canteen: meals before each batch, bays at each moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from optimizer.plan import Trip
from optimizer.problem import Canteen, Problem
from optimizer.timing.kitchen import Load, loads_of


@dataclass(frozen=True, slots=True)
class Kitchen:
    """A canteen with the frozen trips that load there."""

    canteen: Canteen
    frozen: Sequence[Trip]


def kitchens_of(problem: Problem) -> list[Kitchen]:
    """All canteens of a problem."""
    frozen = [trip for rider in problem.riders for trip in rider.frozen]
    return [
        Kitchen(canteen, [trip for trip in frozen if trip.canteen == canteen.id])
        for canteen in problem.canteens
    ]


def meals_before(problem: Problem, kitchen: Kitchen) -> Iterator[tuple[int, int]]:
    """For each batch, when it is ready and how many more meals may leave before."""
    packed, gone = 0, loads_of(problem, kitchen.frozen)
    for batch in kitchen.canteen.batches:
        drawn = sum(load.boxes for load in gone if load.depart < batch.ready)
        yield batch.ready, max(0, packed - drawn)
        packed += batch.meals


def taken_bays(kitchen: Kitchen) -> Iterator[tuple[int, int, int]]:
    """From when until when frozen trips take how many bays, though never more than there are."""
    bays = kitchen.canteen.loading_bays or 0
    loading = [(trip.load_start, trip.depart) for trip in kitchen.frozen]
    for start, end in pairwise(sorted({time for span in loading for time in span})):
        if taken := sum(begin <= start < until for begin, until in loading):
            yield start, end, min(bays, taken)


def is_shared(kitchen: Kitchen, trips: int) -> bool:
    """Whether ``trips`` more trips must heed each other's or frozen departures here."""
    canteen = kitchen.canteen
    crowded = (
        canteen.loading_bays is not None
        and canteen.loading_seconds > 0
        and trips + len(kitchen.frozen) > canteen.loading_bays
    )
    return trips > 0 and (crowded or bool(canteen.batches))


def copes(problem: Problem, kitchen: Kitchen, loads: Sequence[Load]) -> bool:
    """Whether BATCH and BAYS hold for ``loads``, all planned trips of this canteen."""
    for ready, meals in meals_before(problem, kitchen):
        if sum(load.boxes for load in loads if load.depart < ready) > meals:
            return False
    bays = kitchen.canteen.loading_bays
    if bays is None:
        return True
    spans = [(load.load_start, load.depart, 1) for load in loads]
    spans += taken_bays(kitchen)
    return all(
        sum(taken for begin, until, taken in spans if begin <= start < until) <= bays
        for load in loads
        for start, _, _ in spans
        if load.load_start <= start < load.depart
    )
