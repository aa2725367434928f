"""Every problem reaches the kernel as arrays of the same types, so that it is compiled once."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from hypothesis import given, settings
from numba import typeof

from optimizer.checker.cost import cost_of
from optimizer.checker.walk import Walk
from optimizer.engine import search, solution
from optimizer.engine.gate import instance_of
from optimizer.engine.segments import FAR
from optimizer.engine.warming import warm_up
from optimizer.locks import DayLock, NeverLock, SequenceLock, TripLock
from optimizer.planning import solve
from optimizer.policy import Policy
from optimizer.problem import Batch
from optimizer.stop import Stop
from tests import plans, random_days, toys

OPEN = toys.OPEN
PLAIN = toys.line()
RICH = toys.line(
    (0, 9, 1, 8, 2, 7),
    travel={"ebike": toys.line_travel((0, 9, 1, 8, 2, 7)), "foot": toys.line_travel(range(6), 200)},
    canteens=(
        toys.canteen("C1", "p0", batches=(Batch(ready=OPEN, meals=9),), loading_bays=2),
        toys.canteen("C2", "p1", capacity_by_diet={"halal": 2, "regular": 8}),
    ),
    riders=(toys.rider(may_load_at=("C2",)), toys.rider("R2", "C2", profile="foot")),
    locks=(SequenceLock(visits=("V1", "V2")), NeverLock(visits=("V3", "V4"))),
)


@given(random_days.problems())
@settings(max_examples=60)
def test_all_problems_have_the_same_types_and_contiguous_arrays(problem):
    instance, _ = instance_of(problem)
    assert typeof(instance) == typeof(instance_of(PLAIN)[0])
    arrays = [getattr(instance, field.name) for field in fields(instance)][:-1]
    assert all(array.flags.c_contiguous for array in arrays)
    assert all(array.dtype.fields is None or array.dtype.isalignedstruct for array in arrays)


def test_entries_are_compiled_once():
    warm_up()
    for problem in (PLAIN, RICH):
        known = solve(problem, "nearest", Stop())
        solve(problem, "engine", Stop(iterations=3_000), warm_start=known)
    entries: tuple[Any, ...] = (
        search.improve,
        solution.reset,
        solution.lay,
        solution.fill,
        solution.restore,
        solution.shut,
        solution.spare_rider,
    )
    for entry in entries:
        assert len(entry.signatures) == 1


def test_visits_become_nodes():
    visits = {"V2": {"meals": {"regular": 2}, "tier": 2, "preferred": (OPEN + 600, OPEN + 900)}}
    instance, names = instance_of(toys.line(visits=visits))
    assert names.blocks == (("V1",), ("V2",), ("V3",))
    assert instance.node.boxes.tolist() == [1, 2, 1]
    assert instance.node.weight.tolist() == [200_000_000, 100_000_000, 200_000_000]
    assert instance.member.wanted.tolist() == [-FAR, OPEN + 600, -FAR]
    assert instance.member.due.tolist() == [FAR, OPEN + 900, FAR]
    assert instance.part.latest.tolist() == [[OPEN + 7_200] * 3]
    assert instance.near.tolist() == [[1, 2], [0, 2], [1, 0]]


def test_locked_sequences_are_one_node():
    instance, names = instance_of(toys.line(locks=(SequenceLock(visits=("V3", "V1")),)))
    assert names.blocks == (("V2",), ("V3", "V1"))
    assert instance.node.boxes.tolist() == [1, 2]
    assert (instance.node.enter[1], instance.node.leave[1]) == (3, 1)
    assert instance.part[0, 1].duration == 60 + 120 + 60
    assert instance.part[0, 1].onboard == 60 + 120
    assert instance.reach.tolist() == [[0, 0, 120]]


def test_frozen_visits_and_their_meals_are_gone():
    problem = toys.line(canteens=(toys.canteen(capacity=5),))
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V2")]).riders[0].trips
    instance, names = instance_of(replace(problem, riders=(toys.rider(frozen=begun),)))
    assert names.blocks == (("V1",), ("V3",))
    assert instance.capacity.tolist() == [4]
    rider = instance.rider[0]
    assert (rider.begun, rider.trips, rider.place) == (1, 1, 2)
    assert (rider.free, rider.spent) == (begun[0].stops[-1].end, rider.free - OPEN)


def test_pins_count_planned_trips_and_days_have_labels():
    locks = (
        TripLock(visit="V4", rider="R1", trip=1),
        DayLock(rider="R2", trips=(("V1", "V3"), ("V2",))),
    )
    instance, names = instance_of(
        toys.line(range(5), riders=(toys.rider("R1"), toys.rider("R2")), locks=locks)
    )
    assert names.blocks == (("V1",), ("V2",), ("V3",), ("V4",))
    assert instance.node.pin.tolist() == [-1, -1, -1, 1]
    assert instance.node.label.tolist() == [0, 1, 0, -1]
    assert instance.node["rank"].tolist() == [0, 0, 1, -1]
    assert instance.allowed.tolist() == [[0, 1], [0, 1], [0, 1], [1, 0]]


def test_only_riders_whose_places_can_be_exchanged_are_twins():
    crew = [toys.rider("R1"), toys.rider("R2"), toys.rider("R3", boxes=9), toys.rider("R4")]
    problem = toys.line(riders=tuple(crew), visits={"V1": {"familiarity": {"R4": 1.0}}})
    twin = instance_of(problem)[0].rider.twin.tolist()
    assert twin[0] == twin[1]
    assert len(set(twin)) == 3


def test_assignments_cost_what_the_checker_counts():
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2"), toys.rider("R3")))
    problem = replace(
        problem,
        visits=(replace(problem.visits[0], familiarity={"R1": 0.5, "R2": 1.0}),),
        previous=plans.by_hand(problem, R3=[("C1", OPEN + 300, "V1")]),
    )
    for rider, cost in zip(problem.riders, instance_of(problem)[0].assign[0], strict=True):
        plan = plans.by_hand(problem, **{rider.id: [("C1", OPEN + 300, "V1")]})
        counted = cost_of(Walk(problem, plan))
        assert cost == 100 * (counted["unfamiliar"] + counted["change"])


def test_weights_may_be_as_large_as_a_person_likes():
    problem = toys.line(
        visits={"V1": {"familiarity": {"R1": 1.0}}},
        riders=(toys.rider("R1"), toys.rider("R2")),
        policy=Policy(change_seconds=10**9, unfamiliar_seconds=10**9),
    )
    problem = replace(problem, previous=plans.by_hand(problem, R1=[("C1", OPEN + 300, "V1")]))
    assert instance_of(problem)[0].assign[0].tolist() == [0, 2 * 10**11]
