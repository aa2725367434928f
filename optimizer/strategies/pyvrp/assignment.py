"""Which rider makes which trip: PyVRP knows vehicles of a wave, not riders.

Wave after wave, trips go to riders at least cost: a linear assignment, which prefers riders who
already have a trip, so that no more are used than the fullest wave needs. Who knows the visits or
carried them before comes first; what a changed round or order costs is not asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from ortools.graph.python.linear_sum_assignment import SimpleLinearSumAssignment
from pyvrp import Solution

from optimizer.problem import Problem, Rider
from optimizer.strategies.pyvrp.model import Model
from optimizer.strategies.pyvrp.slots import Slot
from optimizer.strategies.pyvrp.tours import Tour

NOBODY = 1 << 40
"""Cost of a trip that nobody makes, in hundredths of a second."""


def tours_of(problem: Problem, model: Model, solution: Solution) -> list[Tour]:
    """The solution's trips, each with the rider who makes it.

    Riders who may load at several canteens can be wanted twice in a wave; trips for which nobody
    is left do not appear.
    """
    waves: dict[int, list[tuple[Sequence[Slot], Tour]]] = defaultdict(list)
    for route in solution.routes():
        slots = model.types[route.vehicle_type()]
        customers = tuple(activity.idx for activity in route if activity.is_client())
        if customers:
            start = route.start_time()
            tour = Tour(slots[0], customers, start, route.end_time(), start + route.slack())
            waves[slots[0].wave].append((slots, tour))
    tours: list[Tour] = []
    liking = _Liking(problem, model)
    for _, wave in sorted(waves.items()):
        busy = {tour.slot.rider.id: tour.end for tour in tours}
        tours += _assigned(wave, busy, liking)
    return tours


class _Liking:
    """What riders save who know the visits or carried them before, in hundredths of a second."""

    def __init__(self, problem: Problem, model: Model) -> None:
        self.problem, self._customers = problem, model.customers
        days = problem.previous.riders if problem.previous else ()
        self._before = {s.visit: d.rider for d in days for t in d.trips for s in t.stops}

    def of(self, tour: Tour) -> Counter[str]:
        """By rider."""
        policy, saved = self.problem.policy, Counter[str]()
        for name in (name for k in tour.customers for name in self._customers[k].visits):
            if name in self._before:
                saved[self._before[name]] += 100 * policy.change_seconds
            for rider, known in self.problem.visit[name].familiarity.items():
                saved[rider] += round(100 * policy.unfamiliar_seconds * known)
        return saved


def _assigned(
    wave: Sequence[tuple[Sequence[Slot], Tour]], busy: Mapping[str, int], liking: _Liking
) -> Iterator[Tour]:
    """The tours of a wave with their riders; ``busy``: when riders used so far are back."""
    riders = list(dict.fromkeys(slot.rider.id for slots, _ in wave for slot in slots))
    column = {name: k for k, name in enumerate(riders)}
    size = len(wave) + len(riders)
    costs = np.full((size, size), NOBODY)
    costs[len(wave) :] = 0
    for row, (slots, tour) in enumerate(wave):
        saved = liking.of(tour)
        for slot in slots:
            used = _use(liking.problem, slot.rider, tour, busy.get(slot.rider.id))
            costs[row, column[slot.rider.id]] = used - saved[slot.rider.id]
    solver = SimpleLinearSumAssignment()
    rows, columns = np.indices(costs.shape)
    solver.add_arcs_with_cost(rows.ravel(), columns.ravel(), costs.ravel())
    solver.solve()
    for row, (slots, tour) in enumerate(wave):
        mate = solver.right_mate(row)
        if mate < len(riders) and costs[row, mate] < NOBODY:
            yield tour._replace(slot=next(s for s in slots if s.rider.id == riders[mate]))


def _use(problem: Problem, rider: Rider, tour: Tour, back: int | None) -> int:
    """Hundredths of a second that the rider costs beyond the trip itself: to begin, or to wait."""
    if back is None:
        return 0 if rider.frozen else 100 * problem.policy.rider_seconds
    waits = tour.start - tour.slot.canteen.loading_seconds - back
    return problem.policy.paid_percent[rider.kind] * max(0, waits)
