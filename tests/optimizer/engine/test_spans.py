"""A rider's day as a chain of trips agrees with trying every start."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.instance import SPAN, table
from optimizer.engine.segments import FAR, Segment
from optimizer.engine.spans import Span, join, load_span, never, store_span, trip_span

STARTS = range(-60, 160)
"""Every start of a day that could matter for the small numbers below, and some beyond."""


class Outing(NamedTuple):
    """Riding and loading, then a trip with one visit, in seconds of a tiny day."""

    ready: int
    """Riding and loading before the departure."""
    ride: int
    service: int
    opens: int
    width: int
    limit: int
    """On-board limit, from the departure."""
    released: int

    def span(self):
        window = self.opens - self.ride, self.opens + self.width - self.ride
        slack = self.limit - self.ride
        segment = Segment(
            self.ride + self.service, *window, slack, self.opens - self.limit, self.released, 0, 1
        )
        return trip_span(segment, -FAR, 0)

    def end(self, depart):
        """End of service after this departure; None: it breaks a rule."""
        start = max(depart + self.ride, self.opens)
        if depart < self.released or start > self.opens + self.width:
            return None
        return start + self.service if start - depart <= self.limit else None


outings = st.lists(
    st.builds(
        Outing,
        ready=st.integers(0, 9),
        ride=st.integers(0, 9),
        service=st.integers(0, 6),
        opens=st.integers(0, 90),
        width=st.integers(0, 40),
        limit=st.integers(0, 40),
        released=st.just(-FAR) | st.integers(0, 70),
    ),
    min_size=1,
    max_size=4,
)


def driven(day, start):
    """The earliest end of a day that starts then, each trip at its earliest; None: impossible."""
    free = start
    for outing in day:
        ends = (outing.end(depart) for depart in range(free + outing.ready, STARTS.stop + 100))
        free = next((end for end in ends if end is not None), None)
        if free is None:
            return None
    return free


def whole(day):
    span = Span(0, -FAR, FAR)
    for outing in day:
        span = join(span, outing.ready, outing.span())
    return span


@given(outings)
@settings(max_examples=300)
def test_day_is_as_short_as_the_shortest_of_all_starts(day):
    lasts = {s: end - s for s in STARTS if (end := driven(day, s)) is not None}
    span = whole(day)
    assert (span.duration >= 0) == bool(lasts)
    if lasts:
        least = [start for start, lasting in lasts.items() if lasting == min(lasts.values())]
        assert span == (min(lasts.values()), least[0], least[-1])
        assert span.earliest + span.duration == min(driven(day, start) for start in lasts)


@given(outings, st.data())
@settings(max_examples=300)
def test_spans_may_be_joined_in_any_order(day, data):
    parts = [(outing.ready, outing.span()) for outing in day]
    while len(parts) > 1:
        k = data.draw(st.integers(0, len(parts) - 2))
        (ready, head), (between, tail) = parts[k : k + 2]
        parts[k : k + 2] = [(ready, join(head, between, tail))]
    ready, rest = parts[0]
    span, one_by_one = join(Span(0, -FAR, FAR), ready, rest), whole(day)
    assert span == one_by_one or max(span.duration, one_by_one.duration) < 0


def test_what_cannot_be_spoils_the_day():
    noon = Span(10, 100, 200)
    assert join(never(), 0, noon) == join(noon, 0, never()) == never()
    assert join(Span(10, 300, 400), 0, noon) == never()


def test_waiting_is_paid_where_it_cannot_be_avoided():
    assert join(Span(10, 0, 20), 5, Span(7, 50, 60)) == (37, 20, 20)


@given(st.tuples(*[st.integers(-FAR, FAR)] * 3))
def test_tables_keep_spans(values):
    rows = table(SPAN, 2)
    store_span(rows, 1, Span(*values))
    assert load_span(rows, 1) == values
    assert load_span(rows, 0) == (0, 0, 0)
