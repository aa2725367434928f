"""Trips go to riders who can make them: no two at once, no more than allowed, fewest riders."""

from __future__ import annotations

import pytest

from benchmarks.peers import packing
from benchmarks.peers.packing import packed
from benchmarks.peers.parts import parts_of
from optimizer.locks import NeverLock
from optimizer.stop import Stop
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.slots import slots_of
from optimizer.strategies.pyvrp.tours import Tour
from tests.toys import OPEN, line, rider


def pack(problem, *times):
    """The k-th trip serves the k-th visit; it may leave from one time to the other, for 600 s."""
    (part,) = parts_of(problem, Stop())
    slots = slots_of(problem, {rider.id: () for rider in part.riders})
    bans = Bans(problem, part.pins, part.customers)
    tours = [
        Tour(slots[0], (number,), start, start + 600, latest)
        for number, (start, latest) in enumerate(times)
    ]
    return packed(part, bans, slots, tours, 0, 5.0)


def riders_of(made):
    return {tour.customers[0]: tour.slot.rider.id for tour in made}


BOTH = (rider("R1"), rider("R2"))


@pytest.fixture(params=["CP-SAT", "one by one"], autouse=True)
def way(request, monkeypatch):
    if request.param != "CP-SAT":
        monkeypatch.setattr(packing, "_solved", lambda *_: None)
    return request.param


def test_trips_that_can_follow_each_other_take_one_rider():
    made = pack(line(riders=BOTH), (OPEN + 300, OPEN + 300), (OPEN + 300, OPEN + 1_200))
    assert len(set(riders_of(made).values())) == 1
    first, second = sorted(made, key=lambda tour: tour.start)
    assert second.start - 300 >= first.end, "loading comes between"


def test_trips_at_once_take_two():
    made = pack(line(riders=BOTH), (OPEN + 300, OPEN + 300), (OPEN + 300, OPEN + 1_100))
    assert set(riders_of(made).values()) == {"R1", "R2"}


def test_of_trips_that_nobody_can_make_the_lightest_is_lost(way):
    if way != "CP-SAT":
        pytest.skip("first come, first served")
    problem = line(visits={"V2": {"tier": 3}})
    late = (OPEN + 2_000, OPEN + 3_000)
    made = pack(problem, (OPEN + 300, OPEN + 300), (OPEN + 4_000, OPEN + 4_000), late)
    assert sorted(riders_of(made)) == [0, 2], "two trips at most"


def test_no_rider_takes_whom_a_lock_keeps_away():
    problem = line(riders=BOTH, locks=(NeverLock(visits=("V1",), rider="R1"),))
    assert riders_of(pack(problem, (OPEN + 300, OPEN + 300))) == {0: "R2"}


def test_a_trip_fits_into_the_shift_or_is_lost():
    assert pack(line(), (OPEN + 8_500, OPEN + 8_500)) == []
