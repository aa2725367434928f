"""A rider's day as a chain of trips: duration and possible starts, joined in constant time.

A trip that leaves no earlier than it can without waiting is rigid, so that a chain of trips
behaves like a chain of visits with windows: the segments of Vidal et al. (2013), "A hybrid
genetic algorithm with adaptive diversity management for a large class of vehicle routing problems
with time-windows". The duration is the least paid time, forced waiting included.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.engine.instance import Table
from optimizer.engine.jit import inner
from optimizer.engine.segments import FAR, Segment


class Span(NamedTuple):
    """A part of a day: least duration, and the first and last start that reach it, in seconds.

    A negative duration marks a span that cannot be.
    """

    duration: int
    earliest: int
    latest: int


@inner
def never() -> Span:
    """A span that cannot be."""
    return Span(-FAR, 0, 0)


@inner
def join(first: Span, ride: int, second: Span) -> Span:
    """``first``, then ``ride`` seconds of riding and loading, then ``second``."""
    if first.duration < 0 or second.duration < 0:
        return never()
    shift = first.duration + int(ride)
    if first.earliest + shift > second.latest:
        return never()
    waiting = max(second.earliest - shift - first.latest, 0)
    return Span(
        shift + second.duration + waiting,
        max(second.earliest - shift, first.earliest) - waiting,
        min(second.latest - shift, first.latest),
    )


@inner
def trip_span(segment: Segment, opens: int, loading: int) -> Span:
    """A trip from its departure on, which is no earlier than ``opens``, as part of a day."""
    first = max(segment.released, opens)
    if segment.slack < loading or max(first, segment.gap + loading) > segment.latest:
        return never()
    first = max(first, min(segment.earliest, segment.latest))
    return Span(segment.duration + max(0, segment.earliest - first), first, segment.latest)


@inner
def load_span(table: Table, row: int) -> Span:
    """The span in a row of a table."""
    r = table[row]
    return Span(r.duration, r.earliest, r.latest)


@inner
def store_span(table: Table, row: int, span: Span) -> None:
    """Write the span into a row of a table."""
    r = table[row]
    r.duration = span.duration
    r.earliest = span.earliest
    r.latest = span.latest
