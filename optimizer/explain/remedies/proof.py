"""Proofs that no remedy of a kind helps: the visit alone, everything granted, fails all the same.

With nobody else to serve, the rider rides to the visit the shortest way there is, by way of other
places if that is shorter, and home again, under the widest limits of the policy. Whatever a whole
plan could do for the visit, its rider would be no sooner there, no less meals would be gone, and
no more bays free.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from optimizer.plan import RiderDay
from optimizer.problem import Problem, Rider, Travel, Visit
from optimizer.timing.day import limits
from optimizer.timing.insertion import attempts_of
from optimizer.timing.pins import Pins
from optimizer.timing.schedule import Schedule
from optimizer.timing.screen import Screen

MOST_PLACES = 40
"""Where there are more places to start from nothing is proven, as it would take too long."""


class Proofs:
    """Proofs about problems with the same places and travel times; the shortest ways are kept."""

    def __init__(self) -> None:
        self._reached: dict[tuple[str, int], NDArray[np.int32]] = {}

    def hopeless(self, problem: Problem, visit: str) -> bool:
        """Whether no plan of the problem serves the visit; False: it may be, or is not proven."""
        pins = Pins(problem)
        if visit in pins.frozen:
            return False
        able = [rider for rider in problem.riders if _may(pins, rider, visit)]
        widest = _widest(problem, problem.visit[visit])
        if not able or widest is None:
            return True
        alone = self._alone(problem, able, widest)
        if alone is None:
            return False
        screen = Screen(Schedule(alone))
        attempts = (a for rider in able for a in attempts_of(screen, rider.id, (visit,)))
        return not any(isinstance(attempt.outcome, RiderDay) for attempt in attempts)

    def _alone(self, problem: Problem, able: list[Rider], visit: Visit) -> Problem | None:
        """The problem with this visit only, beside trips that have begun; None: too large."""
        names = {rider.id for rider in able}
        crew = [rider for rider in problem.riders if rider.frozen or rider.id in names]
        begun = {stop.visit for rider in crew for trip in rider.frozen for stop in trip.stops}
        canteens = {canteen for rider in crew for canteen in rider.loading_canteens()}
        canteens |= {trip.canteen for rider in crew for trip in rider.frozen}
        others = [other for other in problem.visits if other.id in begun]
        visits = tuple(_within_reach(one, canteens) for one in (*others, visit))
        kitchens = tuple(c for c in problem.canteens if c.id in canteens)
        homes = [canteen.location for canteen in kitchens]
        places = list(dict.fromkeys([*homes, *(one.location for one in visits)]))
        if len(places) > MOST_PLACES:
            return None
        rows = [problem.location_index[place] for place in places]
        profiles = dict.fromkeys(rider.profile for rider in crew)
        return replace(
            problem,
            locations=tuple(problem.locations[row] for row in rows),
            travel={profile: self._shortest(problem, profile, rows) for profile in profiles},
            canteens=tuple(replace(canteen, supplied_by=()) for canteen in kitchens),
            riders=tuple(_within(rider, canteens) for rider in crew),
            visits=visits,
            locks=(),
            previous=None,
            policy=replace(problem.policy, emergency=None),
        )

    def _shortest(self, problem: Problem, profile: str, rows: list[int]) -> Travel:
        """Riding times between these places, by way of any others if that is shorter."""
        seconds = np.asarray(problem.travel[profile].seconds)
        for row in rows:
            if (profile, row) not in self._reached:
                self._reached[profile, row] = _from(seconds, row)
        reached = np.stack([self._reached[profile, row] for row in rows])[:, rows]
        return Travel(reached, reached)


def _may(pins: Pins, rider: Rider, name: str) -> bool:
    """Whether nothing about the rider, nor a lock on the visit, keeps the rider from it."""
    visit, canteens = pins.problem.visit[name], rider.loading_canteens()
    trips = range(len(rider.frozen), rider.max_trips)
    return (
        visit.boxes <= rider.boxes
        and set(visit.skills).issubset(rider.skills)
        and (visit.canteens is None or not set(visit.canteens).isdisjoint(canteens))
        and any(pins.may(rider.id, number, name) for number in trips)
    )


def _widest(problem: Problem, visit: Visit) -> Visit | None:
    """The visit with the limits of the emergency policy for its own; None: it never opens."""
    (opens, closes), onboard = limits(problem, visit, widened=True)
    if opens > closes:
        return None
    return replace(
        visit, window=(max(0, opens), closes), max_onboard_seconds=onboard, preferred=None
    )


def _within(rider: Rider, canteens: set[str]) -> Rider:
    return replace(rider, may_load_at=tuple(c for c in rider.may_load_at if c in canteens))


def _within_reach(visit: Visit, canteens: set[str]) -> Visit:
    """A visit that names no canteen that is left out: nobody could load there anyhow."""
    named = visit.canteens
    if named is not None:
        named = tuple(name for name in named if name in canteens)
    return replace(visit, canteens=named, familiarity={}, transit=0)


def _from(seconds: NDArray[np.int32], row: int) -> NDArray[np.int32]:
    """Shortest riding times from one place to all others (Bellman and Ford)."""
    best = seconds[row].copy()
    best[row] = 0
    while True:
        shorter: NDArray[np.int32] = np.minimum(best, (best[:, None] + seconds).min(axis=0))
        if np.array_equal(shorter, best):
            return shorter
        best = shorter
