"""Whether a point can be in China, and is in the district."""

from __future__ import annotations

from api.roster.cells.places import CHINA_LAT, CHINA_LON
from api.roster.placing.statements import label
from api.roster.rules import Remark, rejected, warned
from optimizer.travel.datum import DATUMS, AnyPoint, Wgs84

PUTUO_LON = (121.32, 121.45)
PUTUO_LAT = (31.22, 31.305)
"""The district's bounding box, WGS-84."""


def impossible(lon: float, lat: float) -> Remark | None:
    """Why two numbers cannot be a longitude and a latitude here."""
    if _inside(lon, CHINA_LAT) and _inside(lat, CHINA_LON):
        return rejected("swapped")
    if abs(lon) > 180 or abs(lat) > 90:
        return rejected("not_on_earth")
    return None


def outside(point: Wgs84, stated: AnyPoint) -> Remark | None:
    """A point outside the district; one that is inside in another datum says in which."""
    if in_district(point):
        return None
    for code, other in others(stated):
        if in_district(other):
            return warned("outside_until_shifted", datum=label(stated.code), guess=label(code))
    return warned("outside_putuo")


def in_district(point: Wgs84) -> bool:
    """Whether the point lies in the district's bounding box."""
    return _inside(point.lon, PUTUO_LON) and _inside(point.lat, PUTUO_LAT)


def others(stated: AnyPoint) -> list[tuple[str, Wgs84]]:
    """Where the same two numbers lie in each other datum."""
    return [
        (code, datum(stated.lon, stated.lat).to(Wgs84))
        for code, datum in DATUMS.items()
        if code != stated.code
    ]


def _inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]
