"""Where to put the next facilities: the maximal covering location problem, with capacities.

R. Church and C. ReVelle, "The maximal covering location problem", Papers of the Regional Science
Association 32, 1974, pp. 101-118; with capacities by J. R. Current and J. E. Storbeck, "Capacitated
covering models", Environment and Planning B 15, 1988, pp. 153-163.

Who is served where needs no variables. Let each place serve a number of people of each weight.
There is somebody for all of them iff, for every set of places and every weight, they serve no more
than live near any place of the set: P. Hall, "On representatives of subsets", Journal of the London
Mathematical Society 10 (1), 1935, pp. 26-30. CP-SAT knows this for single places and pairs from the
start, and learns it for larger sets when a choice breaks it, until none does, as in J. F. Benders,
"Partitioning procedures for solving mixed-variables programming problems", Numerische Mathematik 4,
1962, pp. 238-252.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

Booleans = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The places chosen, in order of their rows; none if time did not suffice for any.

    ``value``: weighted people served; ``people``: how many each place serves; ``bound``: no choice
    can serve more weight.
    """

    places: tuple[int, ...]
    people: tuple[int, ...]
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no choice is better."""
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """The share of the bound that may still be missing."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0


def best_places(
    covers: Booleans,
    people: Integers,
    weights: Integers,
    count: int,
    capacity: int,
    seconds: float = 30.0,
) -> Located:
    """The ``count`` places that serve the most weight of people.

    Parameters
    ----------
    covers
        Which place is near which group of people, shape (groups, places).
    people, weights
        Of each group, how many and what each of them weighs; shape (groups,).
    capacity
        Most people that one place serves.
    seconds
        Most wall time for the proof.
    """
    ends = time.monotonic() + seconds
    near = Near(covers, people, weights)
    master = _Master(near, min(count, covers.shape[1]), capacity)
    bound = int(people @ weights)
    while (left := ends - time.monotonic()) > 0:
        found = master.solve(left)
        bound = min(bound, found.bound)
        if not found.places:
            break
        broken = list(_broken(near, found.serving))
        if not broken:
            return replace(found.located(), bound=bound)
        for places, weight, most in broken:
            master.serve_at_most(places, weight, most)
    return Located(places=(), people=(), value=0, bound=bound)


class Near:
    """Who lives near which places: people by weight."""

    def __init__(self, covers: Booleans, people: Integers, weights: Integers) -> None:
        self.places = covers.shape[1]
        self.weights = [int(weight) for weight in np.unique(weights[people > 0])]
        self._covers = {w: covers[(weights == w) & (people > 0)] for w in self.weights}
        self._people = {w: people[(weights == w) & (people > 0)] for w in self.weights}

    def any_of(self, places: Sequence[int], weight: int) -> int:
        """People of a weight who are near any of ``places``."""
        near = self._covers[weight][:, list(places)].any(axis=1)
        return int(self._people[weight][near].sum())

    def both(self, weight: int) -> Integers:
        """People of a weight who are near both of two places, shape (places, places)."""
        covers = self._covers[weight].astype(np.float64)
        shared: Integers = np.rint((covers * self._people[weight][:, None]).T @ covers)
        return shared.astype(np.int64)


class _Found(NamedTuple):
    """A choice of the master: people by place and weight."""

    places: tuple[int, ...]
    serving: dict[tuple[int, int], int]
    value: int
    bound: int

    def located(self) -> Located:
        people = [sum(n for (j, _), n in self.serving.items() if j == at) for at in self.places]
        return Located(places=self.places, people=tuple(people), value=self.value, bound=self.bound)


class _Master:
    """Which places open, and how many of each weight they serve."""

    def __init__(self, near: Near, count: int, capacity: int) -> None:
        self.model = cp_model.CpModel()
        self.opened = [self.model.new_bool_var(f"place {j}") for j in range(near.places)]
        self.model.add(sum(self.opened) == count)
        self.serving: dict[tuple[int, int], cp_model.IntVar] = {}
        for weight in near.weights:
            alone = near.both(weight)
            for j in range(near.places):
                most = min(int(alone[j, j]), capacity)
                number = self.model.new_int_var(0, most, f"weight {weight} at {j}")
                self.model.add(number <= most * self.opened[j])
                self.serving[j, weight] = number
            for i, j in np.argwhere(np.triu(alone, 1) > 0).tolist():
                self.serve_at_most((i, j), weight, int(alone[i, i] + alone[j, j] - alone[i, j]))
        for j, opened in enumerate(self.opened):
            here = [self.serving[j, weight] for weight in near.weights]
            near_here = sum(near.any_of([j], weight) for weight in near.weights)
            self.model.add(sum(here) <= min(capacity, near_here) * opened)
        self.model.maximize(sum(w * number for (_, w), number in self.serving.items()))

    def serve_at_most(self, places: Sequence[int], weight: int, most: int) -> None:
        """No more people of a weight at ``places`` together."""
        self.model.add(sum(self.serving[j, weight] for j in places) <= most)

    def solve(self, seconds: float) -> _Found:
        """The best choice within what the master knows; without places if time was too short."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.random_seed = 0
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2  # the proof lives on "nobody at a closed place"
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return _Found((), {}, 0, np.iinfo(np.int64).max)
        places = tuple(j for j, one in enumerate(self.opened) if solver.boolean_value(one))
        serving = {key: solver.value(number) for key, number in self.serving.items()}
        bound = int(np.floor(solver.best_objective_bound + 1e-6))
        return _Found(places, serving, round(solver.objective_value), bound)


def _broken(
    near: Near, serving: dict[tuple[int, int], int]
) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Sets of three or more places that serve more people of a weight than live near them."""
    for weight in near.weights:
        busy = [j for (j, w), number in serving.items() if w == weight and number]
        for size in range(3, len(busy) + 1):
            for places in combinations(busy, size):
                most = near.any_of(places, weight)
                if sum(serving[j, weight] for j in places) > most:
                    yield places, weight, most
