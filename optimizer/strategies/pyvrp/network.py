"""Places and matrices as PyVRP wants them: a row per loading, returning and serving."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pyvrp import Depot, Location

from optimizer.problem import Canteen, Problem
from optimizer.strategies.pyvrp.bans import Banned
from optimizer.strategies.pyvrp.customers import Customer

FORBIDDEN = 1 << 19
"""Seconds to and from customers whom a vehicle may not serve: dearer than any prize.

Penalties times this many seconds, on every leg of a solution, still fit PyVRP's integers.
"""

Matrix = NDArray[np.int64]


class Network:
    """Rows: canteens to load at, the same to return to, then the customers.

    A *profile* is a vehicle profile together with its bans; each has matrices of its own.
    """

    def __init__(self, problem: Problem, customers: Sequence[Customer]) -> None:
        self.problem, self.customers, self.canteens = problem, customers, problem.canteens
        self.onboard = max(customer.onboard for customer in customers)
        self.durations: list[Matrix] = []
        self.clocks: list[Matrix] = []
        self._numbers: dict[tuple[str, Banned], int] = {}
        at = [problem.location_index[canteen.location] for canteen in problem.canteens]
        self._arrive = np.array(at + at + [c.entry for c in customers])
        self._leave = np.array(at + at + [c.leave for c in customers])

    def locations(self) -> list[Location]:
        """One per row; PyVRP needs their coordinates for plots alone."""
        return [Location(0, 0) for _ in self._arrive]

    def depots(self) -> list[Depot]:
        """Each canteen to load at, then each to return to."""
        return [Depot(row) for row in range(2 * len(self.canteens))]

    def start(self, canteen: Canteen) -> int:
        """Number of the depot at which a trip loads."""
        return self.canteens.index(canteen)

    def end(self, canteen: Canteen) -> int:
        """Number of the depot to which a trip returns."""
        return len(self.canteens) + self.canteens.index(canteen)

    def row(self, customer: int) -> int:
        """The customer's row."""
        return 2 * len(self.canteens) + customer

    def profile(self, vehicle: str, banned: Banned) -> int:
        """Number of the profile; new ones get their matrices."""
        if (vehicle, banned) not in self._numbers:
            self._numbers[vehicle, banned] = len(self.durations)
            durations = self._rides(vehicle)
            for row in map(self.row, banned):
                durations[row, :] = durations[:, row] = FORBIDDEN
            np.fill_diagonal(durations, 0)
            self.durations.append(durations)
            self.clocks.append(self._clock(durations))
        return self._numbers[vehicle, banned]

    def longest_tail(self, profile: int, end: int) -> int:
        """Seconds that a trip may last beyond its last start of service: serving and back."""
        first = self.row(0)
        tails = self.durations[profile][first:, end] + self._service()
        return int(max((tail for tail in tails if tail < FORBIDDEN), default=0))

    def _rides(self, vehicle: str) -> Matrix:
        seconds = self.problem.travel[vehicle].seconds
        rides: Matrix = seconds[np.ix_(self._leave, self._arrive)].astype(np.int64)
        return rides

    def _service(self) -> Matrix:
        return np.array([customer.service for customer in self.customers], dtype=np.int64)

    def _clock(self, durations: Matrix) -> Matrix:
        """Time on board: riding and serving, until the last customer's limit."""
        clock, first = durations.copy(), self.row(0)
        clock[first:] += self._service()[:, None]
        limits = np.array([customer.onboard for customer in self.customers], dtype=np.int64)
        clock[first:, :first] = (self.onboard - limits)[:, None]
        clock[:first, :first] = 0
        np.fill_diagonal(clock, 0)
        return clock
