"""Which nodes are neighbours: close by, at hours that go together, and on one rider's trip."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.instance import Table

NEIGHBOURS = 25
ROWS = 500
"""Rows handled at once, so that memory stays linear."""


def nearest(
    node: Table, part: Table, ride: NDArray[np.int32], allowed: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """The nearest nodes of every node, nearest first; shape (nodes, neighbours), -1: none.

    Only nodes that some rider may carry both of are neighbours, by ``allowed`` of shape (nodes,
    riders): whom volunteers serve on foot looks past the doors of the e-bikes all around.

    Distance is the riding time one way or the other, whichever is less, plus a fifth of the
    waiting and all of the lateness that the windows enforce: the proximity of Vidal et al.
    (2013).
    """
    count = min(NEIGHBOURS, len(node) - 1)
    carried = allowed.astype(np.float32)
    near = np.full((len(node), max(1, count)), -1, np.int64)
    if count < 1:
        return near
    for begin in range(0, len(node), ROWS):
        rows = np.arange(begin, min(begin + ROWS, len(node)))
        there = _distance(node, part, ride, rows[:, None], np.arange(len(node))[None, :])
        back = _distance(node, part, ride, np.arange(len(node))[None, :], rows[:, None])
        distance = np.minimum(there, back)
        distance[np.arange(len(rows)), rows] = np.inf
        distance[carried[rows] @ carried.T == 0] = np.inf
        closest = np.argpartition(distance, count - 1, axis=1)[:, :count]
        order = np.take_along_axis(distance, closest, axis=1).argsort(axis=1, kind="stable")
        near[rows] = np.take_along_axis(closest, order, axis=1)
        near[rows] = np.where(
            np.isinf(np.take_along_axis(distance, near[rows], axis=1)), -1, near[rows]
        )
    return near


def _distance(
    node: Table,
    part: Table,
    ride: NDArray[np.int32],
    origin: NDArray[np.int64],
    goal: NDArray[np.int64],
) -> NDArray[np.float64]:
    """From one node to another; shapes of ``origin`` and ``goal`` broadcast."""
    seconds = ride[node.leave[origin], node.enter[goal]].astype(np.float64)
    between = part.duration[origin] + seconds
    waiting = np.maximum(0, part.earliest[goal] - between - part.latest[origin])
    late = np.maximum(0, part.earliest[origin] + between - part.latest[goal])
    distance: NDArray[np.float64] = seconds + 0.2 * waiting + late
    return distance
