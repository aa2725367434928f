"""What a peer proposes, made whole: one way for all of them.

Peers know nothing of some rules. Their days are trimmed to what breaks none, whoever was left out
or taken off is inserted again where there is room, and all departures are settled exactly: what
the strategies of the library do to their own plans.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.repair import cheapest, filled
from optimizer.strategies.trimming import Trip, plan_of_trips, timed
from optimizer.timing import Run, Schedule

Raw = Mapping[str, Sequence[Run]]
"""Runs after the frozen trips, by rider: what a peer proposes. Departures are settled here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of the visits that a peer planned: their numbers.

    ``kept`` of the ``planned`` ones broke no rule; ``inserted`` are those that repair put in
    afterwards, whoever they are.
    """

    planned: int
    kept: int
    inserted: int

    @property
    def lost(self) -> float:
        """Share of the planned visits that repair took off before it inserted any."""
        return 1 - self.kept / self.planned if self.planned else 0.0


def mended(
    problem: Problem, raw: Raw, seconds: float, requested: threading.Event
) -> tuple[Plan, Report]:
    """The proposal as a plan that breaks no rule, and what it cost.

    Parameters
    ----------
    raw
        May name what the problem does not know, and the same visit more than once.
    seconds
        Most wall time for each of settling and inserting; trimming takes what it needs.
    requested
        Ends inserting early.
    """
    trips = sound(problem, raw)
    planned = {name for of in trips.values() for _, blocks in of for b in blocks for name in b}
    kept = plan_of_trips(problem, trips, seconds)
    full = filled(problem, kept, Stop(seconds=seconds, requested=requested))
    candidates = [kept, full]
    if full is not kept and not requested.is_set():
        candidates.append(timed(problem, full, seconds))
    plan = cheapest(problem, candidates)
    served = kept.served()
    inserted = len(plan.served() - served)
    return plan, Report(planned=len(planned), kept=len(planned & served), inserted=inserted)


def sound(problem: Problem, raw: Raw) -> dict[str, list[Trip]]:
    """What of the proposal can be placed at all: open blocks of known visits, each once.

    A locked sequence rides where its first visit was seen. Locked days are planned already.
    """
    schedule = Schedule(problem)
    seen = set[str]()
    trips: dict[str, list[Trip]] = {}
    for rider, runs in raw.items():
        if rider in problem.rider and rider not in schedule.pins.days:
            placed = (
                (run.canteen, tuple(_blocks(schedule, run.visits, seen)))
                for run in runs
                if run.canteen in problem.canteen
            )
            trips[rider] = [trip for trip in placed if trip[1]]
    return trips


def _blocks(schedule: Schedule, visits: Iterable[str], seen: set[str]) -> Iterator[tuple[str, ...]]:
    for name in visits:
        block = schedule.pins.block_of.get(name)
        if block is not None and block in schedule.open and seen.isdisjoint(block):
            seen.update(block)
            yield block
