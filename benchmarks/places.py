"""Random places in kilometres east and north of a centre, arrays of shape (places, 2)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from optimizer.problem import Location

Floats = NDArray[np.float64]

CENTRE = (121.385, 31.2625)
KM = (1 / 95.3, 1 / 110.9)
"""Degrees of longitude and latitude a kilometre at the centre."""
BOX_KM = (12.4, 9.4)
"""The bounding box of Putuo, which 4,500 visits fill; fewer lie as densely."""


def disc(rng: np.random.Generator, places: int, radius_km: float) -> Floats:
    """Places spread evenly over a disc."""
    radius = radius_km * np.sqrt(rng.random(places))
    angle = 2 * np.pi * rng.random(places)
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def rectangle(rng: np.random.Generator, places: int, visits: int) -> Floats:
    """So many places in the rectangle for so many visits."""
    sides = np.array(BOX_KM) * np.sqrt(visits / 4_500)
    at: Floats = (rng.random((places, 2)) - 0.5) * sides
    return at


def kitchens(rng: np.random.Generator, canteens: int, visits: int) -> Floats:
    """The centre, or places apart: each the farthest from the others of a few candidates.

    D. P. Mitchell, "Spectrally optimal sampling for distribution ray tracing", Computer Graphics
    25 (4), 1991, pp. 157-164.
    """
    if canteens == 1:
        return np.zeros((1, 2))
    chosen = rectangle(rng, 1, visits)
    while len(chosen) < canteens:
        candidates = rectangle(rng, 10 * len(chosen), visits)
        apart = distances(candidates, chosen).min(axis=1)
        chosen = np.vstack((chosen, candidates[apart.argmax()]))
    return chosen


def distances(here: Floats, there: Floats) -> Floats:
    """Kilometres as the crow flies, shape (here, there)."""
    difference = here[:, None] - there[None]
    apart: Floats = np.hypot(difference[..., 0], difference[..., 1])
    return apart


def named(letter: str, at: Floats) -> Iterator[Location]:
    """Locations with ids of a letter and a number from 1."""
    degrees = np.array(CENTRE) + at * KM
    for number, (lon, lat) in enumerate(degrees, 1):
        yield Location(id=f"{letter}{number}", lon=round(float(lon), 6), lat=round(float(lat), 6))
