"""Who may carry what, whatever the clock says."""

from __future__ import annotations

from collections import defaultdict

from optimizer.locks import DayLock, NeverLock, RiderLock, SequenceLock, TripLock
from optimizer.problem import Canteen, Problem, Rider, Visit


class Allowed:
    """The rules of diet, skill, canteen and boxes, and the locks that name a rider.

    ``frozen`` are the visits on frozen trips, ``days`` the locked days by rider.
    """

    def __init__(self, problem: Problem) -> None:
        self.frozen = {s.visit for r in problem.riders for t in r.frozen for s in t.stops}
        self.days: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._trips: dict[str, set[tuple[str, int]]] = defaultdict(set)
        self._banned: set[tuple[str, str]] = set()
        self._taken = set(self.frozen)
        for lock in problem.locks:
            self._read(lock)

    def _read(self, lock: object) -> None:
        match lock:
            case RiderLock():
                self._owners[lock.visit].add(lock.rider)
            case TripLock():
                self._owners[lock.visit].add(lock.rider)
                self._trips[lock.visit].add((lock.rider, lock.trip))
            case NeverLock(rider=str(rider)):
                self._banned.update((visit, rider) for visit in lock.visits)
            case SequenceLock() if not self.frozen.isdisjoint(lock.visits):
                self._taken.update(lock.visits)  # nothing can join them on a frozen trip
            case DayLock():
                self.days[lock.rider] = lock.trips
                for trip in lock.trips:
                    for visit in trip:
                        self._owners[visit].add(lock.rider)
            case _:
                pass

    def pins_trips(self, rider: str) -> bool:
        """Whether some visit is locked to a certain trip of the rider."""
        return any(owner == rider for trips in self._trips.values() for owner, _ in trips)

    def __call__(self, visit: Visit, rider: Rider, number: int, canteen: Canteen) -> bool:
        """Whether the rider may carry the visit on this trip, loaded at this canteen."""
        return (
            visit.id not in self._taken
            and (visit.canteens is None or canteen.id in visit.canteens)
            and canteen.cooks(visit.meals)
            and set(visit.skills).issubset(rider.skills)
            and visit.boxes <= rider.boxes
            and (visit.id, rider.id) not in self._banned
            and self._owners.get(visit.id, {rider.id}) == {rider.id}
            and self._trips.get(visit.id, {(rider.id, number)}) == {(rider.id, number)}
        )
