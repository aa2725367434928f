"""Where somebody without a meal could get one: canteens and meal points with spare meals nearby."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from api.orders.parameters import LUNCH, SUPPER
from api.roster.records import EVERY_DAY, CanteenRecord, MealPointRecord, ResidentRecord, Roster
from optimizer.travel.datum import Points, Wgs84

NEAR = 1_500.0
"""Metres as the crow flies within which a kitchen or meal point is near."""

MOST = 3
"""Offers for one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A canteen or meal point at ``metres`` with so many spare meals by sitting."""

    place: str
    name: str
    is_point: bool
    canteen: str
    metres: float
    spare: Mapping[str, int]


class Offers:
    """Offers by place, with the spare meals of a usual week.

    A canteen's spare meals at a sitting are its capacity less the recurring orders of its
    busiest weekday. Residents count where the roster sends them: at their canteen, at the one
    that cooks for their meal point, else at the next one. Plans may divide them otherwise; this
    is an estimate to ask people by, no promise of a kitchen.
    """

    def __init__(self, roster: Roster, near: float = NEAR) -> None:
        self.near = near
        self._canteens = {canteen.id: canteen for canteen in roster.canteens}
        self._points = {point.id: point for point in roster.meal_points}
        self._nearest: dict[Wgs84, str] = {}
        self.spare = self._spare(roster.residents)
        self._places = [*self._served()]

    def near_to(self, home: Wgs84) -> tuple[Offer, ...]:
        """The next places with a spare meal at any sitting, at most `MOST`."""
        if not self._places:
            return ()
        where = Points.of([Wgs84(place.lon, place.lat) for place, _ in self._places])
        metres = where.metres_to(home)
        found = []
        for row in np.argsort(metres, kind="stable"):
            place, canteen = self._places[row]
            spare = {name: n for name, n in self.spare[canteen].items() if n > 0}
            if metres[row] <= self.near and spare:
                found.append(
                    Offer(
                        place=place.id,
                        name=place.name,
                        is_point=place.id in self._points,
                        canteen=canteen,
                        metres=float(metres[row]),
                        spare=spare,
                    )
                )
        return tuple(found[:MOST])

    def _served(self) -> Iterator[tuple[CanteenRecord | MealPointRecord, str]]:
        """Each place with the canteen that cooks there; a point of any canteen has the next."""
        for canteen in self._canteens.values():
            yield canteen, canteen.id
        for point in self._points.values():
            cooks = point.canteen or self._next(Wgs84(point.lon, point.lat))
            if cooks in self._canteens:
                yield point, cooks

    def _spare(self, residents: Sequence[ResidentRecord]) -> Mapping[str, Mapping[str, int]]:
        wanted: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
        for resident in residents:
            canteen = self._sent_to(resident)
            for sitting in resident.sittings:
                for weekday in resident.weekdays:
                    wanted[canteen, sitting][weekday] += resident.portions
        return {
            canteen.id: {
                sitting: max(0, meals - self._busiest(wanted[canteen.id, sitting]))
                for sitting, meals in _capacities(canteen).items()
            }
            for canteen in self._canteens.values()
        }

    def _sent_to(self, resident: ResidentRecord) -> str:
        point = self._points.get(resident.meal_point or "")
        at_point = point.canteen if point else None
        return resident.canteen or at_point or self._next(Wgs84(resident.lon, resident.lat))

    def _next(self, place: Wgs84) -> str:
        """The canteen next to ``place``, computed once a building; without canteens nobody's."""
        if place not in self._nearest and self._canteens:
            kitchens = [Wgs84(one.lon, one.lat) for one in self._canteens.values()]
            row = int(Points.of(kitchens).metres_to(place).argmin())
            self._nearest[place] = [*self._canteens][row]
        return self._nearest.get(place, "")

    @staticmethod
    def _busiest(meals: Counter[int]) -> int:
        return max((meals[weekday] for weekday in EVERY_DAY), default=0)


def _capacities(canteen: CanteenRecord) -> Mapping[str, int]:
    return {LUNCH.name: canteen.capacity, SUPPER.name: canteen.supper_capacity or 0}
