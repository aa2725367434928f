"""The search over splits and riders, PyVRP's own search inside.

First a short run with everybody, and one for each split with one rider less than that took. Then
the best split: one rider less as long as PyVRP serves everybody it can, and shorter trips for the
rest of the time.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from optimizer.locks import rider_named
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.assignment import tours_of
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.strategies.pyvrp.iterations import Watch, improve, new_penalties
from optimizer.strategies.pyvrp.model import build, hopeless
from optimizer.strategies.pyvrp.network import Network
from optimizer.strategies.pyvrp.rationing import rationed
from optimizer.strategies.pyvrp.slots import Slot, slots_of
from optimizer.strategies.pyvrp.splits import Split, Splits, recentred, splits_of
from optimizer.strategies.pyvrp.tours import Tour, solution_of, tours_of_plan
from optimizer.timing import Schedule

FIRST, SPLITS, CREWS = 0.1, 0.35, 0.8
"""Shares of the run after which the first split, all splits and smaller crews are done with."""

ROUND = 0.06
"""Share of the run after which the splits are moved to where the trips leave room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a run of PyVRP ended with; ``cost`` in hundredths of a second.

    ``feasible``: as far as PyVRP knows. ``complete``: and everybody is served whom any vehicle
    could serve.
    """

    splits: Splits
    tours: Sequence[Tour]
    cost: int
    feasible: bool
    complete: bool


class Search:
    """A course of runs that depends on problem, warm start, seed and iterations alone."""

    def __init__(self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None) -> None:
        schedule = Schedule(problem)
        self.customers = rationed(schedule, customers_of(schedule))
        self._problem, self._clock, self._pins = problem, clock, schedule.pins
        self._warm_start = warm_start
        self._seeds = count(seed * 1_000)
        self._penalties = new_penalties()

    def run(self) -> Iterator[Found]:
        """What each run of PyVRP finds."""
        crew = [rider for rider in self._problem.riders if rider.id not in self._pins.days]
        everybody = dict.fromkeys((rider.id for rider in crew), ())
        if not self.customers or not slots_of(self._problem, everybody):
            return
        self._network = Network(self._problem, self.customers)
        self._bans = Bans(self._problem, self._pins, self.customers)
        self._hopeless = hopeless(
            build(self._network, self._bans, slots_of(self._problem, everybody))
        )
        candidates = splits_of(self._problem, crew, self.customers)
        splits: Splits = dict.fromkeys(everybody, candidates[0])
        first = self._solve(splits, self._warm_tours(splits), self._clock.at(FIRST))
        yield first
        smaller = self._smaller(first)
        rivals = [] if smaller else [first]
        for found in self._rivals(first, candidates, smaller or list(everybody)):
            rivals.append(found)
            yield found
        best = min(rivals or [first], key=lambda found: (not found.feasible, found.cost))
        if smaller:
            fallback = best if best.complete else first
            for found in self._fewer(best):
                fallback = found if found.complete else fallback
                yield found
            best = fallback
        while not self._clock.is_past(self._clock.at(1)):
            best = self._round(best, self._clock.at(1))
            yield best

    def _rivals(
        self, first: Found, candidates: Sequence[Split], crew: Iterable[str]
    ) -> Iterator[Found]:
        """Each split with the same crew; the first one goes on where it was."""
        for number, split in enumerate(candidates, 1):
            until = self._clock.at(FIRST + (SPLITS - FIRST) * number / len(candidates))
            if not self._clock.is_past(until):
                yield self._solve(
                    dict.fromkeys(crew, split), first.tours if number == 1 else (), until
                )

    def _fewer(self, found: Found) -> Iterator[Found]:
        """Fewer and fewer riders, as long as everybody is served."""
        until = self._clock.at(CREWS)
        while not self._clock.is_past(until):
            if found.complete:
                smaller = self._smaller(found)
                if smaller is None:
                    return
                found = _with(found, smaller)
            found = self._round(found, until, to_the_end=False)
            yield found

    def _round(self, found: Found, until: float, *, to_the_end: bool = True) -> Found:
        """Go on for a round with the splits moved; the tours found still fit."""
        splits = recentred(found.splits, found.tours)
        length = self._clock.at(ROUND)
        return self._solve(splits, found.tours, until, length=length, to_the_end=to_the_end)

    def _solve(
        self,
        splits: Splits,
        tours: Sequence[Tour],
        until: float,
        *,
        length: float = math.inf,
        to_the_end: bool = True,
    ) -> Found:
        """Go on from ``tours`` until a moment, or if not ``to_the_end`` until all are served."""
        slots = _settled(slots_of(self._problem, splits), tours)
        model = build(self._network, self._bans, slots)
        start = solution_of(model, tours) if tours else None
        watch = Watch(self._clock, until, length, None if to_the_end else self._hopeless)
        best = improve(model.data, start, next(self._seeds), self._penalties, watch)
        made = tours_of(self._problem, model, best)
        served = {number for tour in made for number in tour.customers}
        lost = sum(c.prize for number, c in enumerate(self.customers) if number not in served)
        return Found(
            splits=splits,
            tours=made,
            cost=best.fixed_vehicle_cost() + best.duration_cost() + lost,
            feasible=best.is_feasible(),
            complete=best.is_feasible() and lost <= self._hopeless,
        )

    def _warm_tours(self, splits: Splits) -> Sequence[Tour]:
        if self._warm_start is None:
            return ()
        slots = slots_of(self._problem, splits)
        return list(tours_of_plan(self.customers, slots, self._warm_start))

    def _smaller(self, found: Found) -> list[str] | None:
        """The riders who make tours but the one who carries least; None if nobody can be spared."""
        if not found.complete:
            return None
        carried = Counter[str]()
        for tour in found.tours:
            carried[tour.slot.rider.id] += sum(self.customers[k].boxes for k in tour.customers)
        bound = {rider_named(lock) for lock in self._problem.locks}
        riders = [self._problem.rider[name] for name in carried]
        spare = [rider.id for rider in riders if not rider.frozen and rider.id not in bound]
        if not spare:
            return None
        least = min(spare, key=lambda name: carried[name])
        rest = [rider for rider in riders if rider.id != least]
        room = sum(rider.boxes * (rider.max_trips - len(rider.frozen)) for rider in rest)
        return [rider.id for rider in rest] if room >= carried.total() else None


def _with(found: Found, crew: Iterable[str]) -> Found:
    """What is left of it with this crew."""
    splits = {name: found.splits[name] for name in crew}
    tours = [tour for tour in found.tours if tour.slot.rider.id in splits]
    return replace(found, splits=splits, tours=tours, complete=False)


def _settled(slots: Sequence[Slot], tours: Sequence[Tour]) -> list[Slot]:
    """One canteen for each rider in each wave, so that nobody is wanted in two places.

    It is home at first, then where the tour loads; who has none may load anywhere.
    """
    chosen = {(t.slot.rider.id, t.slot.wave): t.slot.canteen.id for t in tours}

    def is_open(slot: Slot) -> bool:
        unsettled = slot.canteen.id if tours else slot.rider.canteen
        return slot.canteen.id == chosen.get((slot.rider.id, slot.wave), unsettled)

    return list(filter(is_open, slots)) or list(slots)
