"""Compiling everything once, on a problem that takes no time."""

from __future__ import annotations

import numpy as np

from optimizer.engine import solution
from optimizer.engine.instance import (
    BATCH,
    CANTEEN,
    MEMBER,
    NODE,
    RIDER,
    SEGMENT,
    WEIGHTS,
    Instance,
    table,
)
from optimizer.engine.island import Island
from optimizer.stop import Stop


def warm_up() -> None:
    """Call every function that Python calls, so that the cache has all of them."""
    nobody = np.zeros(1, np.int64)
    island = Island(_smallest(), seed=0)
    island.start([(0, 0, nobody)], Stop())
    solution.spare_rider(island.instance, island.state)
    solution.shut(island.instance, island.state, island.journal, 0)
    island.resume(island.best)


def _smallest() -> Instance:
    """One rider, one canteen, one node that nobody may carry."""
    node = table(NODE, 1)
    node.members_end, node.pin, node.label, node.owner, node.behind = 1, -1, -1, -1, -1
    return Instance(
        node=node,
        part=table(SEGMENT, 1, 1),
        member=table(MEMBER, 1),
        reach=np.zeros((1, 1), np.int32),
        ride=np.zeros((1, 1, 1), np.int32),
        allowed=np.zeros((1, 1), np.uint8),
        assign=np.zeros((1, 1), np.int64),
        cooks=np.zeros((1, 1), np.uint8),
        diets=np.zeros((1, 0), np.int64),
        apart=np.zeros(0, np.int64),
        near=np.full((1, 1), -1, np.int64),
        rider=table(RIDER, 1),
        loads_at=np.zeros((1, 1), np.uint8),
        canteen=table(CANTEEN, 1),
        capacity=np.zeros(1, np.int64),
        capacity_of=np.zeros((1, 0), np.int64),
        batch=table(BATCH, 1, 1),
        busy=np.zeros((0, 2), np.int64),
        weights=table(WEIGHTS, 1),
        trips=1,
    )
