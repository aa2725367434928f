"""Mending plans: what keeps all rules, whoever still fits, the cheapest of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.stop import Stop
from optimizer.timing import Run, Schedule
from optimizer.timing.insertion import fill
from optimizer.timing.supply import supplied

HASTE, PATIENCE = 0.2, 60.0
"""Fewest seconds for each last step, and ample ones where only iterations count."""


def patience(stop: Stop, share: float = 1 / 3) -> float:
    """Most wall seconds for each of the last steps, a share of what is left."""
    if stop.requested.is_set():
        return HASTE
    return PATIENCE if stop.seconds is None else max(HASTE, share * stop.remaining())


def begun(problem: Problem, warm_start: Plan | None) -> Iterator[Plan]:
    """What stands before the search: frozen trips and locked days, and the warm start mended."""
    yield Schedule(problem).plan()
    if warm_start is not None:
        bare = replace(warm_start, cost={}, kpis={}, solver=None)
        yield bare
        yield repaired(problem, bare)


def repaired(problem: Problem, plan: Plan) -> Plan:
    """What of a plan keeps all rules: visits that break one are left out, one after another."""
    schedule = Schedule(problem)
    for day in plan.riders:
        rider = problem.rider.get(day.rider)
        if rider is None or day.rider in schedule.pins.days:
            continue
        done: list[Run] = []
        for trip in day.trips[len(rider.frozen) :]:
            done.append(Run(trip.canteen, ()))
            for stop in trip.stops:
                _append(schedule, rider.id, done, stop.visit)
    return schedule.plan()


def _append(schedule: Schedule, rider: str, done: list[Run], visit: str) -> None:
    """Append the visit, with the sequence locked to it, to the last run if it fits."""
    block = schedule.pins.block_of.get(visit)
    if block is None or block[0] != visit or block not in schedule.open:
        return
    longer = Run(done[-1].canteen, (*done[-1].visits, *block))
    if schedule.set_day(rider, [*done[:-1], longer]) is None:
        done[-1] = longer


def filled(problem: Problem, plan: Plan, stop: Stop) -> Plan:
    """The plan with everybody who still fits, unless that costs more elsewhere."""
    if not plan.unserved:
        return plan
    schedule = Schedule.of(problem, plan)
    fill(schedule, stop)
    return cheapest(problem, (plan, schedule.plan()))


def cheapest(problem: Problem, plans: Iterable[Plan]) -> Plan:
    """The cheapest plan, one without violations if there is any.

    Meals that nobody brought to their meal point are taken back first: otherwise the plan would
    lose against any other, whomever else it serves.
    """

    def price(plan: Plan) -> tuple[bool, int]:
        verdict = check(problem, plan)
        return bool(verdict.violations), verdict.cost["total"]

    return min((_with_supply(problem, plan) for plan in plans), key=price)


def _with_supply(problem: Problem, plan: Plan) -> Plan:
    broken = {violation.rule for violation in check(problem, plan).violations}
    return supplied(problem, plan) if broken == {Rule.SUPPLY} else plan
