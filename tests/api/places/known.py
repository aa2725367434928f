"""A small quarter for the tests of places: one lane, and some numbers of a road."""

from __future__ import annotations

from typing import TypeVar

from api.places.finder import Found, Known, Level
from api.places.gazetteer import Gazetteer
from optimizer.travel.datum import Wgs84

T = TypeVar("T")

METRE = 1 / 95_300
"""Degrees of longitude of a metre in Putuo."""

WEST = Wgs84(121.400, 31.245)


def east(metres: float) -> Wgs84:
    """A place so many metres east of `WEST`."""
    return Wgs84(WEST.lon + metres * METRE, WEST.lat)


def there(value: T | None) -> T:
    """What must be there."""
    assert value is not None
    return value


def certain(address: str, metres: float, source: str = "roster") -> Known:
    """A known building."""
    found = Found(point=east(metres), level=Level.BUILDING, confidence=1.0, source=source)
    return Known(address=address, found=found)


def quarter(least: float = 0.5) -> Gazetteer:
    """花溪路358弄 around 30 m, and 花溪路 from number 100 at 0 m to 140 at 400 m."""
    lane = [certain(f"花溪路358弄{k}号", 10 * k) for k in (1, 3, 5)]
    road = [certain(f"杏山路{100 + k // 10}号", k) for k in (0, 200, 400)]
    return Gazetteer([*lane, *road], least)
