"""Locks as strategies use them: blocks that ride together, and days they refuse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from optimizer.locks import DayLock, NeverLock, RiderLock, SequenceLock, TripLock
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.timing.refusal import Refusal

Block = tuple[str, ...]


class Pins:
    """The locks and frozen trips of a problem.

    Stricter than the rule itself in one respect: a locked sequence is carried whole or not at
    all. ``contradictory`` are the visits that no planned trip may carry: their sequences
    contradict each other, or have begun without them (``left_behind``). ``frozen`` are the visits
    on frozen trips, ``days`` the locked days by rider, ``apart`` the sets of visits of which no two
    may share a trip.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.frozen = {s.visit for r in problem.riders for t in r.frozen for s in t.stops}
        self.days = {lock.rider: lock.trips for lock in problem.locks if isinstance(lock, DayLock)}
        self._owner: dict[str, set[str]] = {}
        self._trip: dict[str, set[tuple[str, int]]] = {}
        self._banned: set[tuple[str, str]] = set()
        self.apart: list[frozenset[str]] = []
        self._read()
        self.blocks, contradictory = _blocks(problem)
        self.left_behind = self._left_behind()
        self.contradictory = contradictory | self.left_behind
        self.block_of = {visit: block for block in self.blocks for visit in block}

    def _read(self) -> None:
        for lock in self.problem.locks:
            match lock:
                case RiderLock():
                    self._owner.setdefault(lock.visit, set()).add(lock.rider)
                case TripLock():
                    self._owner.setdefault(lock.visit, set()).add(lock.rider)
                    self._trip.setdefault(lock.visit, set()).add((lock.rider, lock.trip))
                case NeverLock(rider=None):
                    self.apart.append(frozenset(lock.visits))
                case NeverLock(rider=str(name)):
                    self._banned.update((visit, name) for visit in lock.visits)
                case DayLock():
                    for visit in chain.from_iterable(lock.trips):
                        self._owner.setdefault(visit, set()).add(lock.rider)
                case _:
                    pass

    def _left_behind(self) -> set[str]:
        """Visits of sequences that have begun without them."""
        sequences = [lock.visits for lock in self.problem.locks if isinstance(lock, SequenceLock)]
        begun = [visits for visits in sequences if not self.frozen.isdisjoint(visits)]
        return set(chain.from_iterable(begun)) - self.frozen

    def open_blocks(self) -> list[Block]:
        """Blocks that somebody may still place: neither frozen nor in a locked day."""
        taken = self.frozen | self.contradictory
        taken |= {v for trips in self.days.values() for trip in trips for v in trip}
        return [block for block in self.blocks if taken.isdisjoint(block)]

    def rider_of(self, block: Block) -> str | None:
        """The one rider to whom locks give the block, if any."""
        owners = set[str]().union(*(self._owner.get(visit, set()) for visit in block))
        return owners.pop() if len(owners) == 1 else None

    def trips_of(self, block: Block) -> set[tuple[str, int]]:
        """Riders and numbers of trips, frozen ones counted, to which locks pin the block."""
        return set[tuple[str, int]]().union(*(self._trip.get(visit, set()) for visit in block))

    def pins_trips(self, rider: str) -> bool:
        """Whether some visit is locked to a certain trip of the rider."""
        return any(owner == rider for trips in self._trip.values() for owner, _ in trips)

    def refuses(self, rider: str, trips: Sequence[Sequence[str]]) -> Refusal | None:
        """Why the rider's day with these trips after the frozen ones breaks a lock."""
        begun = len(self.problem.rider[rider].frozen)
        closed = self.frozen | self.contradictory
        for number, trip in enumerate(trips, begun):
            for visit in trip:
                if visit in closed or not self.may(rider, number, visit):
                    return Refusal(Rule.LOCK, {"visit": visit, "rider": rider})
            if any(len(group.intersection(trip)) > 1 for group in self.apart):
                return Refusal(Rule.LOCK, {"rider": rider, "trip": number})
            if (torn := self._torn(trip)) is not None:
                return Refusal(Rule.LOCK, {"visit": torn, "rider": rider})
        if rider in self.days and not _follows(trips, self.days[rider]):
            return Refusal(Rule.LOCK, {"rider": rider})
        return None

    def may(self, rider: str, number: int, visit: str) -> bool:
        """Whether no lock on the visit alone keeps it from this trip of the rider."""
        return (
            self._owner.get(visit, {rider}) == {rider}
            and self._trip.get(visit, {(rider, number)}) == {(rider, number)}
            and (visit, rider) not in self._banned
        )

    def _torn(self, trip: Sequence[str]) -> str | None:
        """A visit whose locked sequence is not whole on this trip."""
        at = {visit: k for k, visit in enumerate(trip)}
        for visit in trip:
            block = self.block_of[visit]
            first = at.get(block[0])
            if len(block) > 1 and (
                first is None or tuple(trip[first : first + len(block)]) != block
            ):
                return visit
        return None


def _follows(trips: Sequence[Sequence[str]], locked: Sequence[Sequence[str]]) -> bool:
    """Whether ``trips`` are the locked trips, some visits or whole trips left out."""
    rest: Iterable[Sequence[str]] = iter(locked)
    return all(any(_is_subsequence(trip, lock) for lock in rest) for trip in trips)


def _is_subsequence(part: Sequence[str], whole: Sequence[str]) -> bool:
    rest = iter(whole)
    return all(visit in rest for visit in part)


def _blocks(problem: Problem) -> tuple[list[Block], set[str]]:
    """Join locked sequences into blocks, in order of their first visit in the problem."""
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    contradictory: set[str] = set()
    for lock in problem.locks:
        if isinstance(lock, SequenceLock):
            for a, b in pairwise(lock.visits):
                if after.setdefault(a, b) != b or before.setdefault(b, a) != a:
                    contradictory |= {a, b}
    blocks, seen = [], set[str]()
    for visit in problem.visits:
        if visit.id not in before or visit.id in contradictory:
            block = [visit.id]
            while (follower := after.get(block[-1])) is not None and follower not in contradictory:
                block.append(follower)
            blocks.append(tuple(block))
            seen.update(block)
    circular = [visit.id for visit in problem.visits if visit.id not in seen]
    torn = {v for block in blocks if not contradictory.isdisjoint(block) for v in block}
    return blocks + [(visit,) for visit in circular], torn | set(circular)
