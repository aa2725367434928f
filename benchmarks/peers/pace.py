"""Time on board as a load, for peers that can load again but limit no single trip's time.

A load is full again after each reload, and so is this one: each customer weighs the seconds that
serving it and riding to it are likely to take, and a trip has as many as the on-board limit. What
riding takes is guessed from the nearest neighbours, then corrected by the trips that come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.terms import Terms

NEAREST = 2
"""Neighbours whose mean distance is the first guess of a ride between two stops."""

FULL = 0.6
"""Share of the limit from which on a trip's time says something about full trips."""

QUANTILE = 0.75
"""Of the trips' ratios of true time to weight: most full trips shall be in time."""

LOOSEST, TIGHTEST = 0.7, 1.35


class Pace:
    """Weights of the customers, in seconds, as riders with one vehicle profile would need."""

    def __init__(self, terms: Terms, vehicle: str) -> None:
        network, customers = terms.network, terms.customers
        first = network.row(0)
        durations, self._clock = terms.matrices(vehicle)
        between = durations[first:, first:].astype(float)
        np.fill_diagonal(between, np.inf)
        between.sort(axis=1)
        near = between[:, : min(NEAREST, max(1, len(customers) - 1))]
        ride = np.where(np.isfinite(near), near, 0.0).mean(axis=1)
        service = np.array([customer.service for customer in customers], dtype=float)
        self._weights: NDArray[np.float64] = service + ride
        self._limit = network.onboard
        self._row = network.row
        self.factor = 1.0

    def weights(self) -> list[int]:
        """What each customer weighs at present; nobody more than a trip may take."""
        return [min(self._limit, round(w)) for w in self.factor * self._weights]

    def learn(self, trips: Iterable[tuple[int, Sequence[int]]]) -> None:
        """Set the factor by trips: their loading row and their customers in order."""
        ratios = []
        for start, customers in trips:
            if customers:
                rows = [start, *map(self._row, customers)]
                taken = sum(int(self._clock[a, b]) for a, b in pairwise(rows))
                if taken > FULL * self._limit:
                    ratios.append(taken / float(self._weights[list(customers)].sum()))
        if ratios:
            self.factor = float(np.clip(np.quantile(ratios, QUANTILE), LOOSEST, TIGHTEST))
