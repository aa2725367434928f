"""Riders who are the same to a plan, and whom they may serve from where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from optimizer.locks import DayLock, NeverLock, RiderLock, TripLock, rider_named, visits_named
from optimizer.problem import Canteen, Problem, Rider, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """So many riders that differ in nothing but their names and what they cost.

    Whoever is on the road already, or is named by a lock, is a crew of one.
    """

    rider: Rider
    riders: int

    @property
    def trips(self) -> int:
        """Trips that one of them may still begin."""
        return max(0, self.rider.max_trips - len(self.rider.frozen))


@dataclass(frozen=True)
class Crews:
    """The crews of a problem."""

    problem: Problem

    @cached_property
    def all(self) -> tuple[Crew, ...]:
        """Every rider belongs to one of them."""
        named = {rider_named(lock) for lock in self.problem.locks}
        alike: dict[object, list[Rider]] = {}
        for rider in self.problem.riders:
            alone = rider.id if rider.frozen or rider.id in named else None
            key = (
                alone,
                rider.canteen,
                frozenset(rider.may_load_at) - {rider.canteen},
                rider.boxes,
                rider.shift,
                rider.max_trips,
                rider.profile,
                frozenset(rider.skills),
            )
            alike.setdefault(key, []).append(rider)
        return tuple(Crew(rider=one[0], riders=len(one)) for one in alike.values())

    @cached_property
    def begun(self) -> frozenset[str]:
        """Visits on trips that have begun."""
        riders = self.problem.riders
        return frozenset(s.visit for r in riders for trip in r.frozen for s in trip.stops)

    @cached_property
    def open(self) -> tuple[Visit, ...]:
        """Visits that a plan may still serve or leave out."""
        return tuple(visit for visit in self.problem.visits if visit.id not in self.begun)

    @cached_property
    def _owners(self) -> dict[str, set[str]]:
        """Riders to whom locks give visits; two of them: nobody may carry it."""
        owners: dict[str, set[str]] = {}
        for lock in self.problem.locks:
            if isinstance(lock, RiderLock | TripLock | DayLock):
                for visit in visits_named(lock):
                    owners.setdefault(visit, set()).add(lock.rider)
        return owners

    @cached_property
    def _barred(self) -> frozenset[tuple[str, str]]:
        """Riders and visits that locks keep apart."""
        locks = (k for k in self.problem.locks if isinstance(k, NeverLock) and k.rider is not None)
        return frozenset((str(lock.rider), visit) for lock in locks for visit in lock.visits)

    @cached_property
    def _days(self) -> frozenset[str]:
        """Riders whose whole day is locked."""
        return frozenset(k.rider for k in self.problem.locks if isinstance(k, DayLock))

    def may_carry(self, crew: Crew, canteen: Canteen) -> Iterator[Visit]:
        """Visits that rules other than those of time let the crew carry from the canteen."""
        rider = crew.rider
        for visit in self.open:
            owners = self._owners.get(visit.id)
            if (
                (visit.canteens is None or canteen.id in visit.canteens)
                and canteen.cooks(visit.meals)
                and visit.boxes <= rider.boxes
                and set(visit.skills) <= set(rider.skills)
                and (owners is None or owners == {rider.id})
                and (rider.id, visit.id) not in self._barred
                and (rider.id not in self._days or owners is not None)
            ):
                yield visit
