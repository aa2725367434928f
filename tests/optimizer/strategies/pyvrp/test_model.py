"""What PyVRP is told is the problem itself: no trip is forbidden that the rules allow."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyvrp import Route

from optimizer.locks import NeverLock, RiderLock, SequenceLock
from optimizer.plan import RiderDay
from optimizer.problem import Batch
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.strategies.pyvrp.model import build, hopeless
from optimizer.strategies.pyvrp.network import Network
from optimizer.strategies.pyvrp.slots import slots_of
from optimizer.timing import Run, Schedule
from tests import random_days
from tests.toys import OPEN, canteen, line, rider


def stated(problem, split=()):
    """The model of all riders with the same split, and the number of each customer."""
    schedule = Schedule(problem)
    customers = customers_of(schedule)
    bans = Bans(problem, schedule.pins, customers)
    slots = slots_of(problem, {rider.id: split for rider in problem.riders})
    model = build(Network(problem, customers), bans, slots)
    return model, {customer.visits: number for number, customer in enumerate(customers)}


def route(problem, *visits, vehicle=0):
    """The trip with these visits, in order, on a vehicle type."""
    model, number = stated(problem)
    return Route(model.data, [number[(visit,)] for visit in visits], vehicle)


def test_the_clock_on_board_stops_at_the_last_service():
    """Loading 300, rides of 60 and a minute at two doors: V3 is served 300 + 3 * 60 + 120 later."""
    for limit, allowed in ((600, True), (599, False)):
        near = {"max_onboard_seconds": limit}
        visits = {"V1": near, "V2": near, "V3": near}
        assert route(line(visits=visits), "V1", "V2", "V3").is_feasible() is allowed


def test_a_tighter_limit_counts_where_its_visit_is_last():
    visits = {"V3": {"max_onboard_seconds": 599}}
    assert not route(line(visits=visits), "V1", "V2", "V3").is_feasible()
    assert route(line(visits=visits), "V2", "V3", "V1").is_feasible()


def test_riding_back_is_paid_and_must_end_with_the_shift():
    for ends, allowed in ((OPEN + 900, True), (OPEN + 899, False)):
        crew = (rider(shift=(OPEN, ends)),)
        trip = route(line((0, 1, 8), riders=crew), "V2")
        assert trip.duration() == 2 * 8 * 60 + 60
        assert not trip.is_feasible()
        trip = route(line((0, 1, 2, 4), riders=crew), "V1", "V3")
        assert trip.duration() == 2 * 4 * 60 + 120
        assert trip.is_feasible() is allowed


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({}, True),
        ({"canteens": ()}, None),
        ({"skills": ("stairs",)}, False),
        ({"meals": {"regular": 11}}, False),
        ({"meals": {"regular": 10}}, True),
        ({"released": OPEN + 7_200}, False),
        ({"released": OPEN + 6_000}, True),
        ({"window": (OPEN, OPEN + 300)}, False),
        ({"window": (OPEN, OPEN + 480)}, True),
    ],
)
def test_who_may_be_served(changes, allowed):
    problem = line(visits={"V3": changes})
    if allowed is None:
        assert ("V3",) not in stated(problem)[1]
    else:
        assert route(problem, "V3").is_feasible() is allowed


def test_nobody_leaves_before_the_first_batch():
    late = canteen(batches=(Batch(ready=OPEN + 1_000, meals=9),))
    assert route(line(canteens=(late,)), "V1").start_time() == OPEN + 1_000


def test_locks_to_riders_and_against_them():
    crew = (rider("R1"), rider("R2"))
    locks = (RiderLock(visit="V1", rider="R2"), NeverLock(visits=("V2",), rider="R2"))
    problem = line(riders=crew, locks=locks)
    model, number = stated(problem)
    may = {
        (slots[0].rider.id, visit): Route(model.data, [number[(visit,)]], vehicle).is_feasible()
        for vehicle, slots in enumerate(model.types)
        for visit in ("V1", "V2", "V3")
    }
    assert not may["R1", "V1"]
    assert may["R2", "V1"]
    assert may["R1", "V2"]
    assert not may["R2", "V2"]
    assert may["R1", "V3"]
    assert may["R2", "V3"]


def test_a_locked_sequence_is_one_customer():
    problem = line(locks=(SequenceLock(visits=("V1", "V3")),))
    model, number = stated(problem)
    assert set(number) == {("V1", "V3"), ("V2",)}
    there = Route(model.data, [number["V1", "V3"]], 0)
    assert there.duration() == 60 + 60 + 120 + 60 + 180


def test_riders_who_are_alike_are_vehicles_of_one_type():
    crew = (rider("R1"), rider("R2"), rider("R3", boxes=5))
    model, _ = stated(line(riders=crew), (OPEN + 3_600,))
    assert sorted(kind.num_available for kind in model.data.vehicle_types()) == [1, 1, 2, 2]


def test_who_can_never_be_served_is_told():
    far = line((0, 1, 90))
    model, number = stated(far)
    assert hopeless(model) == model.customers[number[("V2",)]].prize
    assert hopeless(stated(line((0, 1, 2)))[0]) == 0


@given(
    problem=random_days.problems(riders=1, canteens=1, kitchens=False, locks=0, frozen=False),
    seed=st.integers(0, 99),
)
@settings(max_examples=150)
def test_a_trip_that_keeps_all_rules_is_feasible_for_pyvrp(problem, seed):
    """Exact both ways with one limit for all and no waiting; else PyVRP allows at least as much."""
    everybody = tuple(replace(v, max_onboard_seconds=2_400) for v in problem.visits)
    problem = replace(problem, visits=everybody, policy=replace(problem.policy, emergency=None))
    schedule = Schedule(problem)
    customers = customers_of(schedule)
    if not customers:
        return
    model, _ = stated(problem)
    order = np.random.default_rng(seed).permutation(len(customers))
    for length in range(1, len(order) + 1):
        trip = [int(number) for number in order[:length]]
        run = Run("C1", tuple(customers[number].visits[0] for number in trip))
        allowed = isinstance(schedule.try_day("R1", [run]), RiderDay)
        told = Route(model.data, trip, 0)
        fed = sum(problem.visit[name].boxes for name in run.visits) <= problem.canteens[0].capacity
        if allowed:
            assert told.is_feasible()
        elif told.wait_duration() == 0 and fed and not problem.canteens[0].capacity_by_diet:
            assert not told.is_feasible()
