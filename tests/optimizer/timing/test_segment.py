"""The algebra of a trip agrees with trying every departure."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.rules import Rule
from optimizer.timing.segment import Segment, visit_segment
from tests import toys

DEPARTURES = range(-90, 140)
"""Every departure that could matter for the small numbers below, and some beyond."""


@dataclass(frozen=True)
class Call:
    """A ride and the visit it leads to, in seconds of a tiny day."""

    ride: int
    service: int
    opens: int
    width: int
    onboard: int
    released: int | None

    def segment(self):
        window = self.opens, self.opens + self.width
        visit = toys.visit(
            "V", "p0", window=window, service_seconds=self.service, released=self.released
        )
        return visit_segment(visit, window, self.onboard)


calls = st.lists(
    st.builds(
        Call,
        ride=st.integers(0, 12),
        service=st.integers(0, 6),
        opens=st.integers(0, 60),
        width=st.integers(0, 40),
        onboard=st.integers(0, 45),
        released=st.none() | st.integers(0, 70),
    ),
    min_size=1,
    max_size=5,
)


@dataclass(frozen=True)
class Driven:
    """What one departure leads to."""

    end: int
    onboard: int
    broken: frozenset[Rule]


def drive(trip, depart):
    time, onboard, broken = depart, 0, set()
    for call in trip:
        start = max(time + call.ride, call.opens)
        if start > call.opens + call.width:
            broken.add(Rule.WINDOW)
        if start - depart > call.onboard:
            broken.add(Rule.FRESH)
        if call.released is not None and depart < call.released:
            broken.add(Rule.RELEASED)
        time, onboard = start + call.service, onboard + start - depart
    return Driven(time, onboard, frozenset(broken))


def joined(trip):
    segment = Segment()
    for call in trip:
        segment = segment.then(call.ride, call.segment())
    return segment


def joined_in_any_order(trip, data):
    """All calls of the trip, joined pair by pair wherever Hypothesis likes."""
    parts = [(call.ride, call.segment()) for call in trip]
    while len(parts) > 1:
        k = data.draw(st.integers(0, len(parts) - 2))
        (ride, head), (between, tail) = parts[k : k + 2]
        parts[k : k + 2] = [(ride, head.then(between, tail))]
    return Segment().then(*parts[0])


@given(calls, st.data())
@settings(max_examples=200)
def test_segments_may_be_joined_in_any_order(trip, data):
    assert joined_in_any_order(trip, data) == joined(trip)


@given(calls)
@settings(max_examples=200)
def test_departures_are_allowed_that_break_nothing(trip):
    segment = joined(trip)
    for depart in DEPARTURES:
        driven = drive(trip, depart)
        assert segment.allows(depart) == (not driven.broken)
        if Rule.WINDOW not in driven.broken:
            assert segment.end(depart) == driven.end


@given(calls, st.integers(-20, 100))
@settings(max_examples=200)
def test_depart_returns_first_and_is_least_on_board_of_those(trip, ready):
    segment = joined(trip)
    tried = {depart: drive(trip, depart) for depart in DEPARTURES if depart >= ready}
    clean = {depart: driven for depart, driven in tried.items() if not driven.broken}
    depart = segment.depart(ready)
    feasible = segment.refusal() is None and depart <= segment.latest
    assert feasible == bool(clean)
    if feasible:
        best = min((driven.end, driven.onboard) for driven in clean.values())
        assert (clean[depart].end, clean[depart].onboard) == best


@given(calls)
@settings(max_examples=200)
def test_refusal_names_the_rule_that_no_departure_keeps(trip):
    broken = [drive(trip, depart).broken for depart in DEPARTURES]
    if frozenset() in broken:
        expected = None
    elif all(Rule.WINDOW in rules for rules in broken):
        expected = Rule.WINDOW
    elif all(rules & {Rule.WINDOW, Rule.FRESH} for rules in broken):
        expected = Rule.FRESH
    else:
        expected = Rule.RELEASED
    assert joined(trip).refusal() == expected


@pytest.mark.parametrize("ready", [-5, 0, 7])
def test_empty_segment_leaves_at_once(ready):
    assert Segment().refusal() is None
    assert Segment().depart(ready) == ready
    assert Segment().end(ready) == ready


def test_waiting_counts_as_time_on_board():
    early = Call(ride=0, service=0, opens=0, width=10, onboard=60, released=None)
    late = Call(ride=5, service=0, opens=40, width=10, onboard=20, released=None)
    assert joined([early, late]).refusal() is Rule.FRESH


def test_smallest_limit_need_not_be_the_last_visits():
    strict = Call(ride=10, service=0, opens=0, width=60, onboard=9, released=None)
    easy = Call(ride=1, service=0, opens=0, width=60, onboard=60, released=None)
    assert joined([strict, easy]).refusal() is Rule.FRESH
