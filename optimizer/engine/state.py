"""A solution under construction, and what it takes to go back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.bundle import Bundle
from optimizer.engine.instance import SEGMENT, SPAN, Instance, Table, fields, table

VISITED = fields(
    "trip",  # -1: absent
    "before",  # neighbours on the trip; -1: none
    "after",
    "position",  # on the trip, or in the list of the absent
    "slope",  # cost of a second's delay from here to the end of the day
    "refused",  # iteration at which every trip had refused it
    "saved",  # iteration in which the journal has it
)
TRIP = fields(
    "first",  # node; -1: the slot is free
    "last",
    "nodes",
    "boxes",
    "canteen",
    "label",  # of a locked day
    "pinned",  # nodes with a pin
    "rank",  # position in the rider's day
    "serving",  # see NODE
    "slope",  # cost of a second's delay after this trip
    "depart",
    "late",  # latest departure, kitchens of all riders included
    "changed",  # iteration of the last change
)
DAY = fields(
    "trips",
    "start",  # of the paid day
    "wish",  # the best start when it was last looked for
    "paid",  # seconds
    "cost",
    "differences",  # from the round of the previous plan, see ``rounds``
    "shut",  # 1: may not be used
    "saved",  # iteration in which the journal has it
)
CLOCK = fields(
    "iteration",
    "absent",  # nodes in the list
    "touched",  # riders in the journal
    "kept",  # nodes in the journal
    "missing",  # cost of the absent
    "days",  # cost of all days
    "longest",  # paid seconds of the longest day
    "mark",  # the last mark given, so that marks need no clearing
)


@dataclass(frozen=True, eq=False)
class State(Bundle):
    """Everything the kernel writes. ``s`` = riders times ``Instance.trips`` trip slots."""

    visited: Table
    """(n) VISITED."""
    head: Table
    """(n) SEGMENT: the trip from its departure through the node."""
    tail: Table
    """(n) SEGMENT: the trip from the node on."""
    trip: Table
    """(s) TRIP."""
    whole: Table
    """(s) SEGMENT: the trip from its departure on."""
    before: Table
    """(s) SPAN: the day up to the trip's departure."""
    through: Table
    """(s) SPAN: the day through the trip's last service."""
    onward: Table
    """(s) SPAN: the day from the trip's departure on."""
    day: Table
    """(m) DAY."""
    chain: NDArray[np.int64]
    """(m, trips): slots of the day's trips, in order."""
    absent: NDArray[np.int64]
    """(n): nodes that nobody carries."""
    absences: NDArray[np.int64]
    """(n): iterations that left the node out."""
    left: NDArray[np.int64]
    """(c, 1 + d): meals still to be drawn, in total and per diet."""
    early: NDArray[np.int64]
    """(c, b): meals that leave before each batch in the latest schedule."""
    seen: NDArray[np.int64]
    """(n + s): mark of the last look at the position after a node, or at the head of a trip."""
    barred: NDArray[np.int64]
    """(s + m): mark under which a trip, or a new trip of a rider, was refused by the kitchens."""
    clock: Table
    """(1) CLOCK."""
    dice: NDArray[np.uint64]
    """(1): state of the random generator."""


@dataclass(frozen=True, eq=False)
class Journal(Bundle):
    """What the current iteration has changed, as it was before."""

    visited: Table
    head: Table
    tail: Table
    trip: Table
    whole: Table
    before: Table
    through: Table
    onward: Table
    day: Table
    chain: NDArray[np.int64]
    absent: NDArray[np.int64]
    left: NDArray[np.int64]
    early: NDArray[np.int64]
    clock: Table
    riders: NDArray[np.int64]
    """Riders touched."""
    nodes: NDArray[np.int64]
    """Nodes kept."""
    order: NDArray[np.int64]
    """Scratch: nodes to insert."""
    keys: NDArray[np.int64]
    """Scratch: their sort keys."""
    lates: NDArray[np.int64]
    """Scratch: latest departures of a day."""
    due: NDArray[np.int64]
    """Scratch: latest departures of all trips of a rider before a change."""


@dataclass(frozen=True, eq=False)
class Best(Bundle):
    """A solution that was worth keeping: links, trips and their departures."""

    visited: Table
    trip: Table
    day: Table
    chain: NDArray[np.int64]
    cost: NDArray[np.int64]
    """(2): total cost; cost of the absent in it."""


@dataclass(frozen=True, eq=False)
class Elite(Bundle):
    """Cheap solutions of different cost: ``e`` of them, in no order."""

    after: NDArray[np.int64]
    """(e, n): the node behind a node."""
    trip: Table
    """(e, s) TRIP."""
    trips: NDArray[np.int64]
    """(e, m): number of trips in each day."""
    chain: NDArray[np.int64]
    """(e, m, trips)."""
    cost: NDArray[np.int64]
    """(e): total cost."""
    mark: NDArray[np.int64]
    """(e): fingerprint of the trips."""


def new_elite(instance: Instance, size: int) -> Elite:
    """Room for solutions; their costs are beyond all costs until there are some."""
    n, m = len(instance.node), len(instance.rider)
    return Elite(
        after=np.zeros((size, n), np.int64),
        trip=table(TRIP, size, m * instance.trips),
        trips=np.zeros((size, m), np.int64),
        chain=np.zeros((size, m, instance.trips), np.int64),
        cost=np.full(size, np.iinfo(np.int64).max),
        mark=np.zeros(size, np.int64),
    )


def new_state(instance: Instance, seed: int) -> State:
    """Nobody is served yet; ``kernel.reset`` must still enter all nodes as absent."""
    n, m = len(instance.node), len(instance.rider)
    slots = m * instance.trips
    c, b = instance.batch.shape
    mixed = np.random.default_rng(seed).integers(1, 2**63, dtype=np.int64)
    return State(
        visited=table(VISITED, n),
        head=table(SEGMENT, n),
        tail=table(SEGMENT, n),
        trip=table(TRIP, slots),
        whole=table(SEGMENT, slots),
        before=table(SPAN, slots),
        through=table(SPAN, slots),
        onward=table(SPAN, slots),
        day=table(DAY, m),
        chain=np.zeros((m, instance.trips), np.int64),
        absent=np.zeros(n, np.int64),
        absences=np.zeros(n, np.int64),
        left=np.zeros((c, 1 + instance.diets.shape[1]), np.int64),
        early=np.zeros((c, b), np.int64),
        seen=np.zeros(n + slots, np.int64),
        barred=np.zeros(slots + m, np.int64),
        clock=table(CLOCK, 1),
        dice=np.array([mixed], np.uint64),
    )


def new_journal(instance: Instance, state: State) -> Journal:
    """Room for everything that an iteration may change."""
    n, m = len(instance.node), len(instance.rider)
    same = {name: np.empty_like(getattr(state, name)).view(np.recarray) for name in _TABLES}
    arrays = {name: np.empty_like(getattr(state, name)) for name in _ARRAYS}
    return Journal(
        **same,
        **arrays,
        riders=np.zeros(m, np.int64),
        nodes=np.zeros(n, np.int64),
        order=np.zeros(n, np.int64),
        keys=np.zeros(n, np.int64),
        lates=np.zeros(instance.trips, np.int64),
        due=np.zeros(m * instance.trips, np.int64),
    )


def empty_best(instance: Instance) -> Best:
    """A solution that serves nobody, of any size of instance."""
    n, m = len(instance.node), len(instance.rider)
    best = Best(
        visited=table(VISITED, n),
        trip=table(TRIP, m * instance.trips),
        day=table(DAY, m),
        chain=np.zeros((m, instance.trips), np.int64),
        cost=np.full(2, np.iinfo(np.int64).max),
    )
    best.visited.trip = -1
    best.trip.first = -1
    return best


_TABLES = (
    "visited",
    "head",
    "tail",
    "trip",
    "whole",
    "before",
    "through",
    "onward",
    "day",
    "clock",
)
_ARRAYS = ("chain", "absent", "left", "early")
