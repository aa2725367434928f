"""Which visits near a meal point its volunteers walk to, instead of a rider from a kitchen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median_low

import numpy as np

from api.orders.distances import metres
from api.orders.kitchens import Kitchens
from api.orders.parameters import PointTimes
from api.orders.records import Order
from api.orders.visits import clipped
from api.roster.records import MealPointRecord, ResidentRecord
from optimizer.problem import Rider, Visit, Window

Visited = tuple[Visit, tuple[Order, ...]]

LEAST_WINDOW = 900
"""A door that is open for less after a volunteer could be there is left to riders."""


@dataclass(slots=True)
class _Crew:
    """The volunteers of a point: the usual bag, and what they have left of meals and seconds."""

    point: MealPointRecord
    bag: int
    meals: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Walking:
    """Attaches visits to meal points.

    The nearest visits come first. A point gets as many as the bags and the time of the
    volunteers on duty there hold, less some slack; without volunteers it gets none. What is
    short at the kitchens, too large for a bag, or bound to another canteen stays with riders.
    ``people`` are the residents by id.
    """

    points: Sequence[MealPointRecord]
    riders: Sequence[Rider]
    kitchens: Kitchens
    people: Mapping[str, ResidentRecord]
    times: PointTimes

    def attached(
        self, visited: Sequence[Visited], at: Mapping[str, tuple[float, float]]
    ) -> dict[str, MealPointRecord]:
        """The point of each visit that volunteers walk to, by visit.

        ``at`` holds the coordinates of locations by id.
        """
        crews = list(self._crews())
        homes = ((crew.point.lon, crew.point.lat) for crew in crews)
        apart = metres(homes, (at[visit.location] for visit, _ in visited))
        near = np.argwhere(apart <= self.times.reach)
        near = near[np.argsort(apart[near[:, 0], near[:, 1]], kind="stable")]
        found: dict[str, MealPointRecord] = {}
        for row, column in near:
            crew, (visit, orders) = crews[row], visited[column]
            way = float(apart[row, column])
            if visit.id not in found and self._suits(crew, visit, orders, way):
                seconds = self._seconds(crew, visit, way)
                if visit.boxes <= crew.meals and seconds <= crew.seconds:
                    crew.meals -= visit.boxes
                    crew.seconds -= seconds
                    found[visit.id] = crew.point
        return found

    def walked(self, visit: Visit, point: MealPointRecord) -> Visit:
        """``visit`` as a volunteer of ``point`` serves it."""
        window = self._window(visit, point)
        if window is None:
            raise ValueError(f"visit {visit.id} is closed while meals of {point.id} are fresh")
        return replace(
            visit,
            canteens=(point.id,),
            window=window,
            preferred=None if visit.preferred is None else clipped(visit.preferred, window),
            max_onboard_seconds=min(visit.max_onboard_seconds, self.times.walk_onboard),
        )

    def _crews(self) -> Iterable[_Crew]:
        """The volunteers on duty, point by point."""
        share = self.times.fill_percent / 100
        for point in self.points:
            crew = [rider for rider in self.riders if rider.canteen == point.id]
            hours = [self._hours(rider, point) for rider in crew]
            if seconds := sum(hours):
                yield _Crew(
                    point=point,
                    bag=median_low([rider.boxes for rider in crew]),
                    meals=share * sum(r.boxes * r.max_trips for r in crew),
                    seconds=share * seconds,
                )

    def _hours(self, rider: Rider, point: MealPointRecord) -> int:
        """Seconds that ``rider`` can walk while the point's meals are fresh."""
        begins = max(rider.shift[0], point.meeting)
        ends = min(rider.shift[1], point.meeting + self.times.after)
        return max(0, ends - begins) if rider.max_trips else 0

    def _suits(self, crew: _Crew, visit: Visit, orders: Iterable[Order], way: float) -> bool:
        point = crew.point
        named = {self.people[order.resident].meal_point for order in orders}
        window = self._window(visit, point)
        arrival = point.meeting + self.times.loading + way
        return (
            named <= {None, point.id}
            and visit.canteens in {None, (point.canteen,)}
            and visit.boxes <= crew.bag
            and window is not None
            and window[1] - max(window[0], arrival) >= LEAST_WINDOW
            and not any(self.kitchens.short(diet, point.canteen) for diet in visit.meals)
        )

    def _window(self, visit: Visit, point: MealPointRecord) -> Window | None:
        fresh = point.meeting, point.meeting + self.times.after
        return clipped(visit.window, fresh)

    def _seconds(self, crew: _Crew, visit: Visit, way: float) -> float:
        """What a visit takes of a volunteer's time, with its part of the way out and back.

        A metre as the crow flies takes a second: 4.5 km/h on ways a quarter longer.
        """
        return visit.service_seconds + self.times.between + 2 * way * visit.boxes / crew.bag
