"""Where a visit would fit best: the least cost differences, exactly as the checker has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from optimizer.explain.fit.candidates import Candidate, candidates
from optimizer.explain.fit.positions import Positions
from optimizer.explain.fit.settling import settle
from optimizer.explain.fit.taken import Taken, taken_out
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.timing.pins import Block
from optimizer.timing.refusal import Refusal
from optimizer.timing.schedule import Schedule

TRIES = 60
"""Most days that are driven to compare them: half a millisecond each."""
ROUNDING = 600
"""Hundredths of a second by which rounding the components may differ from their exact sum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A visit that is served ``seconds`` later than in the plan as it is."""

    visit: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A place for a visit.

    ``trip`` counts from 0 in the rider's day as it would be, frozen trips included; ``new_trip``:
    it is a trip of its own. ``position`` counts from 0 on the trip. ``cost`` is what each
    component, and ``total``, would be more than in the plan as it is, in seconds. ``days`` are
    the riders' days that would be others, None for a day off; empty where it is served now.
    """

    rider: str
    trip: int
    position: int
    canteen: str
    new_trip: bool
    start: int
    cost: Mapping[str, int]
    later: tuple[Later, ...]
    days: Mapping[str, RiderDay | None]


def places(
    problem: Problem,
    planned: Plan | Schedule,
    visit: str,
    count: int = 5,
    *,
    positions: Positions | None = None,
) -> tuple[Fit, ...]:
    """The best places for a visit and all that is locked to it, the cheapest first.

    A visit that is served is looked at as if taken out first: the place that it has is one of
    them and costs nothing. Every place keeps all rules, with the other riders' days as they are.
    The best that could be: places are tried from the one on that promises least, until no other
    can be better than the ``count`` found, or ``TRIES`` days have been driven. Those found then
    get their best departures, as an edit that puts the visit there does.

    Parameters
    ----------
    positions
        Of this schedule, from earlier: making them takes longer than the search.
    """
    if positions is None:
        schedule = Schedule.of(problem, planned) if isinstance(planned, Plan) else planned
        positions = Positions.lazily(schedule)
    taken = taken_out(positions, visit)
    if taken is None:
        return ()
    best = _best(positions, taken, count)
    return tuple(sorted((_settled(positions, taken, *one) for one in best), key=_total))


def _best(positions: Positions, taken: Taken, count: int) -> list[tuple[Candidate, Fit]]:
    """The cheapest places with the departures that the schedule gives them first."""
    found: list[tuple[Candidate, Fit]] = []
    tries = 0
    for candidate in candidates(positions, taken):
        best = nsmallest(count, (_total(fit) for _, fit in found))
        certain = len(best) == count and candidate.least > 100 * best[-1] + ROUNDING
        if certain or tries >= TRIES:
            break
        day = _driven(positions, taken, candidate)
        tries += not (isinstance(day, Refusal) and day.rule is Rule.LOCK)
        if not isinstance(day, Refusal):
            days = {**taken.days, candidate.rider: day}
            found.append((candidate, _fit(positions, taken, candidate, days)))
    return nsmallest(count, found, key=lambda one: _total(one[1]))


def _total(fit: Fit) -> int:
    return fit.cost["total"]


def _settled(positions: Positions, taken: Taken, candidate: Candidate, fit: Fit) -> Fit:
    """The place with the best departures of all days that change."""
    made = positions.schedule.copy()
    for rider, day in fit.days.items():
        if day is None:
            made.set_day(rider, ())
        else:
            made.enter(rider, day)
    settle(positions, made, fit.days)
    days = {rider: made.days.get(rider) for rider in (*taken.days, candidate.rider)}
    return _fit(positions, taken, candidate, days)


def _driven(positions: Positions, taken: Taken, candidate: Candidate) -> RiderDay | Refusal:
    """The rider's day with the block there; where it has the block now, as it is."""
    old = positions.schedule
    if candidate.rider == taken.rider and candidate.runs == old.runs[candidate.rider]:
        return old.days[candidate.rider]
    return taken.positions.schedule.try_day(candidate.rider, candidate.runs)


def _fit(
    positions: Positions, taken: Taken, candidate: Candidate, new: Mapping[str, RiderDay | None]
) -> Fit:
    old, day = positions.schedule, new[candidate.rider]
    assert day is not None  # noqa: S101  # the visit is on it
    days = {name: one for name, one in new.items() if one != old.days.get(name)}
    frozen = len(old.problem.rider[candidate.rider].frozen)
    trip = day.trips[frozen + candidate.number]
    return Fit(
        rider=candidate.rider,
        trip=frozen + candidate.number,
        position=candidate.position,
        canteen=trip.canteen,
        new_trip=len(trip.stops) == len(taken.block),
        start=trip.stops[candidate.position].start,
        cost=positions.book.difference(days),
        later=tuple(_later(old.days, days, taken.block)),
        days=days,
    )


def _later(
    old: Mapping[str, RiderDay], new: Mapping[str, RiderDay | None], block: Block
) -> Iterator[Later]:
    """Who else is served later than before, the longest delay first."""
    before = {
        stop.visit: stop.start
        for name in new
        if name in old
        for trip in old[name].trips
        for stop in trip.stops
    }
    delays = [
        Later(visit=stop.visit, seconds=stop.start - before[stop.visit])
        for day in new.values()
        for trip in (day.trips if day else ())
        for stop in trip.stops
        if stop.visit not in block
    ]
    yield from sorted((d for d in delays if d.seconds > 0), key=lambda delay: -delay.seconds)
