"""What each kitchen has to pack, and before which departure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.web.badge import Badge
from api.web.names import Names
from api.web.riders import riders_at_work
from api.web.texts import text
from api.web.words import clock, diet_order, diet_words, total
from optimizer.plan import Plan, Trip
from optimizer.problem import Canteen, Problem
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureView:
    """One trip as the kitchen sees it; ``meals`` in the order of the kitchen's diets."""

    load_start: str
    depart: str
    badge: Badge
    rider: str
    trip: int
    meals: tuple[int, ...]
    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchView:
    """Departures that need this batch; ``title`` says when it is packed and how large it is."""

    title: Text
    departures: tuple[DepartureView, ...]
    meals: tuple[int, ...]
    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenView:
    """A canteen's meals of the sitting, in total, by diet and by batch."""

    canteen: str
    name: str
    capacity: int
    diets: tuple[Text, ...]
    batches: tuple[BatchView, ...]
    meals: tuple[int, ...]
    boxes: int


Departure = tuple[Badge, str, int, Trip, Counter[str]]


def kitchen_views(problem: Problem, plan: Plan, names: Names) -> tuple[KitchenView, ...]:
    """Every kitchen that sends something, in the problem's order."""
    leaving = sorted(_departures(problem, plan, names), key=lambda d: (d[3].depart, d[0].letter))
    return tuple(
        _kitchen(canteen, own, names)
        for canteen in problem.canteens
        if (own := [d for d in leaving if d[3].canteen == canteen.id])
    )


def _departures(problem: Problem, plan: Plan, names: Names) -> Iterator[Departure]:
    for mark, day in riders_at_work(plan):
        for number, trip in enumerate(day.trips, start=1):
            meals = total(problem.visit[stop.visit].meals for stop in trip.stops)
            yield mark, names.rider(day.rider), number, trip, meals


def _kitchen(canteen: Canteen, leaving: Sequence[Departure], names: Names) -> KitchenView:
    meals = total(d[4] for d in leaving)
    diets = diet_order(meals)
    return KitchenView(
        canteen=canteen.id,
        name=names.canteen(canteen.id),
        capacity=canteen.capacity,
        diets=tuple(diet_words(diet) for diet in diets),
        batches=tuple(
            _batch(title, group, diets) for title, group in _by_batch(canteen, leaving) if group
        ),
        meals=tuple(meals[diet] for diet in diets),
        boxes=meals.total(),
    )


def _by_batch(
    canteen: Canteen, leaving: Sequence[Departure]
) -> Iterator[tuple[Text, list[Departure]]]:
    """Put each departure under the batch that completes it when meals leave first packed first."""
    if not canteen.batches:
        yield text("batch_all"), list(leaving)
        return
    waiting, drawn, packed = list(leaving), 0, 0
    for number, batch in enumerate(canteen.batches, start=1):
        packed += batch.meals
        group: list[Departure] = []
        while waiting and drawn + waiting[0][4].total() <= packed:
            drawn += waiting[0][4].total()
            group.append(waiting.pop(0))
        title = text("batch", number=number, ready=clock(batch.ready), meals=batch.meals)
        yield title, group
    yield text("batch_beyond"), waiting


def _batch(title: Text, group: Sequence[Departure], diets: Sequence[str]) -> BatchView:
    meals = total(d[4] for d in group)
    return BatchView(
        title=title,
        departures=tuple(
            DepartureView(
                load_start=clock(trip.load_start),
                depart=clock(trip.depart),
                badge=mark,
                rider=rider,
                trip=number,
                meals=tuple(drawn[diet] for diet in diets),
                boxes=drawn.total(),
            )
            for mark, rider, number, trip, drawn in group
        ),
        meals=tuple(meals[diet] for diet in diets),
        boxes=meals.total(),
    )
