"""Insertion tests: how close each rider comes to carrying a block, and the rule it fails at."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from optimizer.plan import RiderDay
from optimizer.problem import Rider
from optimizer.rules import Rule
from optimizer.timing.insertion import attempts_of
from optimizer.timing.pins import Block
from optimizer.timing.refusal import Refusal
from optimizer.timing.schedule import Schedule
from optimizer.timing.screen import Screen
from optimizer.timing.static_rules import Run, refused_run
from optimizer.timing.timetable import timetable

HURDLES = (
    Rule.LOCK,
    Rule.TRIPS,
    Rule.CANTEEN,
    Rule.DIET,
    Rule.SKILL,
    Rule.BOXES,
    Rule.KITCHEN,
    Rule.WINDOW,
    Rule.RELEASED,
    Rule.FRESH,
    Rule.BATCH,
    Rule.BAYS,
    Rule.CHAIN,
    Rule.SHIFT,
)
"""Rules in the order in which a candidate meets them: the later, the closer it came."""


class Hurdle(NamedTuple):
    """A rider's best attempt to carry a block, and the rule that it fails at.

    ``alone``: not even on a day without anybody else.
    """

    rider: str
    alone: bool
    runs: tuple[Run, ...]
    refusal: Refusal

    @property
    def closeness(self) -> tuple[int, int]:
        """The greater, the less is missing."""
        return HURDLES.index(self.refusal.rule), -int(self.refusal.params.get("late", 0))


class Trials:
    """Insertion tests into a plan, and into a day without anybody else."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule = schedule
        self._plan, self._empty = Screen(schedule), Screen(Schedule(schedule.problem))

    def hurdle(self, rider: Rider, missing: Block, block: Block) -> Hurdle | None:
        """What keeps the rider from the ``missing`` ones of a block; None: nothing does."""
        if (never := self._static(rider, block)) is not None:
            return never
        here = _closest(self._plan, rider.id, missing, alone=False)
        if here is None:
            return None
        return _closest(self._empty, rider.id, block, alone=True) or here

    def would_do(self, hurdle: Hurdle) -> bool:
        """Whether a shift longer by the stated time is all that the attempt lacks."""
        schedule, rider = self.schedule, self.schedule.problem.rider[hurdle.rider]
        begins, ends = rider.shift
        late = int(hurdle.refusal.params.get("late", 0))
        return not hurdle.alone and any(
            isinstance(
                timetable(
                    schedule.problem,
                    replace(rider, shift=shift),
                    hurdle.runs,
                    schedule.others(rider.id),
                ),
                RiderDay,
            )
            for shift in ((begins, ends + late), (begins - late, ends))
        )

    def _static(self, rider: Rider, block: Block) -> Hurdle | None:
        """The rule that keeps the rider from the block at any hour: no clock need be asked."""
        best: Hurdle | None = None
        for canteen in rider.loading_canteens():
            run = Run(canteen, block)
            refusal = refused_run(self.schedule.problem, rider, run)
            if refusal is None:
                return None
            best = _closer(best, Hurdle(rider.id, True, (run,), refusal))
        return best


def _closest(screen: Screen, rider: str, block: Block, *, alone: bool) -> Hurdle | None:
    """The rider's best attempt; None as soon as one succeeds."""
    best: Hurdle | None = None
    for attempt in attempts_of(screen, rider, block):
        if not isinstance(attempt.outcome, Refusal):
            return None
        best = _closer(best, Hurdle(rider, alone, attempt.runs, attempt.outcome))
    return best


def _closer(one: Hurdle | None, other: Hurdle) -> Hurdle:
    return other if one is None or other.closeness > one.closeness else one
