"""What it costs that a rider's round is not the one of the previous plan.

A round is as it was if every node on it is reached from what it was reached from before, and no
node of before is missing. So each day counts its *differences*: nodes that the round had and that
are not reached as before, and nodes reached in a way that it had not. None: the rider knows the
round by heart.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.state import State


class Tally(NamedTuple):
    """What trips add to a day: ``differences``, and ``strange``: own nodes reached from elsewhere.

    An own node is one that the same rider carried before.
    """

    differences: int
    strange: int


@inner
def change_is_priced(inst: Instance) -> bool:
    """Whether rounds matter at all."""
    return bool(inst.weights[0].changed_rider > 0 or inst.weights[0].changed_order > 0)


@inner
def change_cost(inst: Instance, st: State, rider: int) -> int:
    """Cost of all changes of a day against the previous plan; notes its differences."""
    if not change_is_priced(inst):
        return 0
    weights, day = inst.weights[0], st.day[rider]
    day.differences, strange = inst.rider[rider].had, 0
    for rank in range(day.trips):
        tally = _tally(inst, st, rider, st.chain[rider, rank])
        day.differences += tally.differences
        strange += tally.strange
    changed = weights.changed_rider if day.differences > 0 else 0
    return int(changed + strange * weights.changed_order)


@inner
def cost_of_joining(
    inst: Instance, st: State, node: int, rider: int, origin: int, after: int
) -> int:
    """By how much changes get dearer if the node is reached from ``origin`` and ``after`` from it.

    ``origin`` is a node, or ``from_canteen``; ``after`` -1: nothing comes after.
    """
    same = _as_before(inst, node, rider, origin)
    if after >= 0:
        same += _as_before(inst, after, rider, node) - _as_before(inst, after, rider, origin)
    own = 1 if inst.node[node].owner == rider else 0
    return _dearer(inst, st, rider, 1 - 2 * same, own - same)


@inner
def cost_of_trips(inst: Instance, st: State, rider: int, gone: int, come: int) -> int:
    """By how much changes get dearer without the trip ``gone`` and with ``come``; -1: none."""
    if not change_is_priced(inst):
        return 0
    less, more = _tally(inst, st, rider, gone), _tally(inst, st, rider, come)
    differences = more.differences - less.differences
    return _dearer(inst, st, rider, differences, more.strange - less.strange)


@inner
def from_canteen(canteen: int) -> int:
    """What the first node of a trip from the canteen is reached from."""
    return -2 - canteen


@inner
def _dearer(inst: Instance, st: State, rider: int, differences: int, strange: int) -> int:
    """Cost of so many more differences and own nodes reached from elsewhere."""
    weights, before = inst.weights[0], st.day[rider].differences
    cost = strange * weights.changed_order
    if before == 0 and differences > 0:
        cost += weights.changed_rider
    if before > 0 and before + differences == 0:
        cost -= weights.changed_rider
    return int(cost)


@inner
def _tally(inst: Instance, st: State, rider: int, slot: int) -> Tally:
    """What the trip adds to the rider's day; -1: no trip."""
    differences, strange = 0, 0
    if slot < 0:
        return Tally(differences, strange)
    origin, node = from_canteen(st.trip[slot].canteen), st.trip[slot].first
    while node >= 0:
        same = _as_before(inst, node, rider, origin)
        differences += 1 - 2 * same
        if inst.node[node].owner == rider:
            strange += 1 - same
        origin, node = node, st.visited[node].after
    return Tally(differences, strange)


@inner
def _as_before(inst: Instance, node: int, rider: int, origin: int) -> int:
    """1 if the rider reached the node from there in the previous plan."""
    fixed = inst.node[node]
    return 1 if fixed.owner == rider and fixed.behind == origin else 0
