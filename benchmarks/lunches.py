"""Random lunches for benchmarks: one canteen that is just short of riders, up to a district.

``lunch(seed)`` is 400 visits round one canteen, 36 boxes and two trips a rider, an hour on board
after five minutes of loading, service from 10:30 to 12:00, and 15 % of the visits not before
11:00. Boxes are plenty, time is not: service starts within 90 minutes, more than the hour on board
allows one trip, and the way back, loading and the way out again cost ten of them. The rest is
spent on stairs and between doors: a stop takes 165 s on average, riding and waiting half as much.
``STOREY`` is the figure that was tuned: 17 riders just suffice for everybody, 16 do not. A hundred
visits within 1.05 km are about one too many for four riders.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.places import Floats, disc, distances, kitchens, named, rectangle
from optimizer.problem import Batch, Canteen, Problem, Rider, Visit
from optimizer.travel.geodesic import Geodesic, Profile

DATE = datetime.date(2026, 3, 2)
TRAVEL = Geodesic({"ebike": Profile(speed_kmh=15, detour=1.3)})

SHIFT = (35_100, 45_900)
LOADING, ONBOARD = 300, 3_900
NOON, LATE = (37_800, 43_200), (39_600, 43_200)
LATE_SHARE = 0.15
COUPLES = 0.2
"""Share of the visits with two meals."""
TIERS = (0.20, 0.35, 0.45)
FOOT, STOREY, STOREYS = 60, 35, 6
"""Seconds at the foot of a building and per storey, of which there are 0 to ``STOREYS``."""
SPARE = 1.1
"""Meals that a canteen can cook per meal eaten nearest to it."""
CHOICES = (0.5, 0.3, 0.2)
"""Shares of the visits that their nearest one, two or three canteens may serve."""
HELPERS = 0.25
"""Share of the riders who may load at the canteen next to their own."""
PACKED = ((35_400, 0.4), (36_900, 0.2), (38_700, 0.4))
"""When which share of a canteen's meals is packed, if it packs in batches."""


def lunch(
    seed: int,
    *,
    visits: int = 400,
    riders: int = 17,
    canteens: int = 1,
    batches: bool = False,
    bays: int | None = None,
    radius_km: float = 1.5,
) -> Problem:
    """A lunch that depends on nothing but the arguments; the visits not on the riders.

    Visits lie in a disc of ``radius_km`` round one canteen, or among several in a rectangle. A
    canteen has riders in proportion to the meals eaten nearest to it.
    """
    places, doors, crews = np.random.default_rng(seed).spawn(3)
    kitchens_at = kitchens(places, canteens, visits)
    doors_at = (
        disc(places, visits, radius_km) if canteens == 1 else rectangle(places, visits, visits)
    )
    apart = distances(doors_at, kitchens_at)
    meals = 1 + (doors.permutation(visits) < COUPLES * visits)
    eaten = np.bincount(apart.argmin(axis=1), meals, canteens).astype(np.float64)
    locations = (*named("C", kitchens_at), *named("V", doors_at))
    return Problem(
        date=DATE,
        locations=locations,
        travel={"ebike": TRAVEL.matrix(locations, "ebike")},
        canteens=tuple(
            _canteen(f"C{number}", int(np.ceil(SPARE * share)), batches, bays)
            for number, share in enumerate(eaten, 1)
        ),
        riders=tuple(_riders(crews, _shared_out(riders, eaten), kitchens_at)),
        visits=tuple(_visits(doors, meals, apart)),
    )


def side_by_side(lunches: Sequence[Problem]) -> Problem:
    """Lunches of one canteen each, half a degree apart, as one problem.

    Nobody can help anybody, so the best plan of the whole is the best plans of its parts, and
    what a strategy loses on the whole is the price of size alone.
    """
    parts = list(enumerate(lunches, 1))
    locations = tuple(
        replace(place, id=f"{n}.{place.id}", lon=place.lon + n / 2)
        for n, part in parts
        for place in part.locations
    )
    return Problem(
        date=DATE,
        locations=locations,
        travel={"ebike": TRAVEL.matrix(locations, "ebike")},
        canteens=tuple(
            replace(kitchen, id=f"{n}.{kitchen.id}", location=f"{n}.{kitchen.location}")
            for n, part in parts
            for kitchen in part.canteens
        ),
        riders=tuple(
            replace(rider, id=f"{n}.{rider.id}", canteen=f"{n}.{rider.canteen}")
            for n, part in parts
            for rider in part.riders
        ),
        visits=tuple(
            replace(
                visit,
                id=f"{n}.{visit.id}",
                location=f"{n}.{visit.location}",
                canteens=tuple(f"{n}.{kitchen.id}" for kitchen in part.canteens),
            )
            for n, part in parts
            for visit in part.visits
        ),
    )


def _canteen(name: str, capacity: int, batches: bool, bays: int | None) -> Canteen:
    packed = [int(share * capacity) for _, share in PACKED]
    packed[0] += capacity - sum(packed)
    times = [ready for ready, _ in PACKED]
    return Canteen(
        id=name,
        location=name,
        capacity=capacity,
        loading_seconds=LOADING,
        loading_bays=bays,
        batches=tuple(
            Batch(ready=ready, meals=meals)
            for ready, meals in zip(times, packed, strict=True)
            if batches
        ),
    )


def _shared_out(riders: int, eaten: Floats) -> list[int]:
    """Riders per canteen in proportion to the meals, fractions to the largest."""
    exact = riders * eaten / eaten.sum()
    whole = exact.astype(int)
    missing = np.argsort(whole - exact, kind="stable")[: riders - whole.sum()]
    whole[missing] += 1
    return [int(count) for count in whole]


def _riders(rng: np.random.Generator, crews: Sequence[int], kitchens_at: Floats) -> Iterator[Rider]:
    """Riders of each canteen; some may load next door as well."""
    apart = distances(kitchens_at, kitchens_at)
    np.fill_diagonal(apart, np.inf)
    number = 0
    for home, crew in enumerate(crews):
        for helps in rng.random(crew) < HELPERS:
            number += 1
            next_door = (f"C{apart[home].argmin() + 1}",) if helps and len(crews) > 1 else ()
            yield Rider(
                id=f"R{number}",
                canteen=f"C{home + 1}",
                may_load_at=next_door,
                boxes=36,
                shift=SHIFT,
                max_trips=2,
            )


def _visits(rng: np.random.Generator, meals: NDArray[np.int64], apart: Floats) -> Iterator[Visit]:
    visits, canteens = apart.shape
    late = rng.permutation(visits) < LATE_SHARE * visits
    storeys = rng.permutation(visits) % (STOREYS + 1)
    tiers = rng.choice([1, 2, 3], visits, p=TIERS)
    choices = rng.choice([1, 2, 3], visits, p=CHOICES)
    nearest = apart.argsort(axis=1, kind="stable")
    for k in range(visits):
        yield Visit(
            id=f"V{k + 1}",
            location=f"V{k + 1}",
            meals={"regular": int(meals[k])},
            window=LATE if late[k] else NOON,
            service_seconds=FOOT + STOREY * int(storeys[k]),
            max_onboard_seconds=ONBOARD,
            tier=int(tiers[k]),
            canteens=tuple(f"C{c + 1}" for c in nearest[k, : choices[k]]) if canteens > 1 else None,
        )
