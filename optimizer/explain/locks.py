"""Locks that cannot be kept, and locks that keep somebody from being served."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from optimizer.explain.alone import Alone, closest
from optimizer.locks import DayLock, Lock, NeverLock, rider_named, visits_named
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.timing import Refusal, Schedule
from optimizer.timing.screen import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Collision:
    """A lock that no plan keeps while serving its visits, and the rule that stands in the way.

    ``lock`` is a row in ``problem.locks``; ``others`` are further rows without which the lock
    could be kept. ``rule`` and ``params`` tell of the closest miss with nobody else on the road.
    """

    lock: int
    rule: Rule
    params: Mapping[str, int | str] = field(default_factory=dict)
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """An unserved visit that would find a place in its plan without these ``locks`` (rows).

    ``rule`` and ``params`` tell why it finds none where the locks let it be.
    """

    visit: str
    locks: tuple[int, ...]
    rule: Rule
    params: Mapping[str, int | str] = field(default_factory=dict)


def collisions(problem: Problem) -> tuple[Collision, ...]:
    """Every lock that cannot be kept, alone or together with others; in order of their rows.

    Several locks that contradict each other make one collision. Visits that nobody could serve
    without locks either are no lock's fault. Locks on visits that have begun bind nothing.
    """
    return _Collisions(problem).found()


def binding(problem: Problem, plan: Plan) -> tuple[Binding, ...]:
    """For each unserved visit that only locks keep out of the plan: those that do.

    Each lock whose removal would do makes an entry of its own; where it takes several, all that
    name the visit make one. The plan breaks no rule.
    """
    left = tuple(entry.visit for entry in plan.unserved)
    stuck = {v: refusal for v, refusal in _refusals(problem, plan, left).items() if refusal}
    named = {v: _rows_about(problem, v) for v in stuck}
    found: dict[str, list[tuple[int, ...]]] = {visit: [] for visit in stuck}
    for row in sorted({row for rows in named.values() for row in rows}):
        _try_without(problem, plan, (row,), [v for v in stuck if row in named[v]], found)
    for visit, rows in named.items():
        if not found[visit] and len(rows) > 1:
            _try_without(problem, plan, rows, [visit], found)
    return tuple(
        Binding(visit=visit, locks=rows, rule=refusal.rule, params=refusal.params)
        for visit, refusal in stuck.items()
        for rows in found[visit]
    )


def _try_without(
    problem: Problem,
    plan: Plan,
    rows: tuple[int, ...],
    visits: Sequence[str],
    found: dict[str, list[tuple[int, ...]]],
) -> None:
    rest = (lock for row, lock in enumerate(problem.locks) if row not in rows)
    freed = replace(problem, locks=tuple(rest))
    for visit, refusal in _refusals(freed, plan, visits).items():
        if refusal is None:
            found[visit].append(rows)


def _refusals(problem: Problem, plan: Plan, visits: Sequence[str]) -> dict[str, Refusal | None]:
    """The closest miss of each visit in the plan; None where it fits."""
    if not visits:
        return {}
    schedule = Schedule.of(problem, plan)
    screen, left = Screen(schedule), {entry.visit for entry in plan.unserved}
    return {visit: _refusal(screen, visit, left) for visit in visits}


def _refusal(screen: Screen, visit: str, left: Collection[str]) -> Refusal | None:
    pins = screen.schedule.pins
    if visit in pins.contradictory:
        return Refusal(Rule.LOCK, {"visit": visit})
    return closest(screen, tuple(name for name in pins.block_of[visit] if name in left))


def _rows_about(problem: Problem, visit: str) -> tuple[int, ...]:
    """Locks that may keep the visit out: those that name it, and whole days of others."""
    return tuple(
        row
        for row, lock in enumerate(problem.locks)
        if isinstance(lock, DayLock) or visit in visits_named(lock)
    )


class _Collisions:
    def __init__(self, problem: Problem) -> None:
        self.locks, self._alone = problem.locks, Alone(problem)

    def found(self) -> tuple[Collision, ...]:
        own = [c for row in range(len(self.locks)) if (c := self._own(row)) is not None]
        hopeless = {collision.lock for collision in own}
        sound = [row for row in range(len(self.locks)) if row not in hopeless]
        shared = [*self._contradicted(sound), *self._pairs(sound)]
        sets = [{collision.lock, *collision.others} for collision in shared]
        fewest = [
            collision
            for k, collision in enumerate(shared)
            if not any(other < sets[k] for other in sets) and sets[k] not in sets[:k]
        ]
        return tuple(sorted((*own, *fewest), key=lambda collision: collision.lock))

    def _own(self, row: int) -> Collision | None:
        """What stands in the lock's way although there are no other locks."""
        for visits in self._groups(self.locks[row]):
            if (refusal := self._alone.hurdle(visits, (row,))) is not None:
                return Collision(lock=row, rule=refusal.rule, params=refusal.params)
        return None

    def _contradicted(self, sound: Sequence[int]) -> Iterator[Collision]:
        """Locks whose visits nobody can serve because of all the others around them."""
        for row in sound:
            for visits in self._groups(self.locks[row]):
                others = self._around(row, visits, sound)
                if others and self._alone.hurdle(visits, (row, *others)) is not None:
                    yield self._with_fewest(row, visits, others)

    def _pairs(self, sound: Sequence[int]) -> Iterator[Collision]:
        """Two locks with a visit in common whose visits cannot all be served."""
        planned = {row: self._planned(self.locks[row]) for row in sound}
        for one, two in combinations(sound, 2):
            mine, theirs = planned[one], planned[two]
            if set(mine).isdisjoint(theirs) or set(mine) == set(theirs):
                continue
            visits = tuple(dict.fromkeys((*mine, *theirs)))
            if all(map(self._alone.able, visits)):
                refusal = self._alone.hurdle(visits, (one, two))
                if refusal is not None:
                    params = refusal.params
                    yield Collision(lock=one, rule=refusal.rule, params=params, others=(two,))

    def _with_fewest(self, row: int, visits: Sequence[str], others: Sequence[int]) -> Collision:
        """The collision without locks that it does not take."""
        kept = list(others)
        for other in others:
            fewer = [one for one in kept if one != other]
            if self._alone.hurdle(visits, (row, *fewer)) is not None:
                kept = fewer
        refusal = self._alone.hurdle(visits, (row, *kept))
        assert refusal is not None  # noqa: S101  # each step has kept one
        rows = sorted((row, *kept))
        return Collision(
            lock=rows[0], rule=refusal.rule, params=refusal.params, others=tuple(rows[1:])
        )

    def _groups(self, lock: Lock) -> list[tuple[str, ...]]:
        """Visits that the lock wants served together, as far as that depends on locks at all."""
        visits = self._planned(lock)
        if isinstance(lock, NeverLock) and lock.rider is not None:
            return [(visit,) for visit in visits if self._alone.able(visit)]
        return [visits] if visits and all(map(self._alone.able, visits)) else []

    def _planned(self, lock: Lock) -> tuple[str, ...]:
        """The visits of the lock that have not begun."""
        return tuple(visit for visit in visits_named(lock) if visit not in self._alone.frozen)

    def _around(self, row: int, visits: Sequence[str], sound: Sequence[int]) -> list[int]:
        """Other locks that name one of the visits, and whole days of riders named with them."""
        near = [r for r in sound if not set(visits).isdisjoint(visits_named(self.locks[r]))]
        riders = {rider_named(self.locks[r]) for r in near}
        days = [
            r
            for r in sound
            if isinstance(self.locks[r], DayLock) and rider_named(self.locks[r]) in riders
        ]
        return sorted({*near, *days} - {row})
