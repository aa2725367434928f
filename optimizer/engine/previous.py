"""The rounds of the previous plan in the engine's numbers, see ``rounds``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.segments import FAR
from optimizer.problem import Problem
from optimizer.timing.pins import Block, Pins

NOWHERE = -1
"""Reached from something that is no end of a node and no canteen of this instance."""


class Reached(NamedTuple):
    """How the previous plan reaches a visit: ``behind`` another one, None: the canteen."""

    rider: str
    behind: str | None
    canteen: str


class Rounds(NamedTuple):
    """For ``n`` nodes and ``m`` riders.

    ``owner`` and ``behind`` (n), ``had`` (m): see NODE and RIDER. ``strange`` (n, m): how many
    visits inside a node the rider reached from elsewhere before, whatever comes before the node.
    """

    owner: NDArray[np.int64]
    behind: NDArray[np.int64]
    had: NDArray[np.int64]
    strange: NDArray[np.int64]


def previous_rounds(problem: Problem, pins: Pins, blocks: Sequence[Block]) -> Rounds:
    """Who reached each block from where; nobody anything if changes of rounds have no price."""
    rounds = Rounds(
        owner=np.full(len(blocks), -1, np.int64),
        behind=np.full(len(blocks), NOWHERE, np.int64),
        had=np.zeros(len(problem.riders), np.int64),
        strange=np.zeros((len(blocks), len(problem.riders)), np.int64),
    )
    if not has_price(problem):
        return rounds
    before = _reached(problem, pins)
    column = {rider.id: k for k, rider in enumerate(problem.riders)}
    origin: dict[tuple[str | None, str | None], int] = {
        (None, canteen.id): -2 - k for k, canteen in enumerate(problem.canteens)
    }
    origin |= {(block[-1], None): k for k, block in enumerate(blocks)}
    for k, block in enumerate(blocks):
        if (first := before.get(block[0])) and first.rider in column:
            key = first.behind, None if first.behind else first.canteen
            rounds.owner[k], rounds.behind[k] = column[first.rider], origin.get(key, NOWHERE)
        for ahead, name in pairwise(block):
            known = before.get(name)
            if known and known.rider in column and known.behind != ahead:
                rounds.strange[k, column[known.rider]] += 1
    _count(before, column, blocks, rounds)
    return rounds


def has_price(problem: Problem) -> bool:
    """Whether it costs anything that rounds are not those of a previous plan."""
    policy = problem.policy
    prices = policy.changed_rider_seconds, policy.changed_order_seconds
    return problem.previous is not None and any(prices)


def _reached(problem: Problem, pins: Pins) -> Mapping[str, Reached]:
    """The visits of the previous plan that are no facts by now."""
    reached = {}
    for day in problem.previous.riders if problem.previous else ():
        for trip in day.trips:
            behind = None
            for stop in trip.stops:
                if stop.visit not in pins.frozen:
                    reached[stop.visit] = Reached(day.rider, behind, trip.canteen)
                behind = stop.visit
    return reached


def _count(
    before: Mapping[str, Reached],
    column: Mapping[str, int],
    blocks: Sequence[Block],
    rounds: Rounds,
) -> None:
    """Nodes of each rider's round; ``FAR`` if no plan of this instance can have that round again.

    That is so if a visit is not there any more, or is locked to others than before.
    """
    whole: set[str] = set()
    for k, block in enumerate(blocks):
        if rounds.owner[k] >= 0 and _as_it_was(before, block):
            rounds.had[rounds.owner[k]] += 1
            whole.update(block)
    for name, reached in before.items():
        if name not in whole and reached.rider in column:
            rounds.had[column[reached.rider]] = FAR


def _as_it_was(before: Mapping[str, Reached], block: Block) -> bool:
    """Whether one rider served the block's visits in this order without others in between."""
    return all(
        name in before
        and before[name].behind == ahead
        and before[name].rider == before[block[0]].rider
        for ahead, name in pairwise(block)
    )
