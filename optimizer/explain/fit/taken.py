"""A schedule in which a block has no place, so that all places can be looked at alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from optimizer.explain.fit.positions import Positions
from optimizer.plan import RiderDay
from optimizer.timing.pins import Block
from optimizer.timing.static_rules import Run


class Taken(NamedTuple):
    """Positions without the block.

    ``rider`` carried it and has the day in ``days`` without it. ``only_back``: without the block
    that day breaks a rule, as rides need not be shorter than detours; it can only go back.
    """

    positions: Positions
    block: Block
    rider: str | None = None
    days: Mapping[str, RiderDay | None] = {}
    only_back: bool = False


def taken_out(positions: Positions, visit: str) -> Taken | None:
    """The visit, with all that is locked to it, taken out; None if no planned trip may have it."""
    schedule = positions.schedule
    if visit in schedule.pins.frozen | schedule.pins.contradictory:
        return None
    block = schedule.pins.block_of[visit]
    served = {
        name: rider for rider, runs in schedule.runs.items() for r in runs for name in r.visits
    }
    if visit not in served:
        return Taken(positions, tuple(name for name in block if name not in served))
    rider, without = served[visit], schedule.copy()
    rest = [
        Run(run.canteen, tuple(name for name in run.visits if name not in block))
        for run in schedule.runs[rider]
    ]
    rest = [run for run in rest if run.visits]
    refused = without.set_day(rider, rest) is not None
    if refused:
        without.lift(rider, rest)
    days = {rider: without.days.get(rider)}
    return Taken(positions.after(without, days), block, rider, days, refused)
