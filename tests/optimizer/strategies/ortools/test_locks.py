"""Locks hold whatever they cost, and bind nobody else."""

from typing import Any

from optimizer.checker import check
from optimizer.locks import DayLock, Lock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.ortools import OrTools
from tests.toys import OPEN, line, rider

CREW = (rider("R1"), rider("R2"))


def tours(problem: Problem) -> dict[str, list[list[str]]]:
    plan = OrTools().solve(problem, Stop(iterations=15), seed=0)
    assert not check(problem, plan).violations
    return {
        day.rider: [[stop.visit for stop in trip.stops] for trip in day.trips]
        for day in plan.riders
    }


def locked(*locks: Lock, **changes: Any) -> dict[str, list[list[str]]]:
    values: dict[str, Any] = {"riders": CREW, "locks": locks}
    return tours(line(**(values | changes)))


def test_without_locks_one_trip_carries_all():
    assert list(locked().values()) == [[["V1", "V2", "V3"]]]


def test_a_rider_lock_chooses_the_rider():
    assert "V1" in locked(RiderLock(visit="V1", rider="R2"))["R2"][0]


def test_a_trip_lock_chooses_the_trip():
    trips = locked(TripLock(visit="V1", rider="R1", trip=1))["R1"]
    assert trips[1] == ["V1"]
    assert trips[0]


def test_a_second_trip_needs_a_first_one():
    """Nothing else can be carried first, so the visit locked to the second trip stays."""
    only = (TripLock(visit="V1", rider="R1", trip=1),)
    assert tours(line((0, 1), riders=(rider("R1"),), locks=only)) == {}


def test_a_sequence_rides_directly_in_its_order():
    trips = [trip for day in locked(SequenceLock(visits=("V3", "V1"))).values() for trip in day]
    at = next(trip for trip in trips if "V3" in trip)
    assert at[at.index("V3") + 1] == "V1"


def test_a_sequence_closes_over_a_visit_that_is_left_out():
    trips = locked(SequenceLock(visits=("V3", "V2", "V1")), visits={"V2": {"skills": ("lift",)}})
    assert list(trips.values()) == [[["V3", "V1"]]]


def test_sequences_that_contradict_each_other_leave_a_visit_out():
    locks = (SequenceLock(visits=("V1", "V2")), SequenceLock(visits=("V2", "V1")))
    served = [v for day in locked(*locks).values() for trip in day for v in trip]
    assert "V3" in served
    assert len(served) == 2


def test_visits_kept_from_a_rider_go_with_another():
    assert locked(NeverLock(visits=("V1", "V2", "V3"), rider="R1")) == {"R2": [["V1", "V2", "V3"]]}


def test_visits_kept_apart_ride_on_different_trips():
    trips = [trip for day in locked(NeverLock(visits=("V1", "V2"))).values() for trip in day]
    assert len(trips) == 2
    assert not any({"V1", "V2"} <= set(trip) for trip in trips)


def test_a_locked_day_is_carried_as_it_is_and_nothing_else():
    day = locked(DayLock(rider="R2", trips=(("V3", "V1"),)))
    assert day["R2"] == [["V3", "V1"]]
    assert day["R1"] == [["V2"]]


def test_a_locked_day_may_lose_a_whole_trip():
    day = DayLock(rider="R1", trips=(("V1",), ("V3", "V2")))
    late = {"V1": {"window": (OPEN, OPEN + 100)}}
    assert locked(day, visits=late) == {"R1": [["V3", "V2"]]}


def test_a_locked_visit_stays_unserved_rather_than_breaking_its_lock():
    weak = (rider("R1"), rider("R2", shift=(OPEN, OPEN + 300)))
    assert locked(RiderLock(visit="V1", rider="R2"), riders=weak) == {"R1": [["V2", "V3"]]}


def test_service_waits_for_a_lock_on_its_start():
    soon = {"V3": {"window": (OPEN, OPEN + 700)}}
    assert list(locked(visits=soon).values()) == [[["V1", "V2", "V3"]]]
    late = NotBefore(visit="V1", seconds=OPEN + 900)
    ((trip,),) = locked(late, visits=soon).values()
    assert sorted(trip[:2]) == ["V2", "V3"]
    assert trip[2] == "V1"


def test_nobody_serves_who_is_locked_until_too_late():
    never = NotBefore(visit="V1", seconds=OPEN + 7_201)
    assert list(locked(never).values()) == [[["V2", "V3"]]]
