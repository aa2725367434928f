"""The problems of the tables by name, each a function of a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.canteen import sample_problem
from benchmarks.lunches import lunch, side_by_side
from optimizer.problem import Problem

TILES = 11
"""Lunches of 400 visits that, with one of ``REST`` visits, make 4,500."""
REST = 100


def tile(seed: int) -> Problem:
    """One part of the scaling problems; the last is small."""
    return (
        lunch(seed, riders=18)
        if seed <= TILES
        else lunch(seed, visits=REST, riders=5, radius_km=0.75)
    )


def tiles(seed: int, count: int = TILES + 1) -> Problem:
    """The parts ``seed``, ``seed + 1``, ... side by side."""
    return side_by_side([tile(seed + k) for k in range(count)])


def _sample(seed: int) -> Problem:
    """The sample canteen, whatever the seed."""
    del seed
    return sample_problem()


PROBLEMS: Mapping[str, Callable[[int], Problem]] = {
    "warm-up": partial(lunch, visits=20, riders=2),
    "17 riders": partial(lunch, riders=17),
    "16 riders": partial(lunch, riders=16),
    "24 riders": partial(lunch, riders=24),
    "100 visits": partial(lunch, visits=100, riders=4, radius_km=1.05),
    "kitchen": partial(lunch, riders=18, batches=True, bays=4),
    "canteen": _sample,
    "town": partial(lunch, visits=2_000, riders=110, canteens=6),
    "district": partial(lunch, visits=4_500, riders=300, canteens=38),
    "tile": tile,
    "4 tiles": partial(tiles, count=4),
    "all tiles": tiles,
}
