"""Buildings with the people in them, and who is how far from what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from api.roster.addresses.parse import parse
from api.roster.records import ResidentRecord
from optimizer.problem import Location
from optimizer.travel.base import TravelTimes
from optimizer.travel.between import between
from optimizer.travel.places import Point, rounded

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """One building: its place, street-town and compound, and its people by tier."""

    at: Point
    street_town: str
    compound: str
    people: Counter[int]


def homes_of(residents: Iterable[ResidentRecord]) -> tuple[Home, ...]:
    """The buildings of all residents, in order of street-town and place.

    One at the border with residents of two street-towns is there twice.
    """
    people: dict[tuple[str, Point], Counter[int]] = defaultdict(Counter)
    compounds: dict[tuple[str, Point], str] = {}
    for who in residents:
        key = who.street_town, rounded(who.lon, who.lat)
        people[key][who.tier] += 1
        compounds.setdefault(key, compound(who.address))
    return tuple(
        Home(at=key[1], street_town=key[0], compound=compounds[key], people=people[key])
        for key in sorted(people)
    )


def compound(address: str) -> str:
    """Road and lane of an address, without the building; nothing where it has no lane."""
    found = parse(address)
    return f"{found.road}{found.lane}" if found is not None and found.lane else ""


def near(
    homes: Sequence[Home],
    places: Sequence[Point],
    minutes: float,
    source: TravelTimes,
    profile: str,
) -> Booleans:
    """Which homes are within ``minutes`` of which places, shape (homes, places).

    The way goes from home to the place, as somebody who eats there walks first.
    """
    doors = [Location(id=f"H{k}", lon=home.at[0], lat=home.at[1]) for k, home in enumerate(homes)]
    goals = [Location(id=f"G{k}", lon=lon, lat=lat) for k, (lon, lat) in enumerate(places)]
    found: Booleans = between(source, doors, goals, profile).out.seconds <= minutes * 60
    return found


def any_of(near: Booleans) -> Booleans:
    """Which homes are near any place, of shape (homes,)."""
    found: Booleans = np.any(near, axis=1)
    return found
