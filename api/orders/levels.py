"""The two levels of a sitting: kitchens to doors and meal points, meal points to doors nearby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from api.orders.kitchens import Kitchens
from api.orders.parameters import PointTimes
from api.orders.points import BulkBuilder, Load
from api.orders.seats import Seating
from api.orders.walking import Visited, Walking
from api.roster.records import MealPointRecord, ResidentRecord
from optimizer.problem import Canteen, Rider
from optimizer.travel.places import Places

Fetchers = Mapping[str, tuple[ResidentRecord, ...]]
"""Who comes to which meal point, by its id."""


def at_the_door(
    eaters: Iterable[ResidentRecord], seating: Seating, coming: Fetchers
) -> tuple[ResidentRecord, ...]:
    """Everybody whose meal must be carried to the door: no seat is theirs, and no point."""
    unseated = {(who.id, who.diet): who for who in seating.unseated}
    elsewhere = {(one.resident, one.diet) for one in seating.eating_in}
    elsewhere |= {(who.id, who.diet) for people in coming.values() for who in people}
    return tuple(
        unseated.get((who.id, who.diet), who)
        for who in eaters
        if (who.id, who.diet) not in elsewhere
    )


def from_kitchens(
    doors: Iterable[ResidentRecord], coming: Fetchers, points: Iterable[MealPointRecord]
) -> Iterator[ResidentRecord]:
    """Everybody whose meal leaves a kitchen, with the canteen that must cook it."""
    yield from doors
    for point in points:
        for resident in coming.get(point.id, ()):
            yield replace(resident, canteen=point.canteen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Puts meal points between the kitchens and some of the visits.

    ``points`` are those open at the sitting, in order of id; ``kitchens`` is what cooks, of the
    canteens ``cooking``.
    """

    points: Sequence[MealPointRecord]
    coming: Fetchers
    cooking: Sequence[Canteen]
    kitchens: Kitchens
    riders: Sequence[Rider]
    times: PointTimes
    places: Places

    def build(
        self, visited: Sequence[Visited], doors: Iterable[ResidentRecord]
    ) -> tuple[list[Visited], list[Canteen]]:
        """All visits with their orders, and the points as loading places.

        ``visited`` are the visits at ``doors``. Where there is a point, every visit names the
        canteens that may serve it, for a point is none of those that cook for anybody.
        """
        people = {resident.id: resident for resident in doors}
        walking = Walking(
            points=self.points,
            riders=self.riders,
            kitchens=self.kitchens,
            people=people,
            times=self.times,
        )
        at = {place.id: (place.lon, place.lat) for place in self.places.locations()}
        attached = walking.attached(visited, at)
        loads = self._loads(visited, attached, people)
        bulk = BulkBuilder(
            kitchens=self.kitchens, riders=self.riders, times=self.times, places=self.places
        )
        supplied = [bulk.supply(p, loads[p.id]) for p in self.points if p.id in loads]
        if not supplied:
            return list(visited), []
        names = tuple(canteen.id for canteen in self.cooking)
        walked = (
            (walking.walked(visit, attached[visit.id]) if visit.id in attached else visit, orders)
            for visit, orders in visited
        )
        everything = [*walked, *(one for point in supplied for one in point.bulk)]
        return [
            (visit if visit.canteens is not None else replace(visit, canteens=names), orders)
            for visit, orders in everything
        ], [point.canteen for point in supplied]

    def _loads(
        self,
        visited: Iterable[Visited],
        attached: Mapping[str, MealPointRecord],
        people: Mapping[str, ResidentRecord],
    ) -> Mapping[str, list[Load]]:
        """What must be brought to each point, by its id."""
        loads: dict[str, list[Load]] = defaultdict(list)
        for point, residents in self.coming.items():
            loads[point] += [
                Load(resident=who, diet=who.diet, meals=who.portions) for who in residents
            ]
        for visit, orders in visited:
            if visit.id in attached:
                loads[attached[visit.id].id] += [
                    Load(
                        resident=people[order.resident],
                        diet=order.diet,
                        meals=order.meals,
                        transit=True,
                    )
                    for order in orders
                ]
        return loads
