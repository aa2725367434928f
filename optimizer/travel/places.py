"""Locations of a problem: one entry per distinct place."""

from __future__ import annotations

from optimizer.problem import Location

Point = tuple[float, float]


def rounded(lon: float, lat: float) -> Point:
    """The point to a millionth of a degree, some 10 cm: closer ones are the same place."""
    return round(float(lon), 6), round(float(lat), 6)


class Places:
    """Collects distinct places and names them P1, P2, ... in order of appearance."""

    def __init__(self) -> None:
        self._ids: dict[Point, str] = {}

    def id_of(self, lon: float, lat: float) -> str:
        """The location id of this point, a new one at its first appearance."""
        return self._ids.setdefault(rounded(lon, lat), f"P{len(self._ids) + 1}")

    def locations(self) -> tuple[Location, ...]:
        """All places so far."""
        return tuple(Location(id=name, lon=lon, lat=lat) for (lon, lat), name in self._ids.items())
