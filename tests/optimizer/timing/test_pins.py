"""Locks as strategies use them: who may carry what, where, and next to whom."""

from __future__ import annotations

import pytest

from optimizer.locks import DayLock, NeverLock, RiderLock, SequenceLock, TripLock
from optimizer.rules import Rule
from optimizer.timing.pins import Pins
from tests import plans, toys

LINE = (0, 1, 2, 3, 4)
CREW = (toys.rider("R1"), toys.rider("R2"))


def pins_of(*locks, riders=CREW):
    return Pins(toys.line(LINE, riders=riders, locks=locks))


def refuses(pins, rider, *trips):
    refusal = pins.refuses(rider, [tuple(trip.split()) for trip in trips])
    assert refusal is None or refusal.rule is Rule.LOCK
    return refusal is not None


@pytest.mark.parametrize(
    ("lock", "kept", "broken"),
    [
        (RiderLock(visit="V1", rider="R1"), ["R1", "V1"], ["R2", "V1"]),
        (TripLock(visit="V1", rider="R1", trip=1), ["R1", "V2", "V1"], ["R1", "V1", "V2"]),
        (TripLock(visit="V1", rider="R1", trip=0), ["R1", "V1"], ["R2", "V1"]),
        (SequenceLock(visits=("V1", "V2")), ["R1", "V3 V1 V2"], ["R1", "V1 V3 V2"]),
        (SequenceLock(visits=("V1", "V2")), ["R1", "V1 V2 V3"], ["R1", "V2 V1"]),
        (SequenceLock(visits=("V1", "V2")), ["R1", "V3"], ["R1", "V1", "V2"]),
        (NeverLock(visits=("V1", "V2"), rider="R1"), ["R2", "V1 V2"], ["R1", "V3 V2"]),
        (NeverLock(visits=("V1", "V2", "V3")), ["R1", "V1", "V2 V4"], ["R1", "V4 V3 V1"]),
        (DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), ["R1", "V1 V2", "V3"], ["R2", "V1"]),
        (DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), ["R1", "V2", "V3"], ["R1", "V2 V1"]),
        (DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), ["R1", "V3"], ["R1", "V3", "V1"]),
        (DayLock(rider="R1", trips=(("V1", "V2"),)), ["R1"], ["R1", "V1", "V2"]),
        (DayLock(rider="R1", trips=(("V1",),)), ["R2", "V4"], ["R1", "V1 V4"]),
    ],
)
def test_kept_and_broken(lock, kept, broken):
    pins = pins_of(lock)
    assert not refuses(pins, *kept)
    assert refuses(pins, *broken)


def test_sequences_join_into_blocks():
    pins = pins_of(SequenceLock(visits=("V3", "V1")), SequenceLock(visits=("V1", "V4")))
    assert pins.blocks == [("V2",), ("V3", "V1", "V4")]
    assert pins.block_of["V4"] == ("V3", "V1", "V4")
    assert not pins.contradictory


@pytest.mark.parametrize(
    "sequences",
    [
        [("V1", "V2"), ("V2", "V1")],
        [("V1", "V2"), ("V1", "V3")],
        [("V1", "V3"), ("V2", "V3")],
        [("V4", "V1", "V2"), ("V1", "V3")],
        [("V1", "V2"), ("V2", "V3"), ("V3", "V1")],
    ],
)
def test_contradictory_sequences_are_never_open_and_never_accepted(sequences):
    pins = pins_of(*(SequenceLock(visits=visits) for visits in sequences))
    assert sorted(visit for block in pins.blocks for visit in block) == ["V1", "V2", "V3", "V4"]
    assert pins.contradictory
    for block in pins.open_blocks():
        assert pins.contradictory.isdisjoint(block)
    for visit in pins.contradictory:
        assert refuses(pins, "R1", visit)


def test_block_with_a_contradictory_visit_is_contradictory_as_a_whole():
    pins = pins_of(SequenceLock(visits=("V1", "V2")), SequenceLock(visits=("V1", "V3")))
    assert pins.contradictory == {"V1", "V2", "V3"}


def test_locks_to_two_riders_let_nobody_carry_it():
    pins = pins_of(RiderLock(visit="V1", rider="R1"), RiderLock(visit="V1", rider="R2"))
    assert refuses(pins, "R1", "V1")
    assert refuses(pins, "R2", "V1")
    assert pins.rider_of(("V1",)) is None


def test_rider_of_a_block():
    pins = pins_of(RiderLock(visit="V2", rider="R2"), SequenceLock(visits=("V1", "V2")))
    assert pins.rider_of(("V1", "V2")) == "R2"
    assert pins.rider_of(("V3",)) is None


def under_way(*locks):
    """R1 has left with V1 and V2; trips to be planned come after."""
    begun = plans.by_hand(toys.line(LINE), R1=[("C1", toys.OPEN + 300, "V1 V2")]).riders[0].trips
    return pins_of(*locks, riders=(toys.rider("R1", frozen=begun), toys.rider("R2")))


def test_frozen_visits_ride_no_second_time():
    pins = under_way()
    assert pins.open_blocks() == [("V3",), ("V4",)]
    assert refuses(pins, "R1", "V1")
    assert refuses(pins, "R2", "V2")
    assert not refuses(pins, "R1", "V3")


@pytest.mark.parametrize(
    "lock",
    [
        RiderLock(visit="V1", rider="R2"),
        NeverLock(visits=("V1", "V2")),
        NeverLock(visits=("V1",), rider="R1"),
        SequenceLock(visits=("V2", "V1")),
        DayLock(rider="R1", trips=(("V2",), ("V3", "V4"))),
    ],
)
def test_what_has_begun_breaks_no_lock(lock):
    assert not refuses(under_way(lock), "R1", "V3 V4")


def test_trips_are_counted_from_the_frozen_ones_on():
    pins = under_way(TripLock(visit="V3", rider="R1", trip=1))
    assert not refuses(pins, "R1", "V3")
    assert refuses(pins, "R1", "V4", "V3")


def test_rest_of_a_begun_sequence_cannot_follow():
    pins = under_way(SequenceLock(visits=("V2", "V3")))
    assert pins.open_blocks() == [("V4",)]
    assert refuses(pins, "R1", "V3")
