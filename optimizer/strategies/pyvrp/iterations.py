"""One run of PyVRP's iterated local search.

The same algorithm as ``pyvrp.solve``, put together from the same parts, but with penalties that
begin near those at which it settles and adapt faster, a shorter memory and smaller perturbations.
PyVRP's own settings are made for longer runs: with them most of a minute is gone before penalties
fit prizes as large as these.
"""

from __future__ import annotations

import warnings

from pyvrp import (
    IteratedLocalSearch,
    IteratedLocalSearchParams,
    PenaltyManager,
    PenaltyParams,
    ProblemData,
    RandomNumberGenerator,
    Solution,
)
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.IteratedLocalSearch import IteratedLocalSearchCallbacks
from pyvrp.search import (
    OPERATORS,
    LocalSearch,
    PerturbationManager,
    PerturbationParams,
    compute_neighbours,
)

from optimizer.strategies.pyvrp.clock import Clock

PENALTY = 100_000.0
"""First penalty of a box, a second of lateness or on board too much, in hundredths of a second."""

PENALTIES = PenaltyParams(
    solutions_between_updates=100, min_penalty=1_000.0, max_penalty=1_000_000_000.0
)
"""At most more than a prize, so that the first solution would rather leave out than break rules."""

PERTURBATION = PerturbationParams(1, 8)
HISTORY = 20


class Watch(IteratedLocalSearchCallbacks):
    """Tells PyVRP when to stop: at a moment, or once what is lost is down to a goal.

    ``length`` limits the iterations alone; what comes before them takes seconds on large problems.
    """

    def __init__(self, clock: Clock, until: float, length: float, goal: int | None) -> None:
        self._clock, self._until, self._length, self._goal = clock, until, length, goal
        self._reached = False

    def on_start(self, ils: IteratedLocalSearch) -> None:
        """Look at the first solution, and at the clock."""
        self._until = min(self._until, self._clock.now() + self._length)
        self.on_best(ils.initial_solution)

    def on_best(self, best: Solution) -> None:
        """Look at a new best solution."""
        self._reached = (
            self._goal is not None
            and best.is_feasible()
            and best.uncollected_prizes() <= self._goal
        )

    def __call__(self, best_cost: int) -> bool:
        """PyVRP's question before each iteration."""
        del best_cost
        if self._reached or self._clock.is_past(self._until):
            return True
        self._clock.iterations += 1
        return False


def new_penalties() -> PenaltyManager:
    """Penalties for one course of runs, which they accompany."""
    return PenaltyManager(([PENALTY], PENALTY, PENALTY), PENALTIES)


def improve(
    data: ProblemData, start: Solution | None, seed: int, penalties: PenaltyManager, watch: Watch
) -> Solution:
    """The best solution that PyVRP finds, feasible if it finds any such."""
    random = RandomNumberGenerator(seed=seed)
    search = LocalSearch(data, random, compute_neighbours(data), PerturbationManager(PERTURBATION))
    for operator in OPERATORS:
        if operator.supports(data):
            search.add_operator(operator(data))
    if start is None or not start.is_feasible():
        begun = start or Solution.make_random(data, random)
        start = search(begun, penalties.max_cost_evaluator(), exhaustive=True)
    parameters = IteratedLocalSearchParams(history_length=HISTORY, callbacks=watch)
    algorithm = IteratedLocalSearch(data, penalties, search, start, parameters)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", PenaltyBoundWarning)  # trimming settles what is left
        return algorithm.run(watch, collect_stats=False).best
