"""Every day that a rider could have, with what it costs at least when nobody else is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any

import numpy as np

from optimizer.locks import DayLock, NeverLock, RiderLock, TripLock
from optimizer.plan import Plan
from optimizer.problem import Canteen, Problem, Rider, Visit
from optimizer.timing import Pins, drive
from tests.oracle_joint import Planned, copes_alone
from tests.oracle_times import NEVER, Clock, Run, Way, grid
from tests.unrounded import components

Share = frozenset[tuple[str, str]]
"""Visits with the canteens that cook for them."""


class Option:
    """A rider's day: its runs, if any, and its least cost but for that of the longest day."""

    def __init__(self, planned: Planned | None, least: int, idle: int) -> None:
        self.planned, self.least, self._idle = planned, least, idle

    @cached_property
    def shortest(self) -> int:
        """Least paid time."""
        return self._idle if self.planned is None else self.planned.shortest()


class Options:
    """All days of a rider that break no rule, cheapest first, by who is served from where."""

    def __init__(self, problem: Problem, rider: Rider) -> None:
        self.problem, self.rider = problem, rider
        self.clock = Clock(problem, rider, grid(problem))
        self.pins = Pins(problem)
        closed = self.pins.frozen | self.pins.contradictory
        self.blocks = [
            block
            for block in self.pins.blocks
            if closed.isdisjoint(block) and all(map(self._may_carry, block))
        ]
        self.begun, idle = self._begun()
        nothing = Option(None, idle + self._changed(()), self.clock.idle())
        self.by_share: dict[Share, list[Option]] = {frozenset(): [nothing]}
        self.runs = [
            run
            for name in rider.loading_canteens()
            for run in self._runs_from(problem.canteen[name])
        ]
        self._extend((), None)
        for days in self.by_share.values():
            days.sort(key=lambda day: day.least)

    def _begun(self) -> tuple[int, int]:
        """What this rider costs with planned trips before they cost anything, and without."""
        if not self.rider.frozen:
            return 100 * self.problem.policy.rider_seconds, 0
        day = drive(self.problem, self.rider, ())
        cost = components(self.problem, Plan(riders=(day,), unserved=()))
        of_all = "unserved", "longest", "paid", "changed_riders"
        begun = sum(cost.values()) - sum(cost[name] for name in of_all)
        return begun, begun + cost["paid"]

    def _may_carry(self, visit: str) -> bool:
        """What locks and skills say about rider and visit."""
        if not set(self.problem.visit[visit].skills) <= set(self.rider.skills):
            return False
        for lock in self.problem.locks:
            match lock:
                case RiderLock(visit=v, rider=r) | TripLock(visit=v, rider=r):
                    allowed = v != visit or r == self.rider.id
                case NeverLock(visits=vs, rider=str(r)):
                    allowed = visit not in vs or r != self.rider.id
                case DayLock(rider=r, trips=trips):
                    allowed = (visit in chain(*trips)) == (r == self.rider.id)
                case _:
                    allowed = True
            if not allowed:
                return False
        return True

    def _runs_from(self, canteen: Canteen) -> Iterator[Run]:
        """Every trip from a canteen that could leave at some time."""
        blocks = [b for b in self.blocks if all(self._cooks(canteen, v) for v in b)]
        start = Way.of(self.problem, self.rider, canteen, self.clock.departs)
        alone = cache(lambda boxes: copes_alone(self.problem, canteen, start.departs, boxes))

        def grow(way: Way, left: list[tuple[str, ...]]) -> Iterator[Run]:
            for block in left:
                longer = self._longer(way, block)
                if longer is None:
                    continue
                run = longer.run()
                cost = np.where(alone(run.boxes), run.cost, NEVER)
                yield run._replace(cost=cost)
                yield from grow(longer, [b for b in left if b != block])

        return (run for run in grow(start, blocks) if (run.cost < NEVER).any())

    def _cooks(self, canteen: Canteen, name: str) -> bool:
        visit = self.problem.visit[name]
        allowed = visit.canteens is None or canteen.id in visit.canteens
        return allowed and (canteen.diets is None or set(visit.meals) <= set(canteen.diets))

    def _longer(self, way: Way, block: tuple[str, ...]) -> Way | None:
        longer: Way | None = way
        for name in block:
            longer = longer and longer.on(self.problem.visit[name])
        if longer is None or longer.boxes > self.rider.boxes:
            return None
        for lock in self.problem.locks:
            match lock:
                case NeverLock(rider=None, visits=apart) if len({*apart} & {*longer.visits}) > 1:
                    return None

        return longer

    def _extend(self, runs: tuple[Run, ...], so_far: Any) -> None:
        """All days that begin with ``runs``."""
        carried = {visit for run in runs for visit in run.visits}
        if len(self.rider.frozen) + len(runs) >= self.rider.max_trips:
            return
        for run in self.runs:
            if not carried.isdisjoint(run.visits) or not self._in_place(runs, run):
                continue
            onward = self.clock.go_on(so_far, runs[-1], run) if runs else self.clock.begin(run)
            if onward.min() >= NEVER:
                continue
            self._add((*runs, run), int(self.clock.finish(onward, run).min()))
            self._extend((*runs, run), onward)

    def _in_place(self, runs: tuple[Run, ...], run: Run) -> bool:
        """Whether locks on trips allow the run after ``runs``."""
        number = len(self.rider.frozen) + len(runs)
        for lock in self.problem.locks:
            match lock:
                case TripLock(visit=visit, trip=trip):
                    allowed = visit not in run.visits or trip == number
                case DayLock(rider=rider, trips=trips) if rider == self.rider.id:
                    allowed = _follows(trips, [one.visits for one in (*runs, run)])
                case _:
                    allowed = True
            if not allowed:
                return False
        return True

    def _add(self, runs: tuple[Run, ...], least: int) -> None:
        if least >= NEVER:
            return
        share = frozenset((visit, run.canteen) for run in runs for visit in run.visits)
        fixed = self.begun + sum(self._fixed(self.problem.visit[name]) for name, _ in share)
        fixed += self._changed(runs)
        option = Option(Planned(self.clock, runs, least), fixed + least, 0)
        self.by_share.setdefault(share, []).append(option)

    def _fixed(self, visit: Visit) -> int:
        """What it costs that this rider comes rather than another."""
        known = visit.familiarity
        lost = max(known.values(), default=0.0) - known.get(self.rider.id, 0.0)
        policy, previous = self.problem.policy, self.problem.previous
        before = {
            stop.visit: day.rider
            for day in (previous.riders if previous else ())
            for trip in day.trips
            for stop in trip.stops
        }
        moved = before.get(visit.id, self.rider.id) != self.rider.id
        return 100 * (round(lost * policy.unfamiliar_seconds) + moved * policy.change_seconds)

    def _changed(self, runs: Sequence[Run]) -> int:
        """What it costs that the round is not the one of the previous plan."""
        if self.problem.previous is None:
            return 0
        before, now = self.before, _origins((run.canteen, run.visits) for run in runs)
        reordered = sum(before.get(visit, origin) != origin for visit, origin in now.items())
        policy = self.problem.policy
        seconds = reordered * policy.changed_order_seconds
        return 100 * (seconds + (before != now) * policy.changed_rider_seconds)

    @cached_property
    def before(self) -> dict[str, tuple[str, str]]:
        """This rider's round in the previous plan."""
        previous = self.problem.previous
        days = previous.riders if previous else ()
        trips = [trip for day in days if day.rider == self.rider.id for trip in day.trips]
        every = _origins((trip.canteen, [stop.visit for stop in trip.stops]) for trip in trips)
        return {visit: origin for visit, origin in every.items() if visit not in self.pins.frozen}


def _origins(trips: Iterable[tuple[str, Sequence[str]]]) -> dict[str, tuple[str, str]]:
    """What each visit is reached from: ("visit", its id) or ("canteen", its id)."""
    return {
        visit: ("visit", trip[k - 1]) if k else ("canteen", canteen)
        for canteen, trip in trips
        for k, visit in enumerate(trip)
    }


def _follows(locked: Sequence[tuple[str, ...]], trips: Sequence[tuple[str, ...]]) -> bool:
    """Whether each trip is part of a locked trip in its order, and of a later one than before."""
    last = -1
    for trip in trips:
        number = next(k for k, visits in enumerate(locked) if trip[0] in visits)
        kept = tuple(visit for visit in locked[number] if visit in trip)
        if number <= last or kept != trip:
            return False
        last = number
    return True
