"""Doing nothing: the decisions of a plan as far as a changed problem allows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.checker import Violation, check
from optimizer.errors import BrokenPlan
from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem, Rider
from optimizer.timing import Leg, Run, Schedule, drive
from optimizer.timing.day import plan_of_days
from optimizer.timing.insertion import weight_of
from optimizer.timing.pins import Block
from optimizer.timing.supply import supplied

Days = Mapping[str, RiderDay]
Wanted = Mapping[str, tuple[Run, ...]]


def kept(problem: Problem, plan: Plan) -> Plan:
    """The same trips with the same visits in the same order, where no rule forbids it now.

    Days that keep all rules keep their times. Of the others as many visits are kept as fit, those
    first that it costs most to leave out. Nobody is looked for who could carry the rest. Reasons
    are not filled in, cost and key figures are. Never a broken plan.

    Raises
    ------
    BrokenPlan
        When frozen trips alone break a rule: a defect.
    """
    old = {day.rider: day for day in plan.riders}
    begun = {stop.visit for rider in problem.riders for t in rider.frozen for stop in t.stops}
    days = {
        rider.id: day
        for rider in problem.riders
        if (day := _kept_day(problem, rider, old.get(rider.id), begun)) is not None
    }
    broken: set[str] = set()
    while True:
        found = _mended(problem, days, broken)
        verdict = check(problem, found)
        if not verdict.violations:
            return replace(found, cost=verdict.cost, kpis=verdict.kpis)
        if broken.issuperset(days):
            raise BrokenPlan(verdict.violations)
        more = set(_blamed(days, verdict.violations)) - broken
        broken |= more or set(days)


def _kept_day(
    problem: Problem, rider: Rider, old: RiderDay | None, begun: set[str]
) -> RiderDay | None:
    """The rider's frozen trips, and what is left to do of the others, at the times they had."""
    trips = old.trips if old is not None else ()
    legs = [leg for trip in trips if (leg := _leg(problem, trip, begun)).visits]
    planned = [_visits(trip) for trip in trips[len(rider.frozen) :]]
    same = trips[: len(rider.frozen)] == rider.frozen and [leg.visits for leg in legs] == planned
    if same and trips:
        return old
    return drive(problem, rider, legs) if legs or rider.frozen else None


def _visits(trip: Trip) -> tuple[str, ...]:
    return tuple(stop.visit for stop in trip.stops)


def _leg(problem: Problem, trip: Trip, begun: set[str]) -> Leg:
    left = (name for name in _visits(trip) if name in problem.visit and name not in begun)
    return Leg(trip.canteen, tuple(left), trip.depart)


def _mended(problem: Problem, days: Days, broken: set[str]) -> Plan:
    """The plan with the days of ``broken`` made anew beside the others."""
    if not broken:
        return plan_of_days(problem, list(days.values()))
    sound = [day for name, day in days.items() if name not in broken]
    facts = [
        drive(problem, rider, ()) for rider in problem.riders if rider.id in broken and rider.frozen
    ]
    schedule = Schedule.of(problem, plan_of_days(problem, sound + facts))
    wanted = {name: _runs(problem.rider[name], days[name]) for name in days if name in broken}
    carrier = {
        schedule.pins.block_of[visit]: name
        for name, runs in wanted.items()
        for run in runs
        for visit in run.visits
    }
    blocks = sorted(carrier, key=lambda block: -weight_of(problem, block))
    return supplied(problem, _filled(schedule, wanted, carrier, blocks).plan())


def _filled(
    schedule: Schedule, wanted: Wanted, carrier: Mapping[Block, str], blocks: Sequence[Block]
) -> Schedule:
    """The schedule with as many of the blocks as fit, in the order given, where they were.

    Many at once, and only where they do not fit, half of them after the other.
    """
    if not blocks:
        return schedule
    made = schedule.copy()
    for name in dict.fromkeys(carrier[block] for block in blocks):
        there = {visit for run in made.runs[name] for visit in run.visits}
        there |= {visit for block in blocks if carrier[block] == name for visit in block}
        if made.set_day(name, _only(wanted[name], there)) is not None:
            break
    else:
        return made
    if len(blocks) == 1:
        return schedule
    half = len(blocks) // 2
    first = _filled(schedule, wanted, carrier, blocks[:half])
    return _filled(first, wanted, carrier, blocks[half:])


def _runs(rider: Rider, day: RiderDay) -> tuple[Run, ...]:
    return tuple(Run(trip.canteen, _visits(trip)) for trip in day.trips[len(rider.frozen) :])


def _only(runs: Sequence[Run], chosen: set[str]) -> tuple[Run, ...]:
    """The runs with the chosen visits only."""
    return tuple(
        Run(run.canteen, tuple(visit for visit in run.visits if visit in chosen)) for run in runs
    )


def _blamed(days: Days, violations: Sequence[Violation]) -> Iterator[str]:
    """The riders whose days a violation is about; of a kitchen, all who load there."""
    carrier = {
        stop.visit: day.rider for day in days.values() for trip in day.trips for stop in trip.stops
    }
    for violation in violations:
        if violation.rider is not None:
            yield violation.rider
        elif violation.visit in carrier:
            yield carrier[violation.visit]
        else:
            for day in days.values():
                if any(trip.canteen == violation.canteen for trip in day.trips):
                    yield day.rider
