"""The quickest way to a place by way of any others, where the direct ride is not the quickest.

Whoever loads at several canteens may pass doors on the way from one to another. Service and loading
on the way are left out, so nobody is faster. E. W. Dijkstra, "A note on two problems in connexion
with graphs", Numerische Mathematik 1, 1959, pp. 269-271.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.problem import Problem, Rider

Integers = NDArray[np.int64]
FAR = np.int64(1) << 60


class Detours:
    """Least riding times of a problem, each found once."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._known: dict[tuple[str, str], Integers] = {}

    def to(self, rider: Rider, place: str) -> Integers:
        """Seconds from every location until the rider can be at ``place``; one ride at least.

        A rider with a single canteen goes straight from there and home.
        """
        seconds = self._problem.travel[rider.profile].seconds
        goal = self._problem.location_index[place]
        if len(rider.loading_canteens()) == 1:
            return seconds[:, goal].astype(np.int64)
        known = rider.profile, place
        if known not in self._known:
            self._known[known] = _quickest(seconds, goal)
        return self._known[known]


def _quickest(seconds: NDArray[np.int32], goal: int) -> Integers:
    least = seconds[:, goal].astype(np.int64)
    waiting = np.ones(len(least), np.bool_)
    for _ in range(len(least)):
        nearest = int(np.where(waiting, least, FAR).argmin())
        waiting[nearest] = False
        np.minimum(least, seconds[:, nearest] + least[nearest], out=least)
    return least
