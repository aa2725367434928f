"""Every place for a block in a schedule, and filling a schedule with whoever still fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from optimizer.plan import RiderDay
from optimizer.policy import Policy
from optimizer.problem import Problem, Visit
from optimizer.rules import Rule
from optimizer.stop import Stop
from optimizer.timing.pins import Block
from optimizer.timing.refusal import Refusal
from optimizer.timing.schedule import Schedule
from optimizer.timing.screen import Screen
from optimizer.timing.static_rules import Run


class Attempt(NamedTuple):
    """A rider's day with a block at one place, or why it cannot be there."""

    rider: str
    runs: tuple[Run, ...]
    outcome: RiderDay | Refusal


ANYWHERE = frozenset({Rule.TRIPS, Rule.CANTEEN, Rule.DIET, Rule.SKILL, Rule.BOXES, Rule.KITCHEN})
"""Rules that refuse a block at every position of a trip if they do at one."""


def attempts_of(screen: Screen, rider: str, block: Block) -> Iterator[Attempt]:
    """The block in each of the rider's trips at each position, and as a new trip anywhere.

    One attempt is enough where the position does not matter.
    """
    schedule = screen.schedule
    runs = schedule.runs[rider]
    for number, run in enumerate(runs):
        for position in range(len(run.visits) + 1):
            visits = (*run.visits[:position], *block, *run.visits[position:])
            longer = (*runs[:number], Run(run.canteen, visits), *runs[number + 1 :])
            refusal = screen.refusal(rider, number, position, block)
            outcome = refusal or schedule.try_day(rider, longer)
            yield Attempt(rider, longer, outcome)
            if isinstance(outcome, Refusal) and outcome.rule in ANYWHERE:
                break
    for canteen in schedule.problem.rider[rider].loading_canteens():
        for number in range(len(runs) + 1):
            new = (*runs[:number], Run(canteen, block), *runs[number:])
            outcome = schedule.try_day(rider, new)
            yield Attempt(rider, new, outcome)
            if isinstance(outcome, Refusal) and outcome.rule in ANYWHERE:
                break


def fill(schedule: Schedule, stop: Stop) -> None:
    """Insert open blocks, the dearest to leave out first, where the rider's day grows least."""
    for block in sorted(schedule.open, key=lambda block: -weight_of(schedule.problem, block)):
        if stop.reached(0):
            return
        screen = Screen(schedule)
        fitting = [
            (_growth(schedule, attempt.rider, attempt.outcome), attempt)
            for rider in schedule.problem.riders
            for attempt in attempts_of(screen, rider.id, block)
            if isinstance(attempt.outcome, RiderDay)
        ]
        if fitting:
            _, best = min(fitting, key=itemgetter(0))
            schedule.set_day(best.rider, best.runs)


def unserved_weight(policy: Policy, visit: Visit) -> int:
    """What it costs not to serve a visit, in hundredths of a second."""
    percent = 100 + visit.missed_recently * policy.missed_percent
    return visit.boxes * policy.unserved_by_tier[visit.tier] * percent


def weight_of(problem: Problem, visits: Iterable[str]) -> int:
    """What it costs not to serve any of ``visits``, in hundredths of a second."""
    return sum(unserved_weight(problem.policy, problem.visit[visit]) for visit in visits)


def _growth(schedule: Schedule, rider: str, day: RiderDay) -> int:
    """Seconds by which the rider's day grows."""
    now = schedule.days.get(rider)
    return day.end - day.start - (now.end - now.start if now else 0)
