"""The part of a day that can help: planned by itself, with everybody else's trips as facts.

Kitchens tie riders together. So whoever stays outside and loads where the part loads is in it
with trips that are frozen as planned: their meals, batches and bays are taken, and stay so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from optimizer.locks import Lock, rider_named, visits_named
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem, Rider, Visit
from optimizer.replan.today import without_visit

NEAREST = 3
"""Home canteens nearest to a visit whose riders may help where very many could."""
WHOLE = 0.6
"""Share of the visits from which on the whole day is planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A problem of its own, and the riders whose days it decides."""

    problem: Problem
    riders: frozenset[str]

    def put_back(self, days: Mapping[str, RiderDay], found: Plan) -> dict[str, RiderDay]:
        """All riders' days with those that the part has found."""
        rest = {name: day for name, day in days.items() if name not in self.riders}
        return rest | {day.rider: day for day in found.riders if day.rider in self.riders}


def part_of(problem: Problem, idle: Plan, touched: Iterable[str]) -> Part | None:
    """Who can carry what ``idle`` leaves out, and riders ``touched``, with what their days need.

    None: that is nearly everything.
    """
    crew = _Crew(problem, idle)
    crew.add(set(touched) & set(problem.rider))
    for entry in idle.unserved:
        crew.add(crew.helpers(problem.visit[entry.visit]))
    crew.close()
    visits = crew.visits()
    if len(visits) >= WHOLE * len(problem.visits) or not crew.riders:
        return None
    return Part(problem=_cut(problem, crew, visits), riders=frozenset(crew.riders))


class _Crew:
    """Riders who take part, and whose visits are theirs in the idle plan."""

    def __init__(self, problem: Problem, idle: Plan) -> None:
        self.problem, self.idle = problem, idle
        self.riders: set[str] = set()
        self.days = {day.rider: day for day in idle.riders}
        self.open = {entry.visit for entry in idle.unserved}
        self.carrier = {
            stop.visit: day.rider for day in idle.riders for t in day.trips for stop in t.stops
        }

    def add(self, riders: Iterable[str]) -> None:
        """Let these riders take part."""
        self.riders.update(riders)

    def helpers(self, visit: Visit) -> set[str]:
        """Riders who may carry the visit: all who load where it may be loaded, or the nearest."""
        wanted = None if visit.canteens is None else set(visit.canteens)
        able = [
            rider
            for rider in self.problem.riders
            if wanted is None or not wanted.isdisjoint(rider.loading_canteens())
            if set(visit.skills) <= set(rider.skills) and len(rider.frozen) < rider.max_trips
        ]
        ways: dict[str, int] = {}
        for rider in able:
            home = self.problem.canteen[rider.canteen].location
            way = self.problem.seconds(rider.profile, home, visit.location)
            ways[rider.canteen] = min(way, ways.get(rider.canteen, way))
        homes = set(sorted(ways, key=lambda home: (ways[home], home))[:NEAREST])
        return {rider.id for rider in able if rider.canteen in homes}

    def close(self) -> None:
        """Take in whoever is tied to the part by a lock."""
        size = -1
        while size != len(self.riders):
            size = len(self.riders)
            visits = self.mine() | self.open
            for lock in self.problem.locks:
                named = visits_named(lock)
                rider = rider_named(lock)
                if rider in self.riders or not visits.isdisjoint(named):
                    tied = {self.carrier[visit] for visit in named if visit in self.carrier}
                    self.add(tied if rider is None else {*tied, rider})

    def mine(self) -> set[str]:
        """Visits that the riders of the part carry in the idle plan."""
        return {visit for visit, rider in self.carrier.items() if rider in self.riders}

    def visits(self) -> set[str]:
        """Visits that the part decides about."""
        return self.mine() | self.open


class _Ground(NamedTuple):
    """What a part keeps of the problem."""

    canteens: set[str]
    visits: set[str]
    outsiders: set[str]


def _cut(problem: Problem, crew: _Crew, visits: set[str]) -> Problem:
    ground = _ground(problem, crew, visits)
    riders = [
        _member(rider, ground, crew)
        for rider in problem.riders
        if rider.id in crew.riders or rider.id in ground.outsiders
    ]
    return replace(
        problem,
        canteens=tuple(c for c in problem.canteens if c.id in ground.canteens),
        riders=tuple(riders),
        visits=tuple(_offered(v, ground) for v in problem.visits if v.id in ground.visits),
        locks=_locks(problem, ground, {rider.id for rider in riders}),
        previous=None if problem.previous is None else _previous(problem.previous, ground, riders),
    )


def _ground(problem: Problem, crew: _Crew, visits: set[str]) -> _Ground:
    """Canteens where the part may load, whoever else loads there, and who supplies them."""
    loading = {c for name in crew.riders for c in problem.rider[name].loading_canteens()}
    outsiders = {
        name
        for name, day in crew.days.items()
        if name not in crew.riders and any(trip.canteen in loading for trip in day.trips)
    }
    visits, canteens = set(visits), set(loading)
    points = [canteen for canteen in problem.canteens if canteen.supplied_by]
    size = -1
    while size != len(visits) + len(outsiders) + len(canteens):
        size = len(visits) + len(outsiders) + len(canteens)
        for name in outsiders:
            day = crew.days[name]
            canteens |= {problem.rider[name].canteen, *(trip.canteen for trip in day.trips)}
            visits |= {stop.visit for trip in day.trips for stop in trip.stops}
        for name in crew.riders:
            frozen = problem.rider[name].frozen
            canteens |= {trip.canteen for trip in frozen}
            visits |= {stop.visit for trip in frozen for stop in trip.stops}
        canteens |= {p.id for p in points if not visits.isdisjoint(p.supplied_by)}
        bulk = {name for p in points if p.id in canteens for name in p.supplied_by}
        visits |= bulk
        outsiders |= {crew.carrier[name] for name in bulk if name in crew.carrier} - crew.riders
        handing = (problem.canteen[name].handed_over_by for name in canteens)
        outsiders |= {name for name in handing if name is not None} - crew.riders
    return _Ground(canteens, visits, outsiders)


def _member(rider: Rider, ground: _Ground, crew: _Crew) -> Rider:
    """A rider of the part; an outsider makes the trips of the idle plan and no others."""
    may = tuple(name for name in rider.may_load_at if name in ground.canteens)
    if rider.id in crew.riders:
        return replace(rider, may_load_at=may)
    trips = crew.days[rider.id].trips
    return replace(rider, may_load_at=may, frozen=trips, max_trips=len(trips))


def _offered(visit: Visit, ground: _Ground) -> Visit:
    if visit.canteens is None:
        return visit
    return replace(visit, canteens=tuple(c for c in visit.canteens if c in ground.canteens))


def _locks(problem: Problem, ground: _Ground, riders: set[str]) -> tuple[Lock, ...]:
    """The locks as far as they are about the part."""
    locks: list[Lock] = []
    for lock in problem.locks:
        rest: Lock | None = lock
        for visit in visits_named(lock):
            if rest is not None and visit not in ground.visits:
                rest = without_visit(rest, visit)
        rider = rider_named(lock)
        if rest is not None and (rider is None or rider in riders):
            locks.append(rest)
    return tuple(locks)


def _previous(previous: Plan, ground: _Ground, riders: Iterable[Rider]) -> Plan:
    """The previous plan's days of these riders; a link to a visit elsewhere stays a change."""
    names = {rider.id for rider in riders}
    days = tuple(day for day in previous.riders if day.rider in names)
    left = tuple(entry for entry in previous.unserved if entry.visit in ground.visits)
    return replace(previous, riders=days, unserved=left)
