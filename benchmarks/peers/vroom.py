"""VROOM as a peer: each rider and wave a vehicle.

VROOM (Coupey, Nicod and Varnier, https://github.com/VROOM-Project/vroom; here through pyvroom 1.15)
builds routes by heuristics and improves them by local search. It has no vehicles that load again:
its maintainers advise a vehicle per trip, with disjoint time windows (issues 188, 664, 1293), or
shipments from the depot, which double the problem and limit neither the number of trips nor the
time on board. So riders are cut into waves here. What VROOM then states exactly:

- BOXES, WINDOW, SHIFT, and CHAIN by waves; DIET, SKILL, CANTEEN and locks to riders by skills;
- FRESH for trips that need not wait: the distances are the clock on board (``terms``), and the
  distance limit of a vehicle is the on-board limit, where the last customer's limit is tightest;
- nobody is served before the shortest ride from RELEASED, though the trip may leave before it.

Its cost is riding time and a fixed cost per vehicle; priorities from 1 to 100 stand for the weight
of those who are left out, and VROOM puts them above all cost. Not seen: who waits, what serving is
paid, riders as such (a vehicle is a wave), kitchens. VROOM does not search as long as one likes:
it ends in a local optimum. So the heuristics alone choose splits and crew; then the local search
starts from the best tours, on and on with splits moved to where those leave room.

One iteration is one call of VROOM. With a limit of iterations the same seed gives the same plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.peers.parts import Part, parts_of
from benchmarks.peers.peer import Peer
from benchmarks.peers.repair import Raw
from benchmarks.peers.terms import fixed_cost, waves_of
from benchmarks.peers.waves import Found, Waves, raw_of, union
from benchmarks.peers.worker import Worker
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.slots import Slot
from optimizer.strategies.pyvrp.splits import Splits
from optimizer.strategies.pyvrp.tours import Tour, tours_of_plan
from optimizer.texts import Text

LEVEL = 5
"""VROOM's exploration level: how many heuristics it tries, and how deep it searches."""

QUICK = 2
"""The same for the first call of each part of a divided problem with little time."""

SHORT = 30.0
"""Seconds up to which that is so: otherwise half of a district would not be planned at all."""

LARGE = 1_000
"""Customers from which on a problem is divided: VROOM's heuristics are quick."""

HEURISTICS = 0.001
"""A limit in seconds that leaves time for VROOM's heuristics alone, which it never cuts short."""

STALE = 4
"""Local searches that find nothing better before new splits are tried."""

NEARLY = 0.02
"""Share of the weight that a smaller crew may leave out for the local search to place it."""


class Vroom(Peer):
    """VROOM, see the module."""

    name = "vroom"
    worker = "benchmarks.peers.vroom_worker"
    summary = Text("VROOM 分波次：逐次局部搜索，再修整", "VROOM by waves, repaired")

    def proposals(
        self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None
    ) -> Iterator[Raw]:
        """What each round of calls gives, all parts together."""
        parts = parts_of(problem, clock.stop, LARGE)
        with self._working() as worker:
            short = clock.stop.seconds is not None and clock.stop.seconds <= SHORT
            level = QUICK if short and len(parts) > 1 else LEVEL
            calls = [_Calls(part, clock, seed, worker, warm_start, level) for part in parts]
            while calls and not clock.is_past(clock.at(1)):
                left = sum(len(of_part.part.customers) for of_part in calls)
                for of_part in calls:
                    of_part.next(len(of_part.part.customers) / left)
                    left -= len(of_part.part.customers)
                if all(of_part.over for of_part in calls):
                    return
                if any(of_part.better for of_part in calls):
                    yield union(of_part.days() for of_part in calls)


class _Calls:
    """The course of calls for one part."""

    def __init__(
        self,
        part: Part,
        clock: Clock,
        seed: int,
        worker: Worker,
        warm_start: Plan | None,
        level: int,
    ) -> None:
        self.part, self._clock, self._worker = part, clock, worker
        self._waves = Waves(part, seed)
        self._level = level
        self._course = self._run(warm_start)
        self._share = 1.0
        self._best: Found | None = None
        self.over = self.better = False

    def next(self, share: float) -> None:
        """Go on until something is found, for this share of the time left.

        ``better`` tells whether it is the best so far, ``over`` that nothing more will come.
        """
        self._share = share
        found = next(self._course, None)
        self.over = found is None
        self.better = found is not None and (self._best is None or found.cost < self._best.cost)
        if self.better:
            self._best = found

    def days(self) -> Raw:
        """The best that was found."""
        return {} if self._best is None else raw_of(self._waves, self._best)

    def _run(self, warm_start: Plan | None) -> Iterator[Found]:
        waves, best = self._waves, None
        if warm_start is not None:
            splits = waves.everybody(waves.candidates[0])
            slots = waves.slots(splits)
            tours = list(tours_of_plan(waves.customers, slots, warm_start))
            if tours:
                best = self._searched(splits, tours)
                yield from () if best is None else (best,)
        again = waves.candidates[:1] if self._level < LEVEL else ()
        for split in (*again, *waves.candidates):
            found = self._called(waves.everybody(split), (), HEURISTICS)
            if found is not None and (best is None or found.cost < best.cost):
                best = found
                yield best
        while best is not None:
            crew = waves.smaller(best)
            found = None if crew is None else self._fewer(best, crew)
            if found is None:
                break
            best = found
            yield best
        if best is not None:
            yield from self._on_and_on(best)

    def _on_and_on(self, best: Found) -> Iterator[Found]:
        """Local searches with splits moved; where they get no further, one from new splits.

        New splits are tried with a smaller crew, if that could do.
        """
        waves, current, stale = self._waves, best, 0
        while not self._clock.is_past(self._clock.at(1)):
            if stale < STALE:
                found = self._searched(waves.moved(current), current.tours)
            else:
                crew = waves.smaller(best) or best.splits
                found = self._called(waves.anew(crew), (), HEURISTICS)
            if found is None:
                return
            if stale >= STALE or found.cost < current.cost:
                current, stale = found, 0
            else:
                stale += 1
            best = min(best, found, key=lambda one: one.cost)
            yield found

    def _fewer(self, best: Found, crew: Splits) -> Found | None:
        """With a smaller crew as much as before, or nearly: the local search places the rest."""
        found = self._called(crew, (), HEURISTICS)
        weight = sum(customer.prize for customer in self.part.customers)
        if found is None or found.lost > best.lost + NEARLY * weight:
            return None
        if found.lost > best.lost:
            found = self._searched(crew, found.tours)
        return None if found is None or found.lost > best.lost else found

    def _searched(self, splits: Splits, tours: Sequence[Tour]) -> Found | None:
        """The local search from these tours, as long as this part's share of the time."""
        if self._clock.stop.seconds is None:
            return self._called(splits, tours, None)
        left = self._clock.stop.remaining() - self._clock.reserve
        return self._called(splits, tours, max(HEURISTICS, self._share * left))

    def _called(self, splits: Splits, tours: Sequence[Tour], seconds: float | None) -> Found | None:
        """One call of VROOM; None if there is no time for it."""
        clock, waves = self._clock, self._waves
        slots = waves.slots(splits, tours)
        if not slots or clock.is_past(clock.at(1)):
            return None
        clock.iterations += 1
        asked = question(waves, slots, tours, seconds, self._level)
        self._level = LEVEL
        answer = self._worker.ask(asked, lambda: clock.is_past(math.inf))
        return None if answer is None else waves.found(splits, tours_of(slots, answer))


def question(
    waves: Waves,
    slots: Sequence[Slot],
    tours: Sequence[Tour],
    seconds: float | None,
    level: int = LEVEL,
) -> dict[str, Any]:
    """All that VROOM is told; jobs and vehicles are numbered as customers and slots."""
    terms, problem = waves.terms, waves.problem
    network, asked_has = terms.network, terms.skills(slots)
    asked, has = asked_has
    begun = {(t.slot.rider.id, t.slot.wave): t.customers for t in tours}
    routes = [begun.get((slot.rider.id, slot.wave), ()) for slot in slots]
    several = waves_of(slots)
    return {
        "level": level,
        "seconds": seconds,
        "matrices": {
            name: [matrix.tolist() for matrix in terms.matrices(name)]
            for name in {slot.rider.profile for slot in slots}
        },
        "jobs": [
            {
                "row": network.row(number),
                "service": customer.service,
                "boxes": customer.boxes,
                "window": terms.windows[number],
                "priority": terms.priorities[number],
                "skills": sorted(asked[number]),
            }
            for number, customer in enumerate(waves.customers)
        ],
        "vehicles": [
            {
                "start": network.start(slot.canteen),
                "end": network.end(slot.end),
                "profile": slot.rider.profile,
                "boxes": slot.rider.boxes,
                "ready": slot.ready,
                "due": slot.due,
                "fixed": fixed_cost(
                    problem, slot.rider, several, slot.approach, slot.canteen.loading_seconds
                ),
                "per_hour": 36 * problem.policy.paid_percent[slot.rider.kind],
                "onboard": terms.onboard(slot),
                "skills": sorted(has[number]),
                "begun": _begun(waves, slot, routes[number], asked, has[number]),
            }
            for number, slot in enumerate(slots)
        ],
    }


def _begun(
    waves: Waves, slot: Slot, route: Sequence[int], asked: Sequence[set[int]], has: set[int]
) -> Sequence[int]:
    """A route to begin with, if the vehicle can make it: VROOM refuses others."""
    able = all(asked[number] <= has for number in route)
    return route if able and waves.fits(slot, route) else ()


def tours_of(slots: Sequence[Slot], answer: dict[str, Any]) -> list[Tour]:
    """VROOM's routes as tours."""
    return [
        Tour(
            slots[int(number)],
            tuple(route["jobs"]),
            route["start"],
            route["end"],
            route["start"],
        )
        for number, route in answer["routes"].items()
        if route["jobs"]
    ]
