"""Sharing out a kitchen's free meals among the neighbourhoods that may load there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from optimizer.engine.cut import Matrices, Neighbourhood, Numbers
from optimizer.engine.instance import Instance
from optimizer.engine.state import Best


def shared_out(
    whole: Instance, rides: Matrices, solution: Best, parts: Sequence[Neighbourhood]
) -> list[Numbers]:
    """Meals that each part may take of each of its canteens, shape (canteens, 1 + diets).

    All meals are in the first column. A part keeps what it draws; each of its absent nodes books
    what it needs where that is nearest; and what is left then is shared out evenly.
    """
    needs = np.column_stack([whole.node.boxes, whole.diets])
    free = np.column_stack([whole.capacity, whole.capacity_of])
    cook = _cooks(solution)
    served = cook >= 0
    np.subtract.at(free, cook[served], needs[served])
    usable = np.zeros((len(parts), len(free)), np.bool_)
    part_of = np.full(len(needs), -1, np.int64)
    for k, part in enumerate(parts):
        usable[k, part.canteens] = True
        part_of[part.nodes] = k
    mine = np.zeros((len(parts), *free.shape), np.int64)
    kept = served & (part_of >= 0)
    np.add.at(mine, (part_of[kept], cook[kept]), needs[kept])
    for node in np.flatnonzero(~served & (part_of >= 0)):
        here = np.flatnonzero(usable[part_of[node]] & (whole.cooks[node] == 1))
        here = here[(free[here] >= needs[node]).all(axis=1)]
        if len(here):
            ride = rides[0][whole.canteen.place[here], whole.node.enter[node]]
            nearest = here[ride.argmin()]
            free[nearest] -= needs[node]
            mine[part_of[node], nearest] += needs[node]
    even = free // np.maximum(1, usable.sum(axis=0))[:, None]
    return [(mine[k] + even)[part.canteens] for k, part in enumerate(parts)]


def _cooks(solution: Best) -> Numbers:
    """The canteen of each node's trip, -1: absent."""
    served = solution.visited.trip >= 0
    cook = np.full(len(served), -1, np.int64)
    cook[served] = solution.trip.canteen[solution.visited.trip[served]]
    return cook
