"""Meal points at one sitting: who eats there, who walks on, and what must be brought.

A point's meals travel as bulk visits that end before the volunteers meet. The point then is a
place to load like a canteen, which gives what the bulk visits brought in transit and no more.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from statistics import median_low

from api.orders.facts import DayFacts
from api.orders.kitchens import Kitchens
from api.orders.parameters import PointTimes, Sitting
from api.orders.records import Order
from api.roster.records import MealPointRecord, ResidentRecord, Roster
from optimizer.problem import Batch, Canteen, Rider, Visit
from optimizer.travel.places import Places

POINT = "point"
BULK = "bulk"
"""The skill of riders with a van or tricycle, who bring a point's meals at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One resident's meals on the way to a point; ``transit``: a volunteer walks on with them."""

    resident: ResidentRecord
    diet: str
    meals: int
    transit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """A point as the planner sees it: a loading place, and the visits that bring its meals."""

    canteen: Canteen
    bulk: tuple[tuple[Visit, tuple[Order, ...]], ...]


def serving(
    roster: Roster, date: datetime.date, sitting: Sitting, facts: DayFacts
) -> tuple[MealPointRecord, ...]:
    """The points that are open at the sitting, in order of id: volunteers meet within it.

    Their days are weekdays, or working days like those of the canteen that cooks for them.
    """
    canteens = {canteen.id: canteen for canteen in roster.canteens}
    opens, closes = sitting.window

    def is_open(point: MealPointRecord) -> bool:
        follows = facts.calendar.follows(point.canteen, canteens, date, sitting.name)
        on = facts.calendar.falls_on(point.weekdays, date, follows=follows)
        return on and opens <= point.meeting <= closes

    return tuple(sorted(filter(is_open, roster.meal_points), key=lambda point: point.id))


def fetchers(
    eaters: Iterable[ResidentRecord], points: Iterable[MealPointRecord]
) -> Mapping[str, tuple[ResidentRecord, ...]]:
    """Who eats at or fetches from which of ``points``, by the point's id."""
    open_ = {point.id for point in points}
    found: dict[str, list[ResidentRecord]] = defaultdict(list)
    for resident in eaters:
        if resident.mode == POINT and resident.meal_point in open_:
            found[str(resident.meal_point)].append(resident)
    return {point: tuple(people) for point, people in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkBuilder:
    """Turns what a point needs into bulk visits and a loading place.

    A bulk visit fits the boxes of at least half of the ``riders`` who have the skill for it and
    may load where its meals are cooked. Fewer meals than make a ride worth while go all the
    same: people eat them.
    """

    kitchens: Kitchens
    riders: Sequence[Rider]
    times: PointTimes
    places: Places

    def supply(self, point: MealPointRecord, loads: Sequence[Load]) -> Supplied:
        """The visits that bring ``loads``, and the point as the place to walk on from."""
        location = self.places.id_of(point.lon, point.lat)
        parts = list(self._parts(point, loads))
        bulk = [
            self._visit(f"B{number}-{point.id}", location, point, part)
            for number, part in enumerate(parts, start=1)
        ]
        transit = _meals(load for load in loads if load.transit)
        canteen = Canteen(
            id=point.id,
            location=location,
            capacity=sum(transit.values()),
            capacity_by_diet=transit,
            loading_seconds=self.times.loading,
            batches=(Batch(ready=point.meeting, meals=sum(transit.values())),),
            supplied_by=tuple(visit.id for visit, _ in bulk),
        )
        return Supplied(canteen=canteen, bulk=tuple(bulk))

    def _parts(self, point: MealPointRecord, loads: Sequence[Load]) -> Iterator[list[Load]]:
        boxes = self._boxes(point.canteen)
        ordered = sorted(loads, key=lambda load: (load.transit, load.resident.id, load.diet))
        for share in self.kitchens.shares(_meals(ordered), point.canteen):
            sharing = [load for load in ordered if load.diet in share.diets]
            yield from _cut(sharing, min(boxes, share.most))

    def _boxes(self, canteen: str | None) -> float:
        allowed = {kitchen.id for kitchen in self.kitchens.allowed(canteen)}
        able = [
            rider.boxes
            for rider in self.riders
            if BULK in rider.skills and not allowed.isdisjoint(rider.loading_canteens())
        ]
        return median_low(able) if able else float("inf")

    def _visit(
        self, name: str, location: str, point: MealPointRecord, part: Sequence[Load]
    ) -> tuple[Visit, tuple[Order, ...]]:
        meals = _meals(part)
        unloading = self.times.unload + self.times.unload_meal * sum(meals.values())
        service = min(unloading, self.times.early)  # several hands unload what is a great deal
        visit = Visit(
            id=name,
            location=location,
            meals=meals,
            window=(point.meeting - self.times.early, point.meeting - service),
            service_seconds=service,
            max_onboard_seconds=self.times.onboard,
            tier=min(load.resident.tier for load in part),
            missed_recently=max(load.resident.missed_recently for load in part),
            canteens=None if point.canteen is None else (point.canteen,),
            skills=(BULK,),
            transit=sum(load.meals for load in part if load.transit),
        )
        return visit, tuple(_orders(name, part))


def empty_point(point: MealPointRecord, places: Places) -> Canteen:
    """A point that gives nothing today: only somebody's day begins there."""
    return Canteen(id=point.id, location=places.id_of(point.lon, point.lat), capacity=0)


def _orders(visit: str, part: Iterable[Load]) -> Iterator[Order]:
    """Of those who come to the point; whom a volunteer walks to is ordered for at the door."""
    for load in part:
        if not load.transit:
            yield Order(resident=load.resident.id, visit=visit, diet=load.diet, meals=load.meals)


def _meals(loads: Iterable[Load]) -> dict[str, int]:
    """Meals per diet, in order of diet."""
    meals: Counter[str] = Counter()
    for load in loads:
        meals[load.diet] += load.meals
    return dict(sorted(meals.items()))


def _cut(loads: Iterable[Load], limit: float) -> list[list[Load]]:
    """As few parts of at most ``limit`` meals as can be, and as even as whole meals allow."""
    left = [(load, load.meals) for load in loads]
    total = sum(meals for _, meals in left)
    count = max(1, ceil(total / limit)) if total else 0
    parts: list[list[Load]] = []
    for number in range(count):
        room = total * (number + 1) // count - total * number // count
        part: list[Load] = []
        while room:
            load, meals = left.pop(0)
            taken = min(meals, room)
            part.append(replace(load, meals=taken))
            room -= taken
            if taken < meals:
                left.insert(0, (load, meals - taken))
        parts.append(part)
    return parts
