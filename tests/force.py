"""Brute force: the best day of a rider by trying every minute for every departure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optimizer.checker import check
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem, Rider
from optimizer.timing import Run
from tests import plans
from tests.plans import TripByHand

MINUTE = 60


def days(problem: Problem, rider: str, runs: Sequence[Run], beside: Plan) -> Iterator[RiderDay]:
    """Every day of these runs that breaks no rule beside the other riders' days of ``beside``.

    All times of the problem are whole minutes, so that no other departures need be tried.
    """
    person = problem.rider[rider]
    others = tuple(day for day in beside.riders if day.rider != rider)
    for driven in _driven(problem, person, runs, person.shift[0]):
        day = plans.by_hand(problem, **{rider: driven}).riders[0]
        plan = completed(problem, (*others, day))
        if not check(problem, plan).violations:
            yield day


def completed(problem: Problem, riders: tuple[RiderDay, ...]) -> Plan:
    """These days and all other visits listed as unserved."""
    served = Plan(riders=riders, unserved=()).served()
    left = plans.by_hand(problem).unserved
    return Plan(riders=riders, unserved=tuple(e for e in left if e.visit not in served))


def _driven(
    problem: Problem, rider: Rider, runs: Sequence[Run], free: int
) -> Iterator[tuple[TripByHand, ...]]:
    """Departures that keep the windows and limits of their own trip and follow each other."""
    if not runs:
        yield ()
        return
    for depart in range(free, rider.shift[1] + 1, MINUTE):
        driven = runs[0].canteen, depart, " ".join(runs[0].visits)
        trip = plans.trip(problem, rider, driven, runs[0].canteen)
        visits = [problem.visit[stop.visit] for stop in trip.stops]
        if any(s.start > v.window[1] for s, v in zip(trip.stops, visits, strict=True)):
            return
        if all(s.onboard <= v.max_onboard_seconds for s, v in zip(trip.stops, visits, strict=True)):
            for rest in _driven(problem, rider, runs[1:], trip.stops[-1].end):
                yield (driven, *rest)


def insertions(problem: Problem, plan: Plan, visit: str) -> Iterator[tuple[str, tuple[Run, ...]]]:
    """Every way to put a visit into a rider's trips, or on a trip of its own."""
    today = {day.rider: day for day in plan.riders}
    for rider in problem.riders:
        trips = today[rider.id].trips[len(rider.frozen) :] if rider.id in today else ()
        runs = [Run(trip.canteen, tuple(stop.visit for stop in trip.stops)) for trip in trips]
        for k in range(len(runs) + 1):
            for canteen in problem.canteen:
                yield rider.id, (*runs[:k], Run(canteen, (visit,)), *runs[k:])
        for k, run in enumerate(runs):
            for at in range(len(run.visits) + 1):
                longer = (*run.visits[:at], visit, *run.visits[at:])
                yield rider.id, (*runs[:k], Run(run.canteen, longer), *runs[k + 1 :])


def fits(problem: Problem, plan: Plan, visit: str) -> bool:
    """Whether a visit can be added to the plan by moving nothing but one rider's departures."""
    return any(
        next(days(problem, rider, runs, plan), None) is not None
        for rider, runs in insertions(problem, plan, visit)
    )
