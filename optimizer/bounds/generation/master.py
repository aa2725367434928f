"""The restricted master problem: trips chained into days, every visit covered or paid for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import ortools.linear_solver.pywraplp as lp

from optimizer.bounds.generation.arrays import Ints
from optimizer.bounds.generation.crews import SCALE, Crew
from optimizer.bounds.generation.pricing import Pricer, Trip
from optimizer.bounds.generation.times import BUCKET

Node = tuple[int, int, int, int]
"""Crew, number of the trip in the day, site and bucket: somebody is ready to load."""


class Duals(NamedTuple):
    """The value, and duals of visits and crews, all in units; how many riders each crew uses."""

    value: float
    prize: np.ndarray
    crew: list[float]
    riders: list[float]
    short: np.ndarray
    over: float


class Master:
    """A linear programme that grows: trips are arcs from where they load to where the next one can.

    Cost is in seconds in here, so that numbers are of a size that simplex codes like.
    """

    def __init__(self, crews: Sequence[Crew], pricers: Sequence[Pricer], visits: int) -> None:
        self.crews, self.pricers = crews, pricers
        self.solver: Any = lp.Solver.CreateSolver("GLOP")
        self.infinity = self.solver.infinity()
        self.cover = [self.solver.Constraint(1, self.infinity) for _ in range(visits)]
        self.uncovered = [self.solver.NumVar(0, 1, "") for _ in range(visits)]
        self.surplus = [self.solver.NumVar(0, self.infinity, "") for _ in range(visits)]
        for row, short, over in zip(self.cover, self.uncovered, self.surplus, strict=True):
            row.SetCoefficient(short, 1)
            row.SetCoefficient(over, -1)
        self.total = self.solver.Constraint(0, sum(crew.count for crew in crews))
        self.crew_rows = [self.solver.Constraint(0, crew.count) for crew in crews]
        self.nodes: dict[Node, Any] = {}
        self.waits: list[tuple[Any, int]] = []
        self.columns: list[tuple[Any, Trip, bool]] = []
        self.known: set[Trip] = set()
        for number, crew in enumerate(crews):
            self._add_nodes(number, crew)
        self.more = 0

    def _add_nodes(self, number: int, crew: Crew) -> None:
        buckets = self.pricers[number].times.buckets
        for level, site in product(range(2, crew.max_trips + 1), range(len(crew.sites))):
            for bucket in range(buckets):
                row = self.solver.Constraint(-self.infinity, 0)
                self.nodes[number, level, site, bucket] = row
                if bucket:
                    wait = self.solver.NumVar(0, self.infinity, "")
                    self.nodes[number, level, site, bucket - 1].SetCoefficient(wait, 1)
                    row.SetCoefficient(wait, -1)
                    self.waits.append((wait, number))

    def set_box(self, low: Ints, high: Ints) -> None:
        """Between what the duals of visits are held, in units (du Merle et al. 1999).

        ``high`` is what a visit costs that is left out, ``low`` what one is worth too often.
        """
        objective = self.solver.Objective()
        for short, over, least, most in zip(
            self.uncovered, self.surplus, low.tolist(), high.tolist(), strict=True
        ):
            objective.SetCoefficient(short, most / SCALE)
            objective.SetCoefficient(over, -least / SCALE)

    def set_riders(self, least: int, most: int, more: int) -> None:
        """Bounds on the riders used, and what their paid seconds cost more, in units."""
        self.total.SetBounds(least, most)
        self.more = more
        objective = self.solver.Objective()
        for wait, number in self.waits:
            objective.SetCoefficient(wait, BUCKET * (self.crews[number].paid + more) / SCALE)
        for column, trip, first in self.columns:
            objective.SetCoefficient(column, self._cost(trip, first))

    def _cost(self, trip: Trip, first: bool) -> float:
        crew = self.crews[trip.crew]
        paid = crew.paid + self.more
        cost = trip.rest + paid * trip.span
        return (cost + (crew.fixed + paid * crew.ahead[trip.site] if first else 0)) / SCALE

    def add(self, trips: Iterable[Trip]) -> int:
        """Take in trips that are not known yet; how many that were."""
        new = set(trips) - self.known
        self.known |= new
        for trip in sorted(new):
            for level in range(1, self.crews[trip.crew].max_trips + 1):
                self._add(trip, level)
        return len(new)

    def _add(self, trip: Trip, level: int) -> None:
        crew = self.crews[trip.crew]
        arrival = trip.bucket + trip.span // BUCKET
        if trip.goal >= 0 and (
            level == crew.max_trips or arrival >= self.pricers[trip.crew].times.buckets
        ):
            return
        times = np.bincount(trip.path)
        column = self.solver.NumVar(0, self.infinity, "")
        for visit in np.flatnonzero(times).tolist():
            self.cover[visit].SetCoefficient(column, int(times[visit]))
        if level == 1:
            self.total.SetCoefficient(column, 1)
            self.crew_rows[trip.crew].SetCoefficient(column, 1)
        else:
            self.nodes[trip.crew, level, trip.site, trip.bucket].SetCoefficient(column, 1)
        if trip.goal >= 0:
            self.nodes[trip.crew, level + 1, trip.goal, arrival].SetCoefficient(column, -1)
        self.columns.append((column, trip, level == 1))
        self.solver.Objective().SetCoefficient(column, self._cost(trip, level == 1))

    def solve(self) -> Duals | None:
        """The duals; None where so many riders cannot be used with the trips known."""
        if self.solver.Solve() != lp.Solver.OPTIMAL:
            return None
        riders = [0.0] * len(self.crews)
        for column, trip, first in self.columns:
            if first:
                riders[trip.crew] += column.solution_value()
        return Duals(
            value=self.solver.Objective().Value() * SCALE,
            prize=np.array([row.dual_value() for row in self.cover]) * SCALE,
            crew=[(self.total.dual_value() + row.dual_value()) * SCALE for row in self.crew_rows],
            riders=riders,
            short=np.array([variable.solution_value() for variable in self.uncovered]),
            over=sum(variable.solution_value() for variable in self.surplus),
        )
