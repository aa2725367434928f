"""PyVRP's trips first, riders afterwards: single trips, then packed onto days by CP-SAT.

The decomposition that comes to mind where a solver has no limit of a trip between reloads. Each
trip is a vehicle with the on-board limit as its own, as in the strategy ``pyvrp``. CP-SAT then
gives trips to riders: no two at once, loading and riding back included, no more than a rider may
make. It minimises what is lost with trips that nobody can make, then riders.

How many trips leave at once PyVRP does not see, and left alone it sends too many at the best time
of day. So it is guided, after Battarra, Monaci and Vigo (2009), "An adaptive guidance approach for
the heuristic solution of a minimum multiple trip vehicle routing problem", Computers & Operations
Research 36: the first trips of all riders must be back, and their second ones may not leave, until
some time beyond a split of the sitting or before it. Without any bound at first; as long as packing
loses trips, with less and less overlap, down to the waves of the strategy ``pyvrp``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from pyvrp import Solution

from benchmarks.peers.packing import packed
from benchmarks.peers.parts import Part, parts_of
from benchmarks.peers.peer import Peer
from benchmarks.peers.repair import Raw
from benchmarks.peers.waves import union
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.iterations import Watch, improve, new_penalties
from optimizer.strategies.pyvrp.model import Model, build
from optimizer.strategies.pyvrp.network import Network
from optimizer.strategies.pyvrp.slots import Slot, slots_of
from optimizer.strategies.pyvrp.splits import splits_of
from optimizer.strategies.pyvrp.tours import Tour, solution_of, tours_of_plan
from optimizer.strategies.pyvrp.translation import trips_of
from optimizer.texts import Text
from optimizer.timing import Run

ROUND = 0.12
"""Share of the time after which trips are packed."""

OVERLAPS = (86_400, 1_200, 0)
"""Seconds by which trips may cross the split, from one round that loses trips to the next."""

PACKING = 5.0
"""Most wall seconds to pack the trips of one part."""


class PyVrpPacking(Peer):
    """PyVRP's trips, packed onto riders, see the module. An iteration is one of PyVRP's."""

    name = "pyvrp_packing"
    summary = Text("PyVRP 单趟，再拼成骑手的一天", "PyVRP's trips packed onto riders, repaired")

    def proposals(
        self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None
    ) -> Iterator[Raw]:
        """What each round of trips gives once packed, all parts together."""
        parts = [_Trips(part, clock, seed, warm_start) for part in parts_of(problem, clock.stop)]
        parts = [part for part in parts if part.slots]
        share = 0.0
        while parts and not clock.is_past(clock.at(1)):
            share = share + ROUND if share + 1.5 * ROUND < 1 else 1.0
            left = sum(len(part.part.customers) for part in parts)
            for part in parts:
                rest = max(0.0, clock.at(share) - clock.now())
                part.search(clock.now() + rest * len(part.part.customers) / left)
                left -= len(part.part.customers)
            patience = min(PACKING, 0.1 * clock.stop.remaining() / len(parts))
            yield union(part.days(seed, patience) for part in parts)


class _Trips:
    """One part: a vehicle for every trip, and the best trips."""

    def __init__(self, part: Part, clock: Clock, seed: int, warm_start: Plan | None) -> None:
        self.part, self._clock = part, clock
        self._seeds = count(seed * 1_000)
        self.slots = slots_of(part.problem, {rider.id: () for rider in part.riders})
        self._overlaps = iter(OVERLAPS)
        self._tours: list[Tour] = []
        if self.slots:
            self._bans = Bans(part.problem, part.pins, part.customers)
            self._network = Network(part.problem, part.customers)
            split = splits_of(part.problem, part.riders, part.customers)[0]
            self._waves = slots_of(part.problem, {rider.id: split for rider in part.riders})
            self._penalties = new_penalties()
            self._guide()
            if warm_start is not None:
                self._tours = list(tours_of_plan(part.customers, self._waves, warm_start))

    def _guide(self) -> None:
        """A model with the next smaller overlap, if there is any."""
        overlap = next(self._overlaps, None)
        if overlap is not None:
            guided = list(_overlapping(self.slots, self._waves, overlap))
            self._model = build(self._network, self._bans, guided)

    def search(self, until: float) -> None:
        """Go on with PyVRP until a moment."""
        watch = Watch(self._clock, until, math.inf, None)
        start = solution_of(self._model, self._tours) if self._tours else None
        best = improve(self._model.data, start, next(self._seeds), self._penalties, watch)
        self._tours = list(_tours_of(self._model, best))

    def days(self, seed: int, seconds: float) -> Raw:
        """The trips that riders can make, by rider; the next search is guided by those lost."""
        made = packed(self.part, self._bans, self.slots, self._tours, seed, seconds)
        if len(made) < len(self._tours):
            self._guide()
        return {
            rider: [
                Run(canteen, tuple(v for block in blocks for v in block)) for canteen, blocks in of
            ]
            for rider, of in trips_of(self.part.customers, made).items()
        }


def _overlapping(whole: Sequence[Slot], waves: Sequence[Slot], overlap: int) -> Iterator[Slot]:
    """The waves' slots, each longer at both ends, within the rider's day."""
    days = {(slot.rider.id, slot.canteen.id): slot for slot in whole}
    for slot in waves:
        day = days[slot.rider.id, slot.canteen.id]
        ready = max(day.ready, slot.ready - overlap)
        yield replace(slot, ready=ready, due=min(day.due, slot.due + overlap))


def _tours_of(model: Model, solution: Solution) -> Iterator[Tour]:
    """The routes, each on another one of the slots that are alike."""
    free = [iter(slots) for slots in model.types]
    for route in solution.routes():
        customers = tuple(activity.idx for activity in route if activity.is_client())
        start, slot = route.start_time(), next(free[route.vehicle_type()])
        yield Tour(slot, customers, start, route.end_time(), start + route.slack())
