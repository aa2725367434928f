"""What compiled pricing reads and writes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.bundle import Bundle

Ints = NDArray[np.int64]
Bits = NDArray[np.uint64]

NEVER = 1 << 60
"""A cost that no trip has."""

SERVICE, BOXES, OPENS, CLOSES, ENDS, PREFERRED, ONBOARD, EXTRA, RELEASED = range(9)
"""Columns of ``Site.doors``."""


@dataclass(frozen=True, eq=False)
class Site(Bundle):
    """Where trips of a crew are loaded, and all that can be carried from there.

    ``doors``: a row per visit: seconds of service, boxes, first and last moment that service may
    begin at, end of the window, end of what is preferred, most seconds on board, cost of who
    comes, earliest departure. ``ride``: seconds between visits. ``first``: seconds from the start
    of loading to each visit. ``back``: seconds from each visit to each canteen of the crew; shape
    (canteens, visits). ``near``: the visits that a visit remembers, ``bit`` itself, two words
    each. ``allowed``: the visits that may be carried, ascending.
    """

    doors: Ints
    ride: Ints
    first: Ints
    back: Ints
    near: Bits
    bit: Bits
    allowed: Ints
    boxes: int
    loading: int
    shift_end: int


@dataclass(frozen=True, eq=False)
class Weights(Bundle):
    """Cost per second of paid time, on board, late and of slack missing, and the slack wanted."""

    paid: int
    onboard: int
    late: int
    thin: int
    slack: int


@dataclass(frozen=True, eq=False)
class Bucket(Bundle):
    """Loading begins at ``begins`` or less than ``seconds`` later; cells are ``width`` seconds."""

    begins: int
    seconds: int
    width: int


@dataclass(frozen=True, eq=False)
class Pool(Bundle):
    """Labels by visit, cell and slot; ``count`` of them by visit and cell."""

    count: Ints
    time: Ints
    rest: Ints
    load: Ints
    been: Bits
    origin: Ints
    ripe: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Found(Bundle):
    """The cheapest trips of a bucket, by reduced cost with paid time.

    Rows are the canteens where they end, by the cell of their length; one more row holds those that
    end a day at home, by the cell in which the last service begins. ``path``: visits, -1 behind the
    last one.
    """

    value: Ints
    label: Ints
    path: NDArray[np.int16]


@dataclass(frozen=True, eq=False)
class Ahead(Bundle):
    """The least cost from the start of service at a visit in a cell to the end of the trip.

    ``least`` with the next visit ``then``, ``second`` with another one; ``prize`` is what each
    visit earns.
    """

    prize: Ints
    least: Ints
    second: Ints
    then: Ints
