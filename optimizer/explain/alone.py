"""What keeps visits from being served even with nobody else on the road.

The visits are put into an empty day by the same insertion tests that explain who is unserved. A
refusal there is one of every plan, because everything else is told as kindly as it can be: limits
are those of the emergency policy, nobody needs trips before the one that a visit is locked to, and
riding takes no longer than the shortest way past all other places.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from optimizer.explain.hurdles import HURDLES
from optimizer.explain.shortcuts import bounds
from optimizer.locks import (
    DayLock,
    Lock,
    NeverLock,
    RiderLock,
    SequenceLock,
    TripLock,
    rider_named,
    visits_named,
)
from optimizer.plan import RiderDay
from optimizer.problem import Location, Problem, Rider, Travel, Visit
from optimizer.rules import Rule
from optimizer.timing import Pins, Refusal, Schedule
from optimizer.timing.day import limits, plan_of_legs
from optimizer.timing.insertion import attempts_of
from optimizer.timing.pins import Block
from optimizer.timing.screen import Screen
from optimizer.validation import DAY_SECONDS

TRIES = 2_000
"""Insertions tried before several blocks are believed to fit."""

TIMELESS = HURDLES[: HURDLES.index(Rule.KITCHEN) + 1]
"""Rules that no shorter ride can help to keep."""


class Alone:
    """Tests of a few visits of one problem, each with some of its locks."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._free = replace(problem, locks=())
        self._able: dict[str, bool] = {}
        self._canteens = tuple(
            canteen if canteen.kitchen else replace(canteen, supplied_by=(), handed_over_by=None)
            for canteen in problem.canteens
        )

    @cached_property
    def frozen(self) -> frozenset[str]:
        """Visits on trips that have begun: no lock binds them."""
        riders = self.problem.riders
        return frozenset(s.visit for r in riders for trip in r.frozen for s in trip.stops)

    def able(self, visit: str) -> bool:
        """Whether somebody could serve the visit if there were no locks."""
        if visit not in self._able:
            self._able[visit] = self.hurdle((visit,), ()) is None
        return self._able[visit]

    def hurdle(self, visits: Sequence[str], rows: Iterable[int]) -> Refusal | None:
        """What keeps every plan with the locks in these rows from serving all these visits.

        None means that some plan might. The test is exact for one visit or one sequence; several
        visits get the benefit of the doubt where there are too many ways to try.
        """
        kept = {*visits, *self.frozen}
        locks = [lock for row in rows for lock in _restricted(self.problem.locks[row], kept)]
        posed = self._posed(visits, locks)
        whole = len({Pins(posed).block_of[visit] for visit in visits}) == 1
        posed = _without_earlier_trips(posed) if whole else _uncoupled(posed)
        refusal = refusal_of(posed, visits)
        if refusal is not None and not (whole and refusal.rule in TIMELESS):
            refusal = self._proven(posed, visits)
        if refusal is not None and refusal.rule is Rule.TRIPS:
            return self._trips_counted(refusal, locks)
        return refusal

    def _proven(self, posed: Problem, visits: Sequence[str]) -> Refusal | None:
        """The refusal with the shortest ways, which are only looked for if riding matters."""
        nowhere = {name: Travel(0 * t.seconds, t.metres) for name, t in posed.travel.items()}
        refusal = refusal_of(replace(posed, travel=nowhere), visits)
        if refusal is not None:
            return refusal
        return refusal_of(replace(posed, travel=self._shortest(posed, visits)), visits)

    def _trips_counted(self, refusal: Refusal, locks: Iterable[Lock]) -> Refusal:
        """The refusal with the trips before a locked one, which the test leaves out."""
        for lock in locks:
            if isinstance(lock, TripLock):
                most = self.problem.rider[lock.rider].max_trips
                return replace(refusal, params={"trips": lock.trip + 1, "max_trips": most})
        return refusal

    def _posed(self, visits: Sequence[str], locks: Sequence[Lock]) -> Problem:
        """The problem of these visits and what has begun, with the widest limits."""
        whole = self.problem
        doors = [whole.visit[name] for name in dict.fromkeys((*visits, *sorted(self.frozen)))]
        used = {door.location for door in doors} | {c.location for c in self._canteens}
        places = tuple(place for place in whole.locations if place.id in used)
        at = np.ix_(*[self._rows(places)] * 2)
        return replace(
            whole,
            locations=places,
            travel={n: Travel(t.seconds[at], t.metres[at]) for n, t in whole.travel.items()},
            canteens=self._canteens,
            riders=_able_by_locks(whole, visits, locks),
            visits=tuple(self._widened(door) for door in doors),
            locks=tuple(locks),
            previous=None,
            policy=replace(whole.policy, emergency=None),
        )

    def _widened(self, visit: Visit) -> Visit:
        (opens, closes), onboard = limits(self._free, visit, widened=True)
        window = max(0, opens), min(DAY_SECONDS, closes)
        return replace(visit, window=window, max_onboard_seconds=onboard, preferred=None, transit=0)

    def _rows(self, places: Iterable[Location]) -> list[int]:
        return [self.problem.location_index[place.id] for place in places]

    def _shortest(self, posed: Problem, visits: Iterable[str]) -> dict[str, Travel]:
        rows = self._rows(posed.locations)
        index = self.problem.location_index
        exact = {index[self.problem.visit[name].location] for name in visits}
        shorter = {
            name: Travel(
                bounds(self.problem.travel[name].seconds, rows, exact), posed.travel[name].metres
            )
            for name in {rider.profile for rider in posed.riders}
        }
        return {**posed.travel, **shorter}


def refusal_of(problem: Problem, visits: Sequence[str]) -> Refusal | None:
    """Why the visits cannot all be inserted into an empty day; the closest miss of all riders."""
    schedule = Schedule.of(problem, plan_of_legs(problem, ()))
    closed = [visit for visit in visits if visit in schedule.pins.contradictory]
    if closed:
        return Refusal(Rule.LOCK, {"visit": closed[0]})
    blocks = list(dict.fromkeys(schedule.pins.block_of[visit] for visit in visits))
    screen = Screen(schedule)
    for block in blocks:
        if (refusal := closest(screen, block)) is not None:
            return refusal
    return _Placing(schedule).refusal(blocks) if len(blocks) > 1 else None


def closeness(refusal: Refusal) -> tuple[int, int]:
    """How far an attempt came: the later the rule and the less too late, the closer."""
    return HURDLES.index(refusal.rule), -int(refusal.params.get("late", 0))


def closest(screen: Screen, block: Block) -> Refusal | None:
    """The closest miss of all attempts to insert the block; None as soon as one succeeds."""
    best = Refusal(Rule.LOCK, {"visit": block[0]})
    for rider in screen.schedule.problem.riders:
        for attempt in attempts_of(screen, rider.id, block):
            if isinstance(attempt.outcome, RiderDay):
                return None
            best = max(best, attempt.outcome, key=closeness)
    return best


class _Placing:
    """Tries to place blocks one after the other, every way there is."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule, self.left = schedule, TRIES
        self.best: tuple[int, Refusal] = (0, Refusal(Rule.LOCK))

    def refusal(self, blocks: Sequence[Block]) -> Refusal | None:
        """The closest miss with most blocks in place; None if all are, or ``TRIES`` are used up."""
        return None if self._placed(blocks) else self.best[1]

    def _placed(self, blocks: Sequence[Block]) -> bool:
        if not blocks:
            return True
        screen = Screen(self.schedule)
        for rider in self.schedule.problem.riders:
            before = self.schedule.runs[rider.id]
            for attempt in list(attempts_of(screen, rider.id, blocks[0])):
                self.left -= 1
                if self.left < 0:
                    return True
                if isinstance(attempt.outcome, Refusal):
                    self._remember(-len(blocks), attempt.outcome)
                    continue
                self.schedule.set_day(rider.id, attempt.runs)
                if self._placed(blocks[1:]):
                    return True
                self.schedule.set_day(rider.id, before)
        return False

    def _remember(self, depth: int, refusal: Refusal) -> None:
        best = self.best
        if best[0] == 0 or (depth, closeness(refusal)) > (best[0], closeness(best[1])):
            self.best = depth, refusal


def _able_by_locks(
    problem: Problem, visits: Sequence[str], locks: Sequence[Lock]
) -> tuple[Rider, ...]:
    """The riders to whom locks give the visits, if they give all of them to somebody."""
    owners: dict[str, set[str]] = {}
    for lock in locks:
        if isinstance(lock, RiderLock | TripLock | DayLock):
            for visit in visits_named(lock):
                owners.setdefault(visit, set()).add(lock.rider)
    if not owners.keys() >= set(visits):
        return problem.riders
    named = {rider_named(lock) for lock in locks}
    return tuple(rider for rider in problem.riders if rider.id in named or rider.frozen)


def _restricted(lock: Lock, kept: Collection[str]) -> Iterator[Lock]:
    """What the lock says if nobody but ``kept`` is served."""
    match lock:
        case SequenceLock() | NeverLock():
            yield replace(lock, visits=tuple(visit for visit in lock.visits if visit in kept))
        case DayLock():
            trips = (tuple(visit for visit in trip if visit in kept) for trip in lock.trips)
            yield replace(lock, trips=tuple(filter(None, trips)))
        case _ if lock.visit in kept:
            yield lock
        case _:
            pass


def _without_earlier_trips(problem: Problem) -> Problem:
    """A trip lock names the rider's next trip, and the trips before it are spent."""
    pins = {(lock.rider, lock.trip) for lock in problem.locks if isinstance(lock, TripLock)}
    if len(pins) != 1:
        return problem
    ((name, trip),) = pins
    begun = len(problem.rider[name].frozen)
    if trip <= begun:
        return problem

    def hurried(rider: Rider) -> Rider:
        if rider.id != name:
            return rider
        return replace(rider, max_trips=max(begun, rider.max_trips - (trip - begun)))

    locks = (
        replace(lock, trip=begun) if isinstance(lock, TripLock) else lock for lock in problem.locks
    )
    return replace(problem, riders=tuple(map(hurried, problem.riders)), locks=tuple(locks))


def _uncoupled(problem: Problem) -> Problem:
    """Without what makes one block wait for another: batches, bays and trips before its own."""
    canteens = (replace(c, batches=(), loading_bays=None) for c in problem.canteens)
    begun = {rider.id: len(rider.frozen) for rider in problem.riders}
    locks = (
        RiderLock(visit=lock.visit, rider=lock.rider)
        if isinstance(lock, TripLock) and lock.trip > begun[lock.rider]
        else lock
        for lock in problem.locks
    )
    return replace(problem, canteens=tuple(canteens), locks=tuple(locks))
