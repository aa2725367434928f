"""The plane geometry behind the map: projection, outlines, paths, round lengths."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EARTH_RADIUS = 6_371_008.8
"""Mean radius of the Earth in metres."""

Point = tuple[float, float]
LEAST_EXTENT = 200.0
"""Metres that a map shows at least, so that a single door is not blown up without limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """Local equirectangular projection from degrees to pixels.

    True to scale at the middle of the map; across a city the error stays below a stroke's width.
    ``scale`` is in pixels per metre, ``centre`` the pixel of the middle; north is up.
    """

    lon: float
    lat: float
    scale: float
    centre: Point

    def __call__(self, lon: float, lat: float) -> Point:
        """The pixel of a place."""
        east = EARTH_RADIUS * math.radians(lon - self.lon) * math.cos(math.radians(self.lat))
        north = EARTH_RADIUS * math.radians(lat - self.lat)
        return self.centre[0] + east * self.scale, self.centre[1] - north * self.scale


def fit(places: Sequence[Point], width: float, height: float, margin: float) -> Projection:
    """The largest projection that shows all ``places`` (lon, lat) inside the margins."""
    west, east = min(lon for lon, _ in places), max(lon for lon, _ in places)
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    lon, lat = (west + east) / 2, (south + north) / 2
    across = EARTH_RADIUS * math.radians(east - west) * math.cos(math.radians(lat))
    along = EARTH_RADIUS * math.radians(north - south)
    scale = min(
        (width - 2 * margin) / max(across, LEAST_EXTENT),
        (height - 2 * margin) / max(along, LEAST_EXTENT),
    )
    return Projection(lon=lon, lat=lat, scale=scale, centre=(width / 2, height / 2))


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull, counter-clockwise from the leftmost point (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def path(points: Sequence[Point], *, closed: bool = False) -> str:
    """SVG path data through ``points``, to a tenth of a pixel."""
    if not points:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def round_length(longest: float) -> int:
    """The longest of 1, 2, 5, 10, 20, 50 ... metres that is no longer than ``longest``."""
    power = 10 ** math.floor(math.log10(longest))
    return int(max(step * power for step in (1, 2, 5) if step * power <= longest))
