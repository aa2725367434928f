"""A problem at a moment of its day while disruptions change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from optimizer.locks import (
    DayLock,
    Lock,
    NeverLock,
    SequenceLock,
    rider_named,
    visits_named,
)
from optimizer.plan import Plan, Trip
from optimizer.problem import Canteen, Problem, Rider, Visit, loaded_first
from optimizer.replan.disruptions import Told
from optimizer.replan.freeze import frozen_at


class Today:
    """Canteens, riders and visits by id, and the locks; ``made`` puts them together again.

    ``released`` are locks that nobody could keep any more; ``opened`` are visits that were on a
    trip that had begun and wait for another rider now; ``told`` is what went otherwise than asked.
    """

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self.now = problem.now or 0
        self.canteens: dict[str, Canteen] = dict(problem.canteen)
        self.riders: dict[str, Rider] = dict(problem.rider)
        self.visits: dict[str, Visit] = dict(problem.visit)
        self.locks: list[Lock] = list(problem.locks)
        self.released: list[Lock] = []
        self.opened: set[str] = set()
        self.told: list[Told] = []

    def tell(self, code: str, **params: int | str) -> None:
        """Say that something went otherwise."""
        self.told.append(Told(code=code, params=params))

    def ride(self, rider: Rider, origin: str, destination: str) -> int:
        """Seconds between two locations."""
        return self._problem.seconds(rider.profile, origin, destination)

    def begun(self) -> set[str]:
        """Visits on frozen trips."""
        return {s.visit for r in self.riders.values() for trip in r.frozen for s in trip.stops}

    def waiting(self) -> set[str]:
        """Visits whose meals wait for another rider at a meeting point."""
        points = {c.id for c in self.canteens.values() if c.handed_over_by is not None}
        return {v.id for v in self.visits.values() if points.intersection(v.canteens or ())}

    def cooking(self) -> tuple[str, ...]:
        """Kitchens that have meals at all."""
        return tuple(c.id for c in self.canteens.values() if c.capacity and c.kitchen)

    def drawn(self, canteen: str) -> Counter[str]:
        """Meals by diet that frozen trips have taken from a canteen."""
        trips = (t for r in self.riders.values() for t in r.frozen if t.canteen == canteen)
        return self.meals(stop.visit for trip in trips for stop in trip.stops)

    def handed_over(self, canteen: str) -> Counter[str]:
        """Meals by diet that a canteen gave to trips that others carry to their end."""
        given = Counter[str]()
        for point in self.canteens.values():
            if point.handed_over_by is not None and self.loaded_first(point.id) == canteen:
                given.update(point.capacity_by_diet)
        return given

    def loaded_first(self, name: str) -> str:
        """The canteen that gave the meals of a meeting point, however often they changed hands."""
        return loaded_first(name, self.canteens, self.riders)

    def cook_again(self, name: str) -> None:
        """A visit's meal is lost: who cooked it cooks it again, or others if nothing is left there.

        A meal that had changed hands keeps the window that its age had left it.
        """
        visit = self.visits[name]
        if visit.canteens is None:
            return
        first = tuple(dict.fromkeys(map(self.loaded_first, visit.canteens)))
        if first != visit.canteens:
            left = [c for c in self.cooking() if self.canteens[c].capacity > self.drawn(c).total()]
            canteens = tuple(c for c in first if c in left) or tuple(left) or first
            self.visits[name] = replace(visit, canteens=canteens)

    def meals(self, visits: Iterable[str]) -> Counter[str]:
        """Meals by diet of ``visits``."""
        meals = Counter[str]()
        for name in visits:
            meals.update(self.visits[name].meals)
        return meals

    def open_again(self, trips: Sequence[Trip]) -> None:
        """Visits of trips that will not be made after all."""
        self.opened.update(stop.visit for trip in trips for stop in trip.stops)

    def drop(self, name: str) -> None:
        """The visit leaves the problem, and the locks that name it forget it."""
        del self.visits[name]
        locks = (without_visit(lock, name) for lock in self.locks)
        self.locks = [lock for lock in locks if lock is not None]

    def no_more_trips(self, name: str) -> None:
        """The rider makes none but the frozen trips; without any, the rider is not needed.

        Locks that give visits to this rider are released: nobody loses a meal for them.
        """
        rider, begun = self.riders[name], self.begun()
        kept: list[Lock] = []
        for lock in self.locks:
            if rider_named(lock) != name:
                kept.append(lock)
            elif isinstance(lock, NeverLock):
                if rider.frozen:
                    kept.append(lock)
            elif not begun.issuperset(visits_named(lock)):
                self.released.append(lock)
            elif rider.frozen:
                kept.append(lock)
        self.locks = kept
        if rider.frozen:
            self.riders[name] = replace(rider, max_trips=len(rider.frozen))
        else:
            del self.riders[name]

    def made(self) -> Problem:
        """The problem as it is now.

        Raises
        ------
        InvalidProblem
            When disruptions contradict what the problem must satisfy.
        """
        self._release_sequences()
        return replace(
            self._problem,
            canteens=tuple(self.canteens.values()),
            riders=tuple(self.riders.values()),
            visits=tuple(map(self._named, self.visits.values())),
            locks=tuple(self.locks),
        )

    def _named(self, visit: Visit) -> Visit:
        """Only those whose meals wait at a meeting point may be loaded there: others say where."""
        if visit.canteens is not None or all(c.kitchen for c in self.canteens.values()):
            return visit
        kitchens = tuple(c.id for c in self.canteens.values() if c.kitchen)
        return replace(visit, canteens=kitchens)

    def _release_sequences(self) -> None:
        """Release sequences that a trip which came to nothing has torn."""
        begun = self.begun()
        for lock in list(self.locks):
            if isinstance(lock, SequenceLock) and not self.opened.isdisjoint(lock.visits):
                places = {self.visits[v].canteens for v in lock.visits if v not in begun}
                if len(places) > 1 or not begun.isdisjoint(lock.visits):
                    self.locks.remove(lock)
                    self.released.append(lock)


def without_visit(lock: Lock, name: str) -> Lock | None:
    """The lock as far as it is about other visits; None: it is not."""
    match lock:
        case SequenceLock() | NeverLock():
            rest = tuple(visit for visit in lock.visits if visit != name)
            alone = isinstance(lock, NeverLock) and lock.rider is not None
            return replace(lock, visits=rest) if len(rest) > 1 or (rest and alone) else None
        case DayLock():
            trips = (tuple(visit for visit in trip if visit != name) for trip in lock.trips)
            return replace(lock, trips=tuple(trips))
        case _:
            return None if lock.visit == name else lock


def loaded_visits(problem: Problem, plan: Plan, now: int) -> frozenset[str]:
    """Visits whose meals have left their kitchen at ``now``: their orders cannot change."""
    today = Today(frozen_at(problem, plan, now))
    return frozenset(today.begun() | today.waiting())
