"""The least that a crew's trips from one canteen take, visit by visit.

A ride belongs half to the place it leaves and half to the place it reaches. So a visit takes no
less than half the shortest pair of rides to and from two other places, whatever the order; the
triangle inequality is not needed. Where visits share a door those rides are 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.bounds.crews import Crew, Crews
from optimizer.bounds.detours import Detours
from optimizer.problem import Canteen, Problem, Rider, Visit
from optimizer.timing.day import limits

Integers = NDArray[np.int64]
NEVER = 1 << 30


class Rides(NamedTuple):
    """Seconds between a canteen and its visits, shape (visits,).

    ``out``: from the canteen. ``back``: to the nearest canteen where the rider may load; ``home``.
    ``into`` and ``onward``: the shortest from and to any place the trip may come from or go on to;
    ``pair``: of both together, from and to different ones.
    """

    out: Integers
    back: Integers
    home: Integers
    into: Integers
    onward: Integers
    pair: Integers


@dataclass(frozen=True, eq=False)
class Round:
    """A crew that loads at a canteen, and the visits it can reach in time; arrays (visits,).

    ``first`` is the earliest start of service if the visit is the first of those served from here,
    ``last`` the latest start if it is the last of them; ``fresh`` the seconds from departure within
    which it must be served, ``depart`` the latest departure that does. ``lead`` is the time from
    home to the first departure.
    """

    crew: int
    canteen: Canteen
    lead: int
    visits: Integers
    meals: Integers
    service: Integers
    first: Integers
    last: Integers
    fresh: Integers
    depart: Integers
    rides: Rides


def rounds(crews: Crews) -> Iterator[Round]:
    """Of every crew, at every canteen where it may load, but for those that reach nobody."""
    problem = crews.problem
    row = {visit.id: number for number, visit in enumerate(crews.open)}
    detours = Detours(problem)
    for number, crew in enumerate(crews.all):
        for name in crew.rider.loading_canteens() if crew.trips else ():
            canteen = problem.canteen[name]
            doors = list(crews.may_carry(crew, canteen))
            if doors and (found := _round(problem, detours, number, crew, canteen, doors, row)):
                yield found


def _round(
    problem: Problem,
    detours: Detours,
    number: int,
    crew: Crew,
    canteen: Canteen,
    doors: Sequence[Visit],
    row: dict[str, int],
) -> Round | None:
    rider = crew.rider
    home = problem.canteen[rider.canteen].location
    rides = _rides(problem, rider, canteen, doors)
    widest = [limits(problem, visit, widened=True) for visit in doors]
    plain = [limits(problem, visit, widened=False) for visit in doors]
    opens = np.array([window[0] for (window, _) in widest])
    closes = np.array([window[1] for (window, _) in widest])
    onboard = np.array([max(a, b) for (_, a), (_, b) in zip(widest, plain, strict=True)])
    service = np.array([visit.service_seconds for visit in doors])
    ready = max(_ready(problem, detours, rider, canteen), _packed(canteen))
    departs = np.array([max(ready, visit.released or ready) for visit in doors])
    shortest = np.minimum(rides.out, _nearest_out(problem, rider, canteen) + rides.into)
    homeward = np.minimum(rides.home, rides.onward + _nearest_in(problem, rider))
    fresh = onboard - canteen.loading_seconds
    ends = rider.shift[1] - service
    leaving = detours.to(rider, home)[[problem.location_index[visit.location] for visit in doors]]
    depart = closes - shortest
    start = np.maximum(opens, departs + shortest)
    kept = (start <= np.minimum(closes, ends - homeward)) & (shortest <= fresh)
    if not kept.any():
        return None
    if not kept.all():
        doors = [visit for visit, able in zip(doors, kept, strict=True) if able]
        return _round(problem, detours, number, crew, canteen, doors, row)
    return Round(
        crew=number,
        canteen=canteen,
        lead=problem.seconds(rider.profile, home, canteen.location) + canteen.loading_seconds,
        visits=np.array([row[visit.id] for visit in doors]),
        meals=np.array([visit.boxes for visit in doors]),
        service=service,
        first=np.maximum(opens, departs + rides.out),
        last=np.minimum(closes, ends - leaving),
        fresh=fresh,
        depart=depart,
        rides=rides,
    )


def _ready(problem: Problem, detours: Detours, rider: Rider, canteen: Canteen) -> int:
    """The earliest departure of the rider's next trip that loads here."""
    now = -NEVER if problem.now is None else problem.now
    ride, index = detours.to(rider, canteen.location), problem.location_index
    if not rider.frozen:
        there = int(ride[index[problem.canteen[rider.canteen].location]])
        return max(rider.shift[0], now) + there + canteen.loading_seconds
    done = rider.frozen[-1]
    place, free = problem.canteen[done.canteen].location, done.depart
    if done.stops:
        place, free = problem.visit[done.stops[-1].visit].location, done.stops[-1].end
    return max(free + int(ride[index[place]]), now) + canteen.loading_seconds


def _packed(canteen: Canteen) -> int:
    """When the first meal is packed."""
    if not canteen.batches:
        return -NEVER
    return min((batch.ready for batch in canteen.batches if batch.meals), default=NEVER)


def _rides(problem: Problem, rider: Rider, canteen: Canteen, doors: Sequence[Visit]) -> Rides:
    seconds, index = problem.travel[rider.profile].seconds, problem.location_index
    at = [index[visit.location] for visit in doors]
    origin = index[canteen.location]
    loading = [index[problem.canteen[name].location] for name in rider.loading_canteens()]
    between = seconds[np.ix_(at, at)].astype(np.int64)
    np.fill_diagonal(between, NEVER)
    out = seconds[origin, at].astype(np.int64)
    back = seconds[np.ix_(at, loading)].min(axis=1).astype(np.int64)
    home = seconds[at, loading[0]].astype(np.int64)
    into = np.vstack((between, out))
    onward = np.vstack((between.T, np.full_like(out, NEVER), back))
    return Rides(out, back, home, into.min(axis=0), onward.min(axis=0), _pair(into, onward))


def _pair(into: Integers, onward: Integers) -> Integers:
    """The shortest ride into each column and onward from it, of different rows."""
    columns = np.arange(into.shape[1])
    here, there = into.argmin(axis=0), onward.argmin(axis=0)
    other_in, other_on = into.copy(), onward.copy()
    other_in[there[there < len(into)], columns[there < len(into)]] = NEVER
    other_on[here, columns] = NEVER
    least: Integers = np.minimum(
        into.min(axis=0) + other_on.min(axis=0), onward.min(axis=0) + other_in.min(axis=0)
    )
    return least


def _nearest_out(problem: Problem, rider: Rider, canteen: Canteen) -> int:
    """The shortest ride from the canteen to any visit."""
    seconds, index = problem.travel[rider.profile].seconds, problem.location_index
    at = [index[visit.location] for visit in problem.visits]
    return int(seconds[index[canteen.location], at].min())


def _nearest_in(problem: Problem, rider: Rider) -> int:
    """The shortest ride home from any visit."""
    seconds, index = problem.travel[rider.profile].seconds, problem.location_index
    at = [index[visit.location] for visit in problem.visits]
    return int(seconds[at, index[problem.canteen[rider.canteen].location]].min())
