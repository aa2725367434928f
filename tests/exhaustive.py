"""The best plan of a tiny problem: the checker is asked about every plan there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations, pairwise, permutations, product

from optimizer.checker import check
from optimizer.checker.check import CHECKS
from optimizer.checker.walk import Walk
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem, Rider
from optimizer.rules import Rule
from optimizer.timing import Leg, Pins, Run, drive
from optimizer.timing.day import plan_of_days
from tests.unrounded import hundredths

MINUTE = 60
OF_ONE_TRIP = (
    Rule.BOXES,
    Rule.WINDOW,
    Rule.FRESH,
    Rule.RELEASED,
    Rule.DIET,
    Rule.SKILL,
    Rule.CANTEEN,
)


def best_cost(problem: Problem) -> int:
    """The least cost of all plans without violations, in hundredths of a second."""
    return min(hundredths(problem, plan) for plan in every_plan(problem))


def every_plan(problem: Problem) -> Iterator[Plan]:
    """Every plan whose service begins as soon as possible and whose sequences ride whole."""
    begun = [drive(problem, rider, ()) for rider in problem.riders if rider.frozen]
    every = []
    for rider in problem.riders:
        others = [day for day in begun if day.rider != rider.id]
        alone = [[day] if day else [] for day in _days(problem, rider)]
        every.append([day for day in alone if _accepted(problem, [*others, *day])])
    for days in product(*every):
        together = list(chain(*days))
        visits = [stop.visit for day in together for trip in day.trips for stop in trip.stops]
        if len(set(visits)) == len(visits) and _accepted(problem, together):
            yield plan_of_days(problem, together)


def _accepted(problem: Problem, days: Sequence[RiderDay]) -> bool:
    return not check(problem, plan_of_days(problem, days)).violations


def _days(problem: Problem, rider: Rider) -> Iterator[RiderDay | None]:
    """Every day of a rider whose single trips are in order."""
    pins = Pins(problem)
    departures = cache(lambda run: _departures(problem, rider, run))
    ends = cache(lambda leg: drive(problem, rider, (leg,)).trips[-1].stops[-1].end)
    left = [v.id for v in problem.visits if v.id not in pins.frozen | pins.contradictory]
    for count in range(len(left) + 1):
        for order in permutations(left, count):
            for trips in _cut(order, rider.max_trips - len(rider.frozen)):
                if all(is_whole(pins, trip) for trip in trips):
                    for canteens in product(problem.canteen, repeat=len(trips)):
                        runs = [Run(*run) for run in zip(canteens, trips, strict=True)]
                        for legs in _timed(departures, runs, ends):
                            yield drive(problem, rider, legs) if legs or rider.frozen else None


def _cut(order: tuple[str, ...], most: int) -> Iterator[list[tuple[str, ...]]]:
    """The visits in this order in up to ``most`` trips."""
    if not order:
        yield []
        return
    for cuts in range(min(most, len(order))):
        for at in combinations(range(1, len(order)), cuts):
            edges = [0, *at, len(order)]
            yield [order[a:b] for a, b in pairwise(edges)]


def is_whole(pins: Pins, trip: tuple[str, ...]) -> bool:
    """Whether all sequences locked to visits of the trip ride on it whole and in order."""
    blocks = [pins.block_of[visit] for visit in trip]
    return all(
        trip[k : k + len(block)] == block or trip[k] != block[0] for k, block in enumerate(blocks)
    ) and all(set(block) <= set(trip) for block in blocks)


def _timed(
    departures: Callable[[Run], Sequence[Leg]], runs: Sequence[Run], ends: Callable[[Leg], int]
) -> Iterator[tuple[Leg, ...]]:
    """All departures of runs one after another."""
    if not runs:
        yield ()
        return
    for rest in _timed(departures, runs[1:], ends):
        for leg in departures(runs[0]):
            if not rest or ends(leg) <= rest[0].depart:
                yield (leg, *rest)


def _departures(problem: Problem, rider: Rider, run: Run) -> list[Leg]:
    """Every minute at which the trip alone is right; in an emergency a second off, too.

    A trip that narrowly breaks a strict limit may use the wide ones.
    """
    first = min([rider.shift[0], *(trip.depart for trip in rider.frozen)]) // MINUTE
    around = (-1, 0, 1) if problem.policy.emergency else (0,)
    legs = (
        Leg(*run, minute * MINUTE + second)
        for minute in range(first, rider.shift[1] // MINUTE + 1)
        for second in around
    )
    return [leg for leg in legs if _is_right(problem, rider, leg)]


def _is_right(problem: Problem, rider: Rider, leg: Leg) -> bool:
    walk = Walk(problem, plan_of_days(problem, [drive(problem, rider, (leg,))]))
    return not any(True for rule in OF_ONE_TRIP for _ in CHECKS[rule](walk))
