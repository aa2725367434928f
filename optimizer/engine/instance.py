"""The problem as the engine sees it: integer arrays, numbered nodes, riders and canteens.

A *node* is what rides together: a visit, or a locked sequence of visits. Times are seconds after
midnight, costs hundredths of a second, so that all weights are integers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.bundle import Bundle

Table = Any
"""A record array of 64-bit integers: ``table[row].field``."""


def fields(*names: str) -> np.dtype[np.void]:
    """A record of 64-bit integers."""
    return np.dtype([(name, np.int64) for name in names], align=True)


def table(kind: np.dtype[np.void], *shape: int) -> Table:
    """An empty table of records."""
    return np.zeros(shape, kind).view(np.recarray)


SEGMENT = fields("duration", "earliest", "latest", "slack", "gap", "released", "onboard", "visits")
SPAN = fields("duration", "earliest", "latest")

NODE = fields(
    "boxes",  # meals
    "weight",  # cost of leaving the node out
    "enter",  # place of the first visit
    "leave",  # place of the last visit
    "serving",  # service seconds and rides inside the node, for the share that is not riding
    "members",  # first member in MEMBER
    "members_end",
    "apart",  # first entry in ``apart``: nodes that may not share a trip with this one
    "apart_end",
    "pin",  # number among the rider's planned trips on which it must ride; -1: any
    "label",  # number of the trip in a locked day; -1: not in a locked day
    "rank",  # position in that trip
    "owner",  # rider who carried the first visit in the previous plan; -1: none
    "behind",  # what it was reached from: a node, a canteen (see ``rounds``); -1: neither
)
MEMBER = fields(
    "opens",  # window
    "closes",
    "wanted",  # preferred window
    "due",
    "service",
)
RIDER = fields(
    "canteen",  # home canteen
    "home",  # its place, where the day ends
    "place",  # place where the rider is at liberty
    "free",  # from when on
    "spent",  # paid seconds before that: frozen trips
    "begun",  # 1: frozen trips make the rider used and paid anyway
    "ends",  # shift
    "profile",
    "boxes",
    "trips",  # trips that may still be planned
    "percent",  # of paid time
    "locked",  # 1: trips carry labels in ascending order, see NODE
    "coupled",  # 1: may load where batches or bays couple riders
    "had",  # nodes of the round in the previous plan; ``FAR``: that round cannot be had again
    "twin",  # equal number: riders that are interchangeable while they have no trip
)
CANTEEN = fields(
    "place",
    "loading",  # seconds to load a trip
    "opens",  # no departure before
    "bays",  # trips that load at once; -1: no limit
    "batched",  # 1: has batches
    "bookings",  # first entry in ``busy``: frozen loads
    "bookings_end",
)
BATCH = fields("ready", "meals")
"""At most ``meals`` may leave before ``ready`` (``FAR``: ever)."""


WEIGHTS = fields(
    "rider",
    "longest",
    "onboard",
    "early",
    "late",
    "slack",
    "slack_seconds",
    "changed_rider",  # per rider whose round is not the one of the previous plan
    "changed_order",  # per node that its rider reaches from elsewhere than before
    "riding",  # per second of riding: what the standard instance sets count
    "elsewhere",  # seconds of the longest day outside the instance, if it is part of a larger one
)
"""Weights of the cost, see ``Policy``: hundredths of a second per second or occurrence."""


@dataclass(frozen=True, eq=False)
class Instance(Bundle):
    """Everything the kernel reads and never writes.

    Shapes: ``n`` nodes, ``m`` riders, ``c`` canteens, ``p`` profiles, ``q`` places, ``d`` diets
    with a capacity, ``b`` batch boundaries, ``k`` neighbours.
    """

    node: Table
    """(n) NODE."""
    part: Table
    """(p, n) SEGMENT: each node by itself."""
    member: Table
    """MEMBER: the visits of all nodes, node by node."""
    reach: NDArray[np.int32]
    """(p, members): ride from the node's previous member; 0 for the first."""
    ride: NDArray[np.int32]
    """(p, q, q): riding seconds from row to column."""
    allowed: NDArray[np.uint8]
    """(n, m): whether the rider may carry the node."""
    assign: NDArray[np.int64]
    """(n, m): cost of this rider carrying the node: unfamiliar, changed, reordered inside it."""
    cooks: NDArray[np.uint8]
    """(n, c): whether the canteen may cook for the node."""
    diets: NDArray[np.int64]
    """(n, d): meals of the diets with a capacity."""
    apart: NDArray[np.int64]
    """Nodes that may not share a trip, see NODE."""
    near: NDArray[np.int64]
    """(n, k): nearest other nodes, nearest first; -1: no more."""
    rider: Table
    """(m) RIDER."""
    loads_at: NDArray[np.uint8]
    """(m, c): whether the rider may load there."""
    canteen: Table
    """(c) CANTEEN."""
    capacity: NDArray[np.int64]
    """(c): meals that may still be drawn."""
    capacity_of: NDArray[np.int64]
    """(c, d): the same per diet."""
    batch: Table
    """(c, b) BATCH, ascending; rows that limit nothing fill up."""
    busy: NDArray[np.int64]
    """(bookings, 2): when frozen loads occupy a bay, see CANTEEN."""
    weights: Table
    """(1) WEIGHTS."""
    trips: int
    """Slots for trips per rider."""
