"""Cutting a neighbourhood out of an instance, and putting its solution back.

The rest of the solution stays as it is: what it draws from kitchens, batches and bays is taken
off what the neighbourhood may use. A kitchen that couples riders belongs to one neighbourhood at
a time; what is left of any other kitchen is shared out evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.instance import Instance, Table
from optimizer.engine.state import Best

Numbers = NDArray[np.int64]
Matrices = Sequence[NDArray[np.int32]]
"""Riding seconds between all places, one matrix a profile."""


@dataclass(frozen=True)
class Neighbourhood:
    """Numbers of riders, canteens and nodes that are planned together."""

    riders: Numbers
    canteens: Numbers
    nodes: Numbers


def cut(
    whole: Instance, rides: Matrices, solution: Best, near: Neighbourhood, meals: Numbers
) -> Instance:
    """The neighbourhood as an instance of its own.

    Parameters
    ----------
    meals
        That it may take, all and by diet, of each of its canteens, see ``meals.shared_out``.
    """
    node, member, member_rows = _nodes(whole, near.nodes)
    rider = whole.rider[near.riders].copy()
    canteen = whole.canteen[near.canteens].copy()
    places = _renumber_places(node, rider, canteen)
    _renumber_rounds(whole, node, near)
    apart, node.apart, node.apart_end = _apart(whole, near.nodes)
    batch, busy = _kitchens(whole, solution, near, canteen)
    loads_at = np.ascontiguousarray(whole.loads_at[np.ix_(near.riders, near.canteens)])
    weights = whole.weights.copy()
    weights.elsewhere = np.delete(solution.day.paid, near.riders).max(initial=0)
    return replace(
        whole,
        node=node,
        part=whole.part[:, near.nodes].copy(),
        member=member,
        reach=np.ascontiguousarray(whole.reach[:, member_rows]),
        ride=np.stack([matrix[np.ix_(places, places)] for matrix in rides]),
        allowed=_allowed(whole, near, loads_at),
        assign=np.ascontiguousarray(whole.assign[np.ix_(near.nodes, near.riders)]),
        cooks=np.ascontiguousarray(whole.cooks[np.ix_(near.nodes, near.canteens)]),
        diets=whole.diets[near.nodes],
        apart=apart,
        near=_near(whole, near.nodes),
        rider=rider,
        loads_at=loads_at,
        canteen=canteen,
        capacity=meals[:, 0].copy(),
        capacity_of=meals[:, 1:].copy(),
        batch=batch,
        busy=busy,
        weights=weights,
    )


def part_of(solution: Best, near: Neighbourhood, slots: int) -> Best:
    """The neighbourhood's part of a solution, in its own numbers; ``slots`` trips a rider."""
    visited = solution.visited[near.nodes].copy()
    node_of = _inverse(near.nodes, len(solution.visited))
    visited.before, visited.after = node_of[visited.before], node_of[visited.after]
    visited.trip = _slots_of(near.riders, slots, len(solution.trip))[visited.trip]
    trip = solution.trip[_slots(near.riders, slots)].copy()
    trip.first, trip.last = node_of[trip.first], node_of[trip.last]
    known = 1 + max(near.canteens.max(initial=0), solution.trip.canteen.max(initial=0))
    trip.canteen = _inverse(near.canteens, int(known))[trip.canteen]
    chain = _slots_of(near.riders, slots, len(solution.trip))[solution.chain[near.riders]]
    cost = np.full(2, np.iinfo(np.int64).max)
    return Best(visited, trip, solution.day[near.riders].copy(), np.maximum(chain, 0), cost)


def put_back(solution: Best, near: Neighbourhood, slots: int, part: Best) -> None:
    """Replace the neighbourhood's part of a solution."""
    visited = part.visited.copy()
    back = np.append(near.nodes, -1)
    slot = np.append(_slots(near.riders, slots), -1)
    visited.before, visited.after = back[visited.before], back[visited.after]
    visited.trip = slot[visited.trip]
    solution.visited[near.nodes] = visited
    trip = part.trip.copy()
    trip.first, trip.last = back[trip.first], back[trip.last]
    trip.canteen = near.canteens[trip.canteen]
    solution.trip[_slots(near.riders, slots)] = trip
    solution.day[near.riders] = part.day
    solution.chain[near.riders] = slot[part.chain]


def _slots(riders: Numbers, slots: int) -> Numbers:
    return (riders[:, None] * slots + np.arange(slots)).ravel()


def _slots_of(riders: Numbers, slots: int, count: int) -> Numbers:
    return _inverse(_slots(riders, slots), count)


def _inverse(numbers: Numbers, count: int) -> Numbers:
    """Where each number stands in ``numbers``; -1 for all others, and at the end for -1 itself."""
    inverse = np.full(count + 1, -1, np.int64)
    inverse[numbers] = np.arange(len(numbers))
    return inverse


def _nodes(whole: Instance, nodes: Numbers) -> tuple[Table, Table, Numbers]:
    node = whole.node[nodes].copy()
    lengths = node.members_end - node.members
    rows = np.concatenate(
        [np.arange(row.members, row.members_end) for row in node] or [np.zeros(0, np.int64)]
    )
    node.members_end = np.cumsum(lengths)
    node.members = node.members_end - lengths
    return node, whole.member[rows].copy(), rows


def _renumber_places(node: Table, rider: Table, canteen: Table) -> Numbers:
    """Give the places that occur numbers of their own; returns their old ones."""
    columns = (node.enter, node.leave, rider.home, rider.place, canteen.place)
    places, inverse = np.unique(np.concatenate(columns), return_inverse=True)
    at = 0
    for column in columns:
        column[:] = inverse[at : at + len(column)]
        at += len(column)
    return places


def _renumber_rounds(whole: Instance, node: Table, near: Neighbourhood) -> None:
    """Give owners, and what nodes were reached from, their numbers inside; -1: outside.

    Riders keep what they ``had``: a round of which a part is outside stays a changed one.
    """
    node.owner = _inverse(near.riders, len(whole.rider))[node.owner]
    canteen = _inverse(near.canteens, len(whole.canteen))[np.maximum(-2 - node.behind, -1)]
    loaded = np.where(canteen >= 0, -2 - canteen, -1)
    reached = _inverse(near.nodes, len(whole.node))[np.maximum(node.behind, -1)]
    node.behind = np.where(node.behind >= 0, reached, loaded)


def _apart(whole: Instance, nodes: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    number = _inverse(nodes, len(whole.node))
    rows = [number[whole.apart[row.apart : row.apart_end]] for row in whole.node[nodes]]
    rows = [row[row >= 0] for row in rows]
    ends = np.cumsum([len(row) for row in rows], dtype=np.int64)
    flat = np.concatenate(rows) if rows else np.zeros(0, np.int64)
    sizes = np.array([len(row) for row in rows], np.int64)
    return flat.astype(np.int64), ends - sizes, ends


def _near(whole: Instance, nodes: Numbers) -> Numbers:
    """Neighbours inside, nearest first, those outside left out."""
    near = _inverse(nodes, len(whole.node))[whole.near[nodes]]
    order = np.argsort(near < 0, axis=1, kind="stable")
    return np.ascontiguousarray(np.take_along_axis(near, order, axis=1))


def _allowed(whole: Instance, near: Neighbourhood, loads_at: NDArray[np.uint8]) -> Table:
    """Riders who may carry a node from a canteen of the neighbourhood."""
    allowed = whole.allowed[np.ix_(near.nodes, near.riders)]
    cooks = whole.cooks[np.ix_(near.nodes, near.canteens)].astype(np.int64)
    reached = cooks @ loads_at.T.astype(np.int64) > 0
    return np.ascontiguousarray(allowed * reached, np.uint8)


def _kitchens(
    whole: Instance, solution: Best, near: Neighbourhood, canteen: Table
) -> tuple[Table, Numbers]:
    """What the rest of the solution leaves of batches and bays."""
    used = solution.trip.first >= 0
    own = np.zeros(len(solution.trip), np.bool_)
    own[_slots(near.riders, whole.trips)] = True
    batch = whole.batch[near.canteens].copy()
    busy: list[tuple[int, int]] = []
    for k, c in enumerate(near.canteens):
        others = used & ~own & (solution.trip.canteen == c)
        late, load = solution.trip.late[others], solution.trip.boxes[others]
        for row in batch[k]:
            row.meals -= load[late < row.ready].sum()
        begin = len(busy)
        busy += [tuple(row) for row in whole.busy[canteen[k].bookings : canteen[k].bookings_end]]
        if canteen[k].bays >= 0:
            busy += [(time - canteen[k].loading, time) for time in late]
        canteen[k].bookings, canteen[k].bookings_end = begin, len(busy)
    return batch, np.array(busy, np.int64).reshape(len(busy), 2)
