"""When a canteen can send another trip off: meals packed and bays free."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from optimizer.plan import Trip
from optimizer.problem import Canteen, Problem, Window
from optimizer.rules import Rule
from optimizer.timing.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Load:
    """A trip as its kitchen sees it: when it loads, and its meals by diet."""

    canteen: str
    load_start: int
    depart: int
    meals: Counter[str]

    @property
    def boxes(self) -> int:
        """Meals of all diets."""
        return self.meals.total()


def meals_of(problem: Problem, visits: Iterable[str]) -> Counter[str]:
    """Meals by diet of all ``visits``."""
    meals = Counter[str]()
    for visit in visits:
        for diet, count in problem.visit[visit].meals.items():
            meals[diet] += count
    return meals


def load(problem: Problem, canteen: str, depart: int, visits: tuple[str, ...]) -> Load:
    """A trip that leaves as soon as it is loaded."""
    start = depart - problem.canteen[canteen].loading_seconds
    return Load(canteen, start, depart, meals_of(problem, visits))


def loads_of(problem: Problem, trips: Iterable[Trip]) -> list[Load]:
    """Timed trips as their kitchens see them."""
    visits = [(trip, tuple(stop.visit for stop in trip.stops)) for trip in trips]
    return [
        replace(load(problem, trip.canteen, trip.depart, names), load_start=trip.load_start)
        for trip, names in visits
    ]


def closest_departure(
    canteen: Canteen, loads: Sequence[Load], boxes: int, window: Window, preferred: int
) -> int | Refusal:
    """The departure in ``window`` that keeps BATCH and BAYS beside ``loads``.

    ``loads`` are this canteen's other trips, which stay as they are. The last one up to
    ``preferred``, from where on leaving later means returning later; else the first one after.
    """
    first, last = window
    packed = packed_from(canteen, loads, boxes)
    if packed is None or packed > last:
        late = {} if packed is None else {"late": packed - last}
        return Refusal(Rule.BATCH, {"canteen": canteen.id, "meals": boxes, **late})
    first, preferred = max(first, packed), max(preferred, packed)
    after = free_bay(canteen, loads, preferred)
    if after == preferred:
        return preferred
    if (before := _last_free_bay(canteen, loads, preferred)) >= first:
        return before
    if after > last:
        return Refusal(Rule.BAYS, {"canteen": canteen.id, "late": after - last})
    return after


def packed_from(canteen: Canteen, loads: Sequence[Load], boxes: int) -> int | None:
    """From when on ``boxes`` more meals can leave without starving a later departure.

    None: all that is ever packed is taken.
    """
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


def _last_free_bay(canteen: Canteen, loads: Sequence[Load], depart: int) -> int:
    """The last departure before ``depart`` with a free bay, if there is none at ``depart``."""
    earlier = sorted({load.load_start for load in loads if load.load_start < depart}, reverse=True)
    return next(time for time in earlier if free_bay(canteen, loads, time) == time)


def _busy(loads: Sequence[Load], begin: int, end: int) -> int:
    """Most trips that load at once between ``begin`` and ``end``."""
    over = [load for load in loads if load.load_start < end and load.depart > begin]
    instants = [begin, *(load.load_start for load in over if load.load_start > begin)]
    return max(sum(load.load_start <= t < load.depart for load in over) for t in instants)
