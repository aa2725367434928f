"""Travel times without a road network: geodesic distance, detour factor and speed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from geopy.distance import ELLIPSOIDS, geodesic
from numpy.typing import NDArray

from optimizer.errors import InvalidInput, InvalidProblem, Issue, UnknownProfile
from optimizer.problem import Location, Travel
from optimizer.validation import location_issues

Floats = NDArray[np.float64]

BLOCK_PAIRS = 1_000_000
"""Pairs computed at once: bounds the memory for intermediate arrays to some 100 MB."""

_EQUATOR = ELLIPSOIDS["WGS-84"][0] * 1_000
_FLATTENING = ELLIPSOIDS["WGS-84"][2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How a vehicle moves: ``detour`` is the road's length per metre of the geodesic."""

    speed_kmh: float
    detour: float = 1.35


@dataclass(frozen=True, slots=True)
class Geodesic:
    """Travel along the geodesic, lengthened by the detour, at a constant speed.

    ``day_speed`` is the speed of the day over the usual speed: 0.8 in rain or heat. Seconds
    and metres are rounded up, so no ride between distinct places takes no time.

    Raises
    ------
    InvalidInput
        When a speed is below 1 km/h, a detour below 1 or the day's speed below 0.1.
    """

    profiles: Mapping[str, Profile]
    day_speed: float = 1.0

    def __post_init__(self) -> None:
        if issues := list(self._issues()):
            raise InvalidInput(issues)

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:
        """Travel between all ``locations``, see :class:`~optimizer.travel.base.TravelTimes`."""
        way = self._profile(profile)
        if issues := list(location_issues(locations)):
            raise InvalidProblem(issues)
        shape = (len(locations), len(locations))
        seconds, metres = np.empty(shape, np.int32), np.empty(shape, np.int32)
        seconds_per_metre = 3.6 / (way.speed_kmh * self.day_speed)
        for rows, distances in _blocks(locations):
            ridden = distances * way.detour
            metres[rows] = np.ceil(ridden)
            seconds[rows] = np.ceil(ridden * seconds_per_metre)
        for array in (seconds, metres):
            array.setflags(write=False)
        return Travel(seconds, metres)

    def identity(self, profile: str) -> str:
        """Method, profile and the day's speed."""
        way = self._profile(profile)
        return f"geodesic-1 {way.speed_kmh} km/h, detour {way.detour}, day {self.day_speed}"

    def _profile(self, name: str) -> Profile:
        if name not in self.profiles:
            raise UnknownProfile(name, sorted(self.profiles))
        return self.profiles[name]

    def _issues(self) -> Iterator[Issue]:
        bounded = [("day_speed", self.day_speed, 0.1)]
        for name, profile in self.profiles.items():
            bounded.append((f"profiles.{name}.speed_kmh", profile.speed_kmh, 1))
            bounded.append((f"profiles.{name}.detour", profile.detour, 1))
        for path, value, least in bounded:
            if not value >= least:  # also catches NaN
                yield Issue.of(path, value, "too_small", least=least)


def _blocks(locations: Sequence[Location]) -> Iterator[tuple[slice, Floats]]:
    """Geodesic metres from a few rows at a time to all locations.

    Pairs that the formula leaves out are measured by geopy one by one: a mistyped coordinate
    costs time, not the truth.
    """
    lon = np.array([place.lon for place in locations], np.float64)
    lat = np.array([place.lat for place in locations], np.float64)
    height = max(1, BLOCK_PAIRS // max(1, len(locations)))
    for start in range(0, len(locations), height):
        rows = slice(start, start + height)
        distances = lambert_metres(lon[rows, None], lat[rows, None], lon, lat)
        for row, column in np.argwhere(np.isnan(distances)):
            here, there = locations[start + row], locations[column]
            distances[row, column] = geodesic((here.lat, here.lon), (there.lat, there.lon)).m
        yield rows, distances


def lambert_metres(lon: Floats, lat: Floats, to_lon: Floats, to_lat: Floats) -> Floats:
    """Metres on the WGS-84 ellipsoid by Lambert's formula for long lines, broadcast.

    Differs from Karney's exact geodesic (geopy) by 0.1 m at 50 km and some 15 m at 10,000 km,
    at any latitude. It degenerates towards the antipode: NaN beyond a quarter of the globe.

    W. D. Lambert, "The distance between two widely separated points on the surface of the
    earth", Journal of the Washington Academy of Sciences 32 (5), 1942, pp. 125-130.
    """
    reduced = np.arctan((1 - _FLATTENING) * np.tan(np.radians(lat)))
    to_reduced = np.arctan((1 - _FLATTENING) * np.tan(np.radians(to_lat)))
    mean = (reduced + to_reduced) / 2
    half = (reduced - to_reduced) / 2
    half_lon = np.radians(lon - to_lon) / 2
    haversine = np.sin(half) ** 2 + np.cos(reduced) * np.cos(to_reduced) * np.sin(half_lon) ** 2
    haversine = np.where(haversine < 0.5, haversine, np.nan)
    angle = 2 * np.arcsin(np.sqrt(haversine))
    x = (angle - np.sin(angle)) * (np.sin(mean) * np.cos(half)) ** 2 / (1 - haversine)
    y = (angle + np.sin(angle)) * (np.cos(mean) * np.sin(half)) ** 2
    y /= np.where(haversine > 0, haversine, 1)
    metres: Floats = _EQUATOR * (angle - _FLATTENING / 2 * (x + y))
    return metres
