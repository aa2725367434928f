"""A gazetteer of streets from imported data: where a building is, judged by its neighbours.

Nothing is asked of anybody outside. A known building is exact; another one of the same lane lies
about where the lane does; one between two known house numbers of its road lies between them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from api.places.buildings import Building, building_of, key_of
from api.places.finder import PLAUSIBLE, Found, Known, Level
from optimizer.travel.datum import Points, Wgs84

COMPACT = 150.0
"""Metres from a lane's middle to its farthest known building in which it still is one place."""

GAPS = ((200.0, 0.6), (400.0, 0.5), (1_000.0, 0.3))
"""Metres between the known numbers on both sides, and how sure a place between them is."""


@dataclass(frozen=True)
class Gazetteer:
    """Finds places among ``known`` ones; of one address the surest counts.

    ``least`` is the confidence from which a place is used without anybody's confirmation.
    """

    known: Sequence[Known]
    least: float = PLAUSIBLE

    def find(self, address: str) -> Found | None:
        """See `PlaceFinder`."""
        found = self.guess(address)
        return found if found is not None and found.confidence >= self.least else None

    def beside(self, known: Sequence[Known]) -> Gazetteer:
        """See `PlaceFinder`."""
        return Gazetteer([*known, *self.known], self.least)

    def guess(self, address: str) -> Found | None:
        """The best place that can be told, however unsure."""
        key = key_of(address)
        if key in self._places:
            return self._places[key]
        building = building_of(address)
        if building is None:
            return None
        return self._in_lane(building) or self._on_road(building)

    def nearest(self, point: Wgs84, count: int) -> list[tuple[str, Wgs84, float]]:
        """The ``count`` known addresses closest to ``point``: address, place, metres."""
        certain = {a: f.point for a, f in self._places.items() if f.certain}
        if not certain:
            return []
        metres = Points.of(list(certain.values())).metres_to(point)
        ranked = sorted(zip(metres.tolist(), certain.items(), strict=True))[:count]
        return [(address, place, away) for away, (address, place) in ranked]

    def neighbours(self, address: str) -> dict[str, Wgs84]:
        """Known buildings of the same lane, else of the same road."""
        building = building_of(address)
        if building is None:
            return {}
        same = {
            other: found.point
            for other, found in self._places.items()
            if found.certain and (its := building_of(other)) and its.road == building.road
        }
        lane = {
            a: p
            for a, p in same.items()
            if building.lane and (its := building_of(a)) and its.lane == building.lane
        }
        return lane or same

    def lane_mates(self, building: Building) -> Sequence[Wgs84]:
        """Known places in the lane of ``building``; none where it has no lane."""
        return self._lanes.get((building.road, building.lane), ()) if building.lane else ()

    def knows(self, road: str) -> bool:
        """Whether a certain place is on ``road``."""
        return road in self._roads

    @cached_property
    def _places(self) -> Mapping[str, Found]:
        places: dict[str, Found] = {}
        for one in sorted(self.known, key=lambda one: one.found.confidence):
            places[key_of(one.address)] = one.found
        return places

    @cached_property
    def _lanes(self) -> Mapping[tuple[str, str], Sequence[Wgs84]]:
        """Known buildings of each lane."""
        lanes: dict[tuple[str, str], list[Wgs84]] = defaultdict(list)
        for address, found in self._places.items():
            building = building_of(address)
            if found.certain and building and building.lane:
                lanes[building.road, building.lane].append(found.point)
        return dict(lanes)

    @cached_property
    def _roads(self) -> Mapping[str, Sequence[tuple[int, Wgs84]]]:
        """Known numbers of each road with their places, in order."""
        numbers: dict[tuple[str, int], list[Wgs84]] = defaultdict(list)
        for address, found in self._places.items():
            building = building_of(address)
            if found.certain and building and building.on_road is not None:
                numbers[building.road, building.on_road].append(found.point)
        roads: dict[str, list[tuple[int, Wgs84]]] = defaultdict(list)
        for (road, number), places in sorted(numbers.items(), key=lambda item: item[0]):
            roads[road].append((number, Points.of(places).centre()))
        return dict(roads)

    def _in_lane(self, building: Building) -> Found | None:
        places = self.lane_mates(building)
        if not places:
            return None
        known = Points.of(places)
        middle = known.centre()
        compact = float(known.metres_to(middle).max()) <= COMPACT
        sure = (0.6 if len(places) == 1 else 0.7) if compact else 0.4
        return Found(point=middle, level=Level.LANE, confidence=sure, source="lane")

    def _on_road(self, building: Building) -> Found | None:
        """Between the next known numbers, those of the same side of the road if there are any."""
        number = building.on_road
        if number is None:
            return None
        known = self._roads.get(building.road, ())
        same_side = [one for one in known if one[0] % 2 == number % 2]
        return _between(same_side, number) or _between(known, number) or _beside(known, number)


def _between(known: Sequence[tuple[int, Wgs84]], number: int) -> Found | None:
    after = bisect_left([one for one, _ in known], number)
    if after < len(known) and known[after][0] == number:
        return Found(point=known[after][1], level=Level.ROAD, confidence=0.6, source="road")
    if not 0 < after < len(known):
        return None
    (low, here), (high, there) = known[after - 1], known[after]
    gap = here.metres_to(there)
    sure = next((confidence for most, confidence in GAPS if gap <= most), 0.2)
    point = here.towards(there, (number - low) / (high - low))
    return Found(point=point, level=Level.ROAD, confidence=sure, source="road")


def _beside(known: Iterable[tuple[int, Wgs84]], number: int) -> Found | None:
    """Beyond the last known number: a hint for whoever looks it up, never more."""
    closest = min(known, key=lambda one: abs(one[0] - number), default=None)
    if closest is None:
        return None
    return Found(point=closest[1], level=Level.ROAD, confidence=0.1, source="road")
