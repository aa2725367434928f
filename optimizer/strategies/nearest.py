"""Nearest neighbour: always to the closest visit that still fits, trip after trip."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import numpy as np

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.progress import report
from optimizer.texts import Text
from optimizer.timing import Refusal, Run, Schedule
from optimizer.timing.day import opening
from optimizer.timing.pins import Block

TRIED = 12
"""How many of the closest visits are tried before a trip is closed."""


class Nearest(Strategy):
    """The simplest way to fill trips. Deterministic: the seed has no effect."""

    name = "nearest"
    summary = Text("最近邻：每次去最近的、还装得下的一户", "nearest neighbour, trip after trip")

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Fill one trip of each rider in turn, until no rider can start another."""
        del seed, warm_start
        schedule = Schedule(problem)
        riders = [rider.id for rider in problem.riders]
        trips = 0
        while riders and schedule.open and not stop.reached(trips):
            riders = [rider for rider in riders if _fill_trip(schedule, rider, stop, trips)]
            trips += len(riders)
            report(schedule, stop, trips, on_progress)
        return schedule.plan()


def _fill_trip(schedule: Schedule, rider: str, stop: Stop, trips: int) -> bool:
    """Add one more trip to the rider's day; False if nothing fits."""
    before = schedule.runs[rider]
    run = _extend(schedule, rider, before, None)
    while run is not None and not stop.reached(trips):
        longer = _extend(schedule, rider, before, run)
        if longer is None:
            return True
        run = longer
    return run is not None


def _extend(schedule: Schedule, rider: str, before: tuple[Run, ...], run: Run | None) -> Run | None:
    """The run with the closest block that fits appended, already in the schedule."""
    for block in islice(_closest(schedule, rider, run), TRIED if run else None):
        canteens = [run.canteen] if run else schedule.loading_canteens(rider, block)
        for canteen in canteens:
            longer = Run(canteen, (*(run.visits if run else ()), *block))
            if not isinstance(schedule.set_day(rider, (*before, longer)), Refusal):
                return longer
    return None


def _closest(schedule: Schedule, rider: str, run: Run | None) -> Iterator[Block]:
    """Open blocks by the time until their service could begin, then by riding time."""
    problem, person = schedule.problem, schedule.problem.rider[rider]
    place, now = problem.canteen[person.canteen].location, person.shift[0]
    if rider in schedule.days:
        now = schedule.days[rider].end
    if run is not None:
        last = schedule.days[rider].trips[-1].stops[-1]
        place, now = problem.visit[last.visit].location, last.end
    row = problem.travel[person.profile].seconds[problem.location_index[place]]
    blocks = list(schedule.open)
    firsts = [problem.visit[block[0]] for block in blocks]
    rides = row[[problem.location_index[visit.location] for visit in firsts]]
    waits = np.array([opening(problem, visit) for visit in firsts], dtype=np.int64) - now
    return (blocks[k] for k in np.lexsort((rides, np.maximum(rides, waits))))
