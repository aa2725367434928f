"""Places that know their datum, so that coordinates of different ones never meet by accident.

The same two numbers mean places some 500 m apart in WGS-84 (GPS, OpenStreetMap), GCJ-02 (Amap,
Tencent) and BD-09 (Baidu). Each datum is a type of its own: what joins two places takes one
datum only, which mypy checks before and `MixedDatum` while the program runs.

>>> Wgs84(121.4, 31.24).metres_to(Wgs84(121.401, 31.24)) < 100
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, Self, TypeVar

import numpy as np

from optimizer.errors import MixedDatum
from optimizer.travel.geodesic import lambert_metres
from optimizer.travel.shifts import (
    Floats,
    Shift,
    bd09_to_gcj02,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    wgs84_to_gcj02,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in one datum, in degrees. Only its subclasses are made."""

    lon: float
    lat: float

    code: ClassVar[str]
    label: ClassVar[str]

    def to(self, datum: type[P]) -> P:
        """The same place in another datum, exact to well under a millimetre."""
        if isinstance(self, datum):
            return self
        lon, lat = _converted(type(self), datum, np.array(self.lon), np.array(self.lat))
        return datum(float(lon), float(lat))

    def metres_to(self, other: Self) -> float:
        """Metres between two places of one datum.

        Raises
        ------
        MixedDatum
            When they are of different ones.
        """
        self._require_same(other)
        here, there = np.array([self.lon, self.lat]), np.array([other.lon, other.lat])
        return float(lambert_metres(here[0], here[1], there[0], there[1]))

    def towards(self, other: Self, share: float) -> Self:
        """The place at ``share`` (0..1) of the straight way to ``other``; raises as above."""
        self._require_same(other)
        lon = self.lon + (other.lon - self.lon) * share
        lat = self.lat + (other.lat - self.lat) * share
        return type(self)(lon, lat)

    def _require_same(self, other: Point) -> None:
        if type(other) is not type(self):
            raise MixedDatum([self.label, other.label])


class Wgs84(Point):
    """GPS, OpenStreetMap, and within decimetres CGCS2000 (Tianditu)."""

    __slots__ = ()
    code = "wgs84"
    label = "WGS-84"


class Gcj02(Point):
    """Amap, Tencent and other public maps of China."""

    __slots__ = ()
    code = "gcj02"
    label = "GCJ-02"


class Bd09(Point):
    """Baidu."""

    __slots__ = ()
    code = "bd09"
    label = "BD-09"


P = TypeVar("P", Wgs84, Gcj02, Bd09)
Q = TypeVar("Q", Wgs84, Gcj02, Bd09)

AnyPoint = Wgs84 | Gcj02 | Bd09

DATUMS: Mapping[str, type[Wgs84] | type[Gcj02] | type[Bd09]] = {
    "wgs84": Wgs84,
    "gcj02": Gcj02,
    "bd09": Bd09,
}
"""Every datum by its code."""

_TO_GCJ02: Mapping[type[Point], Shift] = {Wgs84: wgs84_to_gcj02, Bd09: bd09_to_gcj02}
_FROM_GCJ02: Mapping[type[Point], Shift] = {Wgs84: gcj02_to_wgs84, Bd09: gcj02_to_bd09}


@dataclass(frozen=True, slots=True)
class Points(Generic[P]):
    """Many places of one datum, for conversions at once."""

    datum: type[P]
    lon: Floats
    lat: Floats

    @classmethod
    def of(cls, points: Sequence[P]) -> Points[P]:
        """The same places; at least one.

        Raises
        ------
        MixedDatum
            When they are of different datums.
        """
        datum = require_one_datum(points)
        pairs = np.array([(point.lon, point.lat) for point in points], np.float64)
        return Points(datum, pairs[:, 0], pairs[:, 1])

    def to(self, datum: type[Q]) -> Points[Q]:
        """The same places in another datum."""
        lon, lat = _converted(self.datum, datum, self.lon, self.lat)
        return Points(datum, lon, lat)

    def each(self) -> tuple[P, ...]:
        """One by one."""
        pairs = zip(self.lon.tolist(), self.lat.tolist(), strict=True)
        return tuple(self.datum(lon, lat) for lon, lat in pairs)

    def metres_to(self, point: P) -> Floats:
        """Metres from each to ``point``.

        Raises
        ------
        MixedDatum
            When it is of another datum.
        """
        if type(point) is not self.datum:
            raise MixedDatum([self.datum.label, point.label])
        return lambert_metres(self.lon, self.lat, np.array(point.lon), np.array(point.lat))

    def centre(self) -> P:
        """Their mean."""
        return self.datum(float(self.lon.mean()), float(self.lat.mean()))


def require_one_datum(points: Iterable[P]) -> type[P]:
    """The datum of all ``points``; there must be one, and only one."""
    datums = list(dict.fromkeys(type(point) for point in points))
    if len(datums) != 1:
        raise MixedDatum([datum.label for datum in datums])
    return datums[0]


def wgs84_of(points: Sequence[AnyPoint]) -> tuple[Wgs84, ...]:
    """Places of any datums in WGS-84, in their order; those of one datum at once."""
    found: dict[int, Wgs84] = {
        place: point for place, point in enumerate(points) if isinstance(point, Wgs84)
    }
    gcj02 = {place: point for place, point in enumerate(points) if isinstance(point, Gcj02)}
    bd09 = {place: point for place, point in enumerate(points) if isinstance(point, Bd09)}
    if gcj02:
        shifted = Points.of(list(gcj02.values())).to(Wgs84).each()
        found.update(zip(gcj02, shifted, strict=True))
    if bd09:
        shifted = Points.of(list(bd09.values())).to(Wgs84).each()
        found.update(zip(bd09, shifted, strict=True))
    return tuple(found[place] for place in range(len(points)))


def _converted(
    origin: type[Point], target: type[Point], lon: Floats, lat: Floats
) -> tuple[Floats, Floats]:
    """By way of GCJ-02, which both others are defined against."""
    if origin is target:
        return lon, lat
    if origin in _TO_GCJ02:
        lon, lat = _TO_GCJ02[origin](lon, lat)
    return _FROM_GCJ02[target](lon, lat) if target in _FROM_GCJ02 else (lon, lat)
