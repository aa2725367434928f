"""The problems of the tables by name, each a function of a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.areas import sample_problem
from benchmarks.lunches import lunch
from optimizer.problem import Problem


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
}
