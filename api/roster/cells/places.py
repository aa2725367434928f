"""Coordinates in one cell, and the names of datums."""

from __future__ import annotations

import re

from api.roster.cells.basic import BadCell, plain

DATUM_NAMES = {
    "wgs84": (
        "WGS-84",
        "WGS84",
        "GPS",
        "地球坐标",
        "CGCS2000",
        "国家2000",
        "2000国家大地坐标系",
        "天地图",
    ),
    "gcj02": ("GCJ-02", "GCJ02", "国测局", "火星", "高德", "腾讯"),
    "bd09": ("BD-09", "BD09", "BD09LL", "百度"),
}
"""What people call each datum; CGCS2000 differs from WGS-84 by decimetres."""

CHINA_LON = (73.0, 136.0)
CHINA_LAT = (3.0, 54.0)
"""Wide enough to tell a longitude from a latitude: no number is both."""

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_SEXAGESIMAL = re.compile(r"(\d+)°\s*(\d+)['′]\s*(\d+(?:\.\d+)?)?[\"″]*")


def datum(raw: object) -> str:
    """The code of a datum; 高德坐标系 and GCJ－02 are understood."""
    named = datums_in(plain(raw))
    if len(named) != 1:
        raise BadCell("unknown_word", known="、".join(names[0] for names in DATUM_NAMES.values()))
    return named[0]


def datums_in(words: str) -> list[str]:
    """The datums that ``words`` names."""
    spelt = _squeezed(plain(words))
    return [
        code
        for code, names in DATUM_NAMES.items()
        if any(_squeezed(name) in spelt for name in names)
    ]


def pair(raw: object) -> tuple[float, float]:
    """Longitude and latitude of one cell, as maps copy them: 121.4,31.23 or 31.23 121.4.

    In China no longitude can be a latitude, so the order does not matter. Degrees, minutes and
    seconds (121°24'0", 31°14'24") are understood too.
    """
    typed = plain(raw)
    found = [
        int(degrees) + int(minutes) / 60 + float(seconds or 0) / 3600
        for degrees, minutes, seconds in _SEXAGESIMAL.findall(typed)
    ] or [float(number) for number in _NUMBER.findall(typed)]
    if len(found) != 2:
        raise BadCell("not_a_pair")
    for lon, lat in (found, found[::-1]):
        if _within(lon, CHINA_LON) and _within(lat, CHINA_LAT):
            return lon, lat
    raise BadCell("pair_outside_china")


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _squeezed(words: str) -> str:
    return re.sub(r"[\s\-_－—]", "", words).upper()
