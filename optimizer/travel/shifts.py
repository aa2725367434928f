"""The shifts between WGS-84, GCJ-02 and BD-09, on arrays of degrees.

China's public maps show places shifted by some 100 to 700 m (GCJ-02); Baidu shifts once more
(BD-09). Neither method is published by its maker. The formulas and constants here are those that
the open-source projects eviltransform (github.com/googollee/eviltransform) and coordtransform
(github.com/wandergis/coordtransform) agree on; see also "Restrictions on geographic data in
China", Wikipedia. ``tests/optimizer/travel/test_datum.py`` holds their published pairs.

Both shifts vary slowly, so the way back is a fixed point: ``x = shifted - shift(x)`` contracts by
a factor of at least 30 a round and is repeated until nothing moves by more than a micrometre. The
customary single step is off by up to 2 m.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shift = Callable[[Floats, Floats], tuple[Floats, Floats]]

CHINA_LON = (72.004, 137.8347)
CHINA_LAT = (0.8293, 55.8271)
"""The rectangle outside of which published implementations leave WGS-84 as it is."""

KRASOVSKY_AXIS = 6_378_245.0
KRASOVSKY_ECCENTRICITY = 0.006_693_421_622_965_943
"""The ellipsoid of the shift: semi-major axis in metres, first eccentricity squared."""

BAIDU_WAVE = np.pi * 3_000 / 180

STILL = 1e-11
"""Degrees, about a micrometre."""

MOST_ROUNDS = 40


def wgs84_to_gcj02(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Shifted in China, unchanged elsewhere."""
    east, north = _china_shift(lon, lat)
    inside = in_china(lon, lat)
    return np.where(inside, lon + east, lon), np.where(inside, lat + north, lat)


def gcj02_to_wgs84(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """The place in China whose shift leads here; a place outside is itself."""
    back_lon, back_lat = _undone(_china_shift, lon, lat)
    inside = in_china(back_lon, back_lat)
    return np.where(inside, back_lon, lon), np.where(inside, back_lat, lat)


def gcj02_to_bd09(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Baidu's further shift, everywhere."""
    east, north = _baidu_shift(lon, lat)
    return lon + east, lat + north


def bd09_to_gcj02(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Baidu's shift undone."""
    return _undone(_baidu_shift, lon, lat)


def in_china(lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Whether the place lies in the rectangle of the shift."""
    between_lon = (lon >= CHINA_LON[0]) & (lon <= CHINA_LON[1])
    return between_lon & (lat >= CHINA_LAT[0]) & (lat <= CHINA_LAT[1])


def _undone(shift: Shift, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    back_lon, back_lat = lon, lat
    for _ in range(MOST_ROUNDS):
        east, north = shift(back_lon, back_lat)
        before_lon, before_lat = back_lon, back_lat
        back_lon, back_lat = lon - east, lat - north
        moved = np.maximum(np.abs(back_lon - before_lon), np.abs(back_lat - before_lat))
        if not np.any(moved > STILL):
            break
    return back_lon, back_lat


def _china_shift(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Degrees to the east and north, from waves in metres around 105° E, 35° N."""
    x, y = lon - 105, lat - 35
    root, product = np.sqrt(np.abs(x)), 0.1 * x * y
    common = 20 * (_wave(x, 6) + _wave(x, 2))
    east = 300 + x + 2 * y + 0.1 * x * x + product + 0.1 * root
    waves = 20 * _wave(x, 1) + 40 * _wave(x, 1 / 3) + 150 * _wave(x, 1 / 12)
    east += (common + waves + 300 * _wave(x, 1 / 30)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + product + 0.2 * root
    waves = 20 * _wave(y, 1) + 40 * _wave(y, 1 / 3) + 160 * _wave(y, 1 / 12)
    north += (common + waves + 320 * _wave(y, 1 / 30)) * 2 / 3
    latitude = np.radians(lat)
    bulge = 1 - KRASOVSKY_ECCENTRICITY * np.sin(latitude) ** 2
    across = KRASOVSKY_AXIS / np.sqrt(bulge)
    along = across * (1 - KRASOVSKY_ECCENTRICITY) / bulge
    return np.degrees(east / (across * np.cos(latitude))), np.degrees(north / along)


def _wave(degrees: Floats, frequency: float) -> Floats:
    wave: Floats = np.sin(np.pi * frequency * degrees)
    return wave


def _baidu_shift(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Degrees to the east and north: a slight swirl around 0°, and a constant."""
    radius = np.hypot(lon, lat) + 0.000_02 * np.sin(lat * BAIDU_WAVE)
    angle = np.arctan2(lat, lon) + 0.000_003 * np.cos(lon * BAIDU_WAVE)
    east = radius * np.cos(angle) + 0.0065 - lon
    north = radius * np.sin(angle) + 0.006 - lat
    return east, north
