"""The engine's algebra of a trip agrees with trying every departure."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.engine.instance import SEGMENT, table
from optimizer.engine.segments import FAR, Segment, empty, load, store, then
from optimizer.engine.spans import trip_span

DEPARTURES = range(-90, 140)
"""Every departure that could matter for the small numbers below, and some beyond."""


@dataclass(frozen=True)
class Call:
    """A ride and the visit it leads to, in seconds of a tiny day."""

    ride: int
    service: int
    opens: int
    width: int
    limit: int
    released: int

    def segment(self):
        closes = self.opens + self.width
        gap = self.opens - self.limit
        return Segment(self.service, self.opens, closes, self.limit, gap, self.released, 0, 1)


calls = st.lists(
    st.builds(
        Call,
        ride=st.integers(0, 12),
        service=st.integers(0, 6),
        opens=st.integers(0, 60),
        width=st.integers(0, 40),
        limit=st.integers(0, 50),
        released=st.just(-FAR) | st.integers(0, 70),
    ),
    min_size=1,
    max_size=6,
)
loadings = st.integers(0, 9)
openings = st.just(-FAR) | st.integers(-20, 100)


@dataclass(frozen=True)
class Driven:
    """What one departure leads to: end, sum of the times since it, whether all rules hold."""

    end: int
    onboard: int
    right: bool


def drive(trip, depart, loading):
    time, onboard, right = depart, 0, True
    for call in trip:
        start = max(time + call.ride, call.opens)
        right = right and start <= call.opens + call.width and depart >= call.released
        right = right and start - (depart - loading) <= call.limit
        time, onboard = start + call.service, onboard + start - depart
    return Driven(time, onboard, right)


def tried(trip, opens, loading):
    """Every departure that keeps every rule, and what it leads to."""
    driven = {depart: drive(trip, depart, loading) for depart in DEPARTURES if depart >= opens}
    return {depart: end for depart, end in driven.items() if end.right}


def joined(trip):
    segment = empty()
    for call in trip:
        segment = then(segment, call.ride, call.segment())
    return segment


def broken(segment):
    return segment.slack < -FAR // 2


@given(calls, st.data())
@settings(max_examples=300)
def test_segments_may_be_joined_in_any_order(trip, data):
    parts = [(call.ride, call.segment()) for call in trip]
    while len(parts) > 1:
        k = data.draw(st.integers(0, len(parts) - 2))
        (ride, head), (between, tail) = parts[k : k + 2]
        parts[k : k + 2] = [(ride, then(head, between, tail))]
    segment = then(empty(), *parts[0])
    one_by_one = joined(trip)
    assert broken(segment) == broken(one_by_one)
    if not broken(segment):
        assert segment == one_by_one


@given(calls)
def test_empty_is_neutral(trip):
    segment = joined(trip)
    if not broken(segment):
        assert then(segment, 0, empty()) == segment
        assert then(empty(), 0, segment) == segment


@given(calls, openings, loadings)
@settings(max_examples=400)
def test_trip_that_can_leave_is_one_that_some_departure_allows(trip, opens, loading):
    span = trip_span(joined(trip), opens, loading)
    assert (span.duration >= 0) == bool(tried(trip, opens, loading))


@given(calls, openings, loadings)
@settings(max_examples=400)
def test_duration_is_least_and_all_departures_between_the_bounds_reach_it(trip, opens, loading):
    allowed = tried(trip, opens, loading)
    if allowed:
        lasts = {depart: driven.end - depart for depart, driven in allowed.items()}
        least = [depart for depart, lasting in lasts.items() if lasting == min(lasts.values())]
        span = trip_span(joined(trip), opens, loading)
        assert span == (min(lasts.values()), least[0], max(allowed))
        assert least == list(range(least[0], max(allowed) + 1))


@given(calls, openings, loadings)
@settings(max_examples=400)
def test_one_departure_returns_first_and_is_least_on_board(trip, opens, loading):
    allowed = tried(trip, opens, loading)
    if allowed:
        segment = joined(trip)
        driven = allowed[trip_span(segment, opens, loading).earliest]
        assert driven.end == min(other.end for other in allowed.values())
        assert driven.onboard == min(other.onboard for other in allowed.values())


@given(calls)
def test_onboard_is_the_sum_of_times_without_waiting(trip):
    segment = joined(trip)
    unhurried = [
        Call(c.ride, c.service, opens=-FAR, width=2 * FAR, limit=FAR, released=-FAR) for c in trip
    ]
    assert segment.onboard == drive(unhurried, 0, 0).onboard
    assert segment.visits == len(trip)


@given(calls)
def test_tables_keep_segments(trip):
    rows = table(SEGMENT, 3)
    store(rows, 1, joined(trip))
    assert load(rows, 1) == joined(trip)
    assert load(rows, 0) == load(rows, 2) == Segment(0, 0, 0, 0, 0, 0, 0, 0)
