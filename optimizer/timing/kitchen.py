"""When a canteen can send another trip off: meals packed and bays free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from optimizer.plan import Trip
from optimizer.problem import Canteen, Problem
from optimizer.rules import Rule
from optimizer.timing.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Load:
    """A trip as its kitchen sees it: ``visits`` loaded from ``load_start`` to ``depart``."""

    canteen: str
    load_start: int
    depart: int
    visits: tuple[str, ...]
    boxes: int


def load(problem: Problem, canteen: str, depart: int, visits: tuple[str, ...]) -> Load:
    """A trip that leaves as soon as it is loaded."""
    start = depart - problem.canteen[canteen].loading_seconds
    boxes = sum(problem.visit[visit].boxes for visit in visits)
    return Load(canteen, start, depart, visits, boxes)


def loads_of(problem: Problem, trips: Iterable[Trip]) -> list[Load]:
    """Timed trips as their kitchens see them."""
    visits = [(trip, tuple(stop.visit for stop in trip.stops)) for trip in trips]
    return [
        replace(load(problem, trip.canteen, trip.depart, names), load_start=trip.load_start)
        for trip, names in visits
    ]


def earliest_departure(
    canteen: Canteen, loads: Sequence[Load], boxes: int, not_before: int
) -> int | Refusal:
    """The first departure from ``not_before`` on that keeps BATCH and BAYS beside ``loads``.

    ``loads`` are this canteen's other trips, which stay as they are.
    """
    packed = _packed_from(canteen, loads, boxes)
    if packed is None:
        return Refusal(Rule.BATCH, {"canteen": canteen.id, "meals": boxes})
    return free_bay(canteen, loads, max(not_before, packed))


def _packed_from(canteen: Canteen, loads: Sequence[Load], boxes: int) -> int | None:
    """From when on ``boxes`` more meals can leave without starving a later departure."""
    if not canteen.batches:
        return 0
    changes = Counter[int]()
    for batch in canteen.batches:
        changes[batch.ready] += batch.meals
    for load in loads:
        changes[load.depart] -= load.boxes
    left = changes.total()
    first: int | None = None
    for time in sorted(changes, reverse=True):
        if left < boxes:
            return first
        first = time
        left -= changes[time]
    return first


def free_bay(canteen: Canteen, loads: Sequence[Load], depart: int) -> int:
    """The first departure from ``depart`` on before which a bay is free while loading."""
    bays, loading = canteen.loading_bays, canteen.loading_seconds
    if bays is None or loading == 0:
        return depart
    begins = depart - loading
    starts = sorted({begins} | {load.depart for load in loads if load.depart > begins})
    return loading + next(start for start in starts if _busy(loads, start, start + loading) < bays)


def _busy(loads: Sequence[Load], begin: int, end: int) -> int:
    """Most trips that load at once between ``begin`` and ``end``."""
    over = [load for load in loads if load.load_start < end and load.depart > begin]
    instants = [begin, *(load.load_start for load in over if load.load_start > begin)]
    return max(sum(load.load_start <= t < load.depart for load in over) for t in instants)
