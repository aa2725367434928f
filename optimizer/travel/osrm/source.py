"""Travel times along streets, with the way between street and door, and nothing plain unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.notices import FAR_SNAP, ROADS, UNKNOWN_ROADS, UNREACHABLE, Notice
from optimizer.problem import Location, Travel
from optimizer.travel.geodesic import Geodesic
from optimizer.travel.osrm.cover import cover
from optimizer.travel.osrm.errors import WrongRoads
from optimizer.travel.osrm.legs import Legs
from optimizer.travel.osrm.service import TableService, TableServices
from optimizer.travel.osrm.stamp import Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Osrm:
    """OSRM's times, over the day's speed, plus the way from the road to each door.

    Attributes
    ----------
    services
        Where the roads of each vehicle are asked.
    plain
        Detours, the day's speed, and what pairs get that no road joins.
    access_kmh
        Speed off the map's roads, between the point OSRM moved a place to and its door: lanes
        inside compounds, which OSM often lacks. A slower vehicle keeps its own speed.
    far_metres
        Straight metres from the road beyond which a place is told of.
    """

    services: TableServices
    plain: Geodesic
    access_kmh: float = 8.0
    far_metres: int = 100

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:
        """Travel between all ``locations``, see :class:`~optimizer.travel.base.TravelTimes`.

        Pairs without a road have the plain times, and a notice names the fewest places that all
        such pairs have in common.
        """
        straight = self.plain.matrix(locations, profile)
        service, stamp = self._service(profile)
        size, legs = len(locations), self._legs(profile)
        seconds, metres = np.array(straight.seconds), np.array(straight.metres)
        apart, snapped = np.zeros((size, size), np.bool_), np.zeros(size)
        points = [(place.lon, place.lat) for place in locations]
        for rows in _slices(size, service.side):
            for columns in _slices(size, service.side):
                table = service.table(points[rows], points[columns])
                cells = legs.joined(table, straight.metres[rows, columns])
                known = ~cells.apart
                seconds[rows, columns][known] = cells.seconds[known]
                metres[rows, columns][known] = cells.metres[known]
                apart[rows, columns] = cells.apart
                np.maximum(snapped[rows], table.source_metres, out=snapped[rows])
        for matrix in (seconds, metres, apart):
            np.fill_diagonal(matrix, 0)
        told = (_origin(profile, stamp), *self._remarks(locations, profile, apart, snapped))
        return Travel(seconds, metres, told)

    def identity(self, profile: str) -> str | None:
        """The build of the roads, and all that is added to its times; None where it is unknown."""
        plain = self.plain.identity(profile)
        service, stamp = self._service(profile)
        if stamp is None:
            return None
        added = f"access {self.access_kmh} km/h, far {self.far_metres} m, side {service.side}"
        return f"osrm-1 {stamp}, {added}, {plain}"

    def _service(self, profile: str) -> tuple[TableService, Stamp | None]:
        """The service for ``profile``, and its build, which must be for that vehicle."""
        service = self.services.of(profile)
        stamp = service.stamp()
        if stamp is not None and stamp.profile != profile:
            raise WrongRoads(profile=profile, found=stamp.profile)
        return service, stamp

    def _legs(self, profile: str) -> Legs:
        way = self.plain.profiles[profile]
        return Legs(
            speed_kmh=min(self.access_kmh, way.speed_kmh),
            detour=way.detour,
            day_speed=self.plain.day_speed,
        )

    def _remarks(
        self,
        locations: Sequence[Location],
        profile: str,
        apart: NDArray[np.bool_],
        snapped: NDArray[np.float64],
    ) -> Iterator[Notice]:
        for row, others in cover(apart):
            yield _about(UNREACHABLE, locations[row], profile, others=others)
        for row in map(int, np.flatnonzero(snapped > self.far_metres)):
            yield _about(FAR_SNAP, locations[row], profile, metres=round(float(snapped[row])))


def _about(code: str, place: Location, profile: str, **values: int) -> Notice:
    return Notice(code=code, params={"location": place.id, "profile": profile, **values})


def _origin(profile: str, stamp: Stamp | None) -> Notice:
    if stamp is None:
        return Notice(code=UNKNOWN_ROADS, params={"profile": profile})
    return Notice(code=ROADS, params={"profile": profile, "data": stamp.digest})


def _slices(size: int, side: int) -> list[slice]:
    return [slice(start, start + side) for start in range(0, size, side)]
