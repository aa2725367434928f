"""The algebra of a trip: a run of visits as a few numbers, joined in constant time.

The same six numbers as ``optimizer.timing.segment``, with two more for the time on board;
``docs/engine.md`` proves them. Here the on-board limit counts from the start of loading, so that
a segment does not depend on the canteen: ``slack`` and ``gap`` meet ``loading`` in the end.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.engine.instance import Table
from optimizer.engine.jit import inner

FAR = 1 << 40
"""Later than any time and longer than any limit."""


class Segment(NamedTuple):
    """A run of visits, seen from the departure at its start. All in seconds.

    ``duration``: riding and serving without waiting. ``earliest``: departure without waiting
    anywhere, not clipped. ``latest``: last feasible departure. ``slack``: smallest on-board
    limit left when nobody waits; negative: infeasible. ``gap``: departure before which waiting
    would break a limit. ``released``: no departure before it. ``onboard``: sum of the times from
    departure to the starts of service, without waiting. ``visits``: how many.
    """

    duration: int
    earliest: int
    latest: int
    slack: int
    gap: int
    released: int
    onboard: int
    visits: int


@inner
def empty() -> Segment:
    """No visit at all: the neutral element."""
    return Segment(0, -FAR, FAR, FAR, -FAR, -FAR, 0, 0)


@inner
def then(first: Segment, ride: int, second: Segment) -> Segment:
    """``first``, a ride of ``ride`` seconds, then ``second``."""
    shift = first.duration + int(ride)  # without the compiler it is a narrow NumPy integer
    reached = first.earliest + shift
    slack = min(first.slack, second.slack - shift)
    if reached > second.latest:
        slack = -FAR
    return Segment(
        shift + second.duration,
        max(first.earliest, second.earliest - shift),
        min(first.latest, second.latest - shift),
        slack,
        max(first.gap, second.gap, reached - second.slack),
        max(first.released, second.released),
        first.onboard + second.onboard + second.visits * shift,
        first.visits + second.visits,
    )


@inner
def load(table: Table, row: int) -> Segment:
    """The segment in a row of a table."""
    r = table[row]
    return Segment(
        r.duration, r.earliest, r.latest, r.slack, r.gap, r.released, r.onboard, r.visits
    )


@inner
def store(table: Table, row: int, segment: Segment) -> None:
    """Write the segment into a row of a table."""
    r = table[row]
    r.duration = segment.duration
    r.earliest = segment.earliest
    r.latest = segment.latest
    r.slack = segment.slack
    r.gap = segment.gap
    r.released = segment.released
    r.onboard = segment.onboard
    r.visits = segment.visits
