"""The lunches of the scaling series: of the same density and tightness at every size.

A *district* has its canteens among each other: neighbours share visits and riders. *Tiles* are
lunches of one canteen each, half a degree apart, as one problem: nobody can help anybody, so all
that a strategy loses against the same lunches one by one is the price of size. Every visit has a
place of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, pi, prod, sqrt

from benchmarks.lunches import lunch, side_by_side
from benchmarks.places import BOX_KM
from optimizer.problem import Problem

PER_CANTEEN, PER_RIDER = 120, 20
"""Visits a canteen and a rider; the engine serves everybody, simpler strategies do not."""
TILE, TILE_RIDERS = 400, 18
"""Visits and riders of a tile."""


def district(visits: int, seed: int) -> Problem:
    """Canteens and riders in proportion, visits as dense as in the whole of Putuo."""
    return lunch(
        seed,
        visits=visits,
        canteens=max(1, round(visits / PER_CANTEEN)),
        riders=ceil(visits / PER_RIDER),
        radius_km=sqrt(prod(BOX_KM) * visits / 4_500 / pi),
    )


def tile(visits: int, seed: int) -> Problem:
    """One lunch by itself."""
    return lunch(seed, visits=visits, riders=ceil(TILE_RIDERS * visits / TILE))


def tiles(visits: int, seed: int) -> Problem:
    """So many visits in tiles, of the seeds ``seed``, ``seed + 1``, ..."""
    return side_by_side([tile(TILE, seed + k) for k in range(visits // TILE)])


PROBLEMS: Mapping[str, Callable[[int, int], Problem]] = {
    "district": district,
    "tile": tile,
    "tiles": tiles,
}
"""By name; each a function of the number of visits and a seed."""
