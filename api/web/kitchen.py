"""What each kitchen has to pack, and before which departure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.plans.kitchens import BatchMeals, KitchenMeals, kitchen_meals
from api.texts import clock
from api.web.badge import Badge
from api.web.names import Names
from api.web.riders import riders_at_work
from api.web.texts import text
from api.web.words import diet_order, diet_words, total
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
    """What to pack of each diet in this batch, and the departures that it completes.

    A trip may take its boxes from two batches, so the departures need not add up to ``meals``.
    """

    title: Text
    departures: tuple[DepartureView, ...]
    meals: tuple[int, ...]
    boxes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenView:
    """A canteen's meals of the sitting, in total, by diet and by batch.

    ``eating_in``: what it cooks besides, for people who eat there; ``handed_over``: what of the
    total is in no batch, for it changes hands on the road; None: nothing.
    """

    canteen: str
    name: str
    capacity: int
    eating_in: Text | None
    handed_over: Text | None
    diets: tuple[Text, ...]
    batches: tuple[BatchView, ...]
    meals: tuple[int, ...]
    boxes: int


Departure = tuple[Badge, str, int, Trip, Counter[str]]


def kitchen_views(problem: Problem, plan: Plan, names: Names) -> tuple[KitchenView, ...]:
    """Every kitchen that sends something, in the problem's order."""
    leaving = sorted(_departures(problem, plan, names), key=lambda d: (d[3].depart, d[0].letter))
    return tuple(
        _kitchen(problem.canteen[packing.canteen], packing, own, names)
        for packing in kitchen_meals(problem, plan)
        if (own := [d for d in leaving if d[3].canteen == packing.canteen])
    )


def _departures(problem: Problem, plan: Plan, names: Names) -> Iterator[Departure]:
    for mark, day in riders_at_work(plan, names):
        for number, trip in enumerate(day.trips, start=1):
            meals = total(problem.visit[stop.visit].meals for stop in trip.stops)
            yield mark, names.rider(day.rider), number, trip, meals


def _kitchen(
    canteen: Canteen, packing: KitchenMeals, leaving: Sequence[Departure], names: Names
) -> KitchenView:
    diets = diet_order(packing.meals)
    groups = _completed(packing, leaving)
    handed = sum(packing.handed_over.values())
    return KitchenView(
        canteen=canteen.id,
        name=names.canteen(canteen.id),
        capacity=canteen.capacity + packing.eating_in + handed,
        eating_in=text("eating_in", meals=packing.eating_in) if packing.eating_in else None,
        handed_over=text("handed_over", meals=handed) if handed else None,
        diets=tuple(diet_words(diet) for diet in diets),
        batches=tuple(
            _batch(number, batch, group, diets)
            for number, (batch, group) in enumerate(zip(packing.batches, groups, strict=True), 1)
            if batch.meals
        ),
        meals=tuple(packing.meals.get(diet, 0) for diet in diets),
        boxes=sum(packing.meals.values()),
    )


def _completed(packing: KitchenMeals, leaving: Sequence[Departure]) -> Iterator[list[Departure]]:
    """The departures that each batch completes when what is packed first leaves first."""
    waiting, drawn, packed = list(leaving), 0, 0
    for batch in packing.batches:
        packed += sum(batch.meals.values())
        group: list[Departure] = []
        while waiting and drawn + waiting[0][4].total() <= packed:
            drawn += waiting[0][4].total()
            group.append(waiting.pop(0))
        yield group


def _title(number: int, batch: BatchMeals) -> Text:
    if batch.ready is None:
        return text("batch_all")
    return text("batch", number=number, ready=clock(batch.ready), meals=batch.limit)


def _batch(
    number: int, batch: BatchMeals, group: Sequence[Departure], diets: Sequence[str]
) -> BatchView:
    return BatchView(
        title=_title(number, batch),
        departures=tuple(
            DepartureView(
                load_start=clock(driven.load_start),
                depart=clock(driven.depart),
                badge=mark,
                rider=rider,
                trip=trip,
                meals=tuple(drawn[diet] for diet in diets),
                boxes=drawn.total(),
            )
            for mark, rider, trip, driven, drawn in group
        ),
        meals=tuple(batch.meals.get(diet, 0) for diet in diets),
        boxes=sum(batch.meals.values()),
    )
