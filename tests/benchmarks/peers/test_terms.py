"""What VROOM and reinterpretcat's solver are told: skills for who may serve whom, priorities."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.parts import parts_of
from benchmarks.peers.terms import Terms, fixed_cost
from optimizer.locks import NeverLock
from optimizer.stop import Stop
from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.strategies.pyvrp.slots import slots_of
from optimizer.timing import Schedule
from tests.toys import OPEN, canteen, line, rider


def told(problem):
    schedule = Schedule(problem)
    customers = customers_of(schedule)
    slots = slots_of(problem, {rider.id: () for rider in problem.riders})
    return Terms(problem, schedule.pins, customers), slots


def serving(problem):
    """Who may serve each visit, as the skills say."""
    terms, slots = told(problem)
    asked, has = terms.skills(slots)
    return {
        customer.visits[0]: {s.rider.id for s, able in zip(slots, has, strict=True) if need <= able}
        for customer, need in zip(terms.customers, asked, strict=True)
    }


def test_nobody_needs_a_skill_where_everybody_may_serve_all():
    terms, slots = told(line(riders=(rider("R1"), rider("R2"))))
    asked, has = terms.skills(slots)
    assert not any(asked)
    assert not any(has)


def test_skills_diets_canteens_and_locks_are_skills():
    problem = line(
        (0, 9, 1, 2, 3, 4),
        canteens=(canteen(diets=("regular",)), canteen("C2", "p1")),
        riders=(rider("R1", skills=("stairs",)), rider("R2", "C2")),
        visits={
            "V2": {"skills": ("stairs",)},
            "V3": {"meals": {"halal": 1}},
            "V4": {"canteens": ("C1",)},
        },
        locks=(NeverLock(visits=("V5",), rider="R1"),),
    )
    may = serving(problem)
    assert may["V1"] == {"R1", "R2"}
    assert may["V2"] == may["V4"] == {"R1"}
    assert may["V3"] == may["V5"] == {"R2"}


def test_priorities_order_the_tiers_and_count_meals():
    tiers: Any = {"V1": {"tier": 1}, "V2": {"tier": 2}, "V3": {"tier": 3}}
    assert told(line(visits=tiers))[0].priorities == [100, 25, 5]
    several: Any = {
        "V1": {"meals": {"regular": 4}, "tier": 1},
        "V2": {"tier": 1},
        "V3": {"tier": 3},
    }
    assert told(line(visits=several))[0].priorities == [100, 25, 2]


def test_the_lightest_still_count_beside_the_heaviest():
    heavy: Any = {"V1": {"meals": {"regular": 90}}, "V2": {"tier": 3}, "V3": {"tier": 2}}
    assert told(line(visits=heavy, riders=(rider(boxes=99),)))[0].priorities == [100, 1, 5]


def test_a_slot_costs_its_share_of_the_rider_and_paid_loading():
    problem = line(riders=(rider(kind="platform"),))
    assert fixed_cost(problem, problem.riders[0], 2, 60, 300) == 3_600 + 130 * 360 // 100


def test_a_small_problem_is_one_part_without_riders_who_are_done():
    problem = line(riders=(rider("R1"), rider("R2", max_trips=0)))
    (part,) = parts_of(problem, Stop())
    assert [rider.id for rider in part.riders] == ["R1"]
    assert len(part.customers) == 3


def test_a_large_problem_is_divided_by_home_canteen():
    problem = line(
        (0, 20, 1, 19, 2, 18),
        canteens=(canteen("C1", "p0"), canteen("C2", "p1")),
        riders=(rider("R1"), rider("R2", "C2")),
    )
    parts = {part.riders[0].id: part for part in parts_of(problem, Stop(), 3)}
    found = {name: {c.visits[0] for c in part.customers} for name, part in parts.items()}
    assert found == {"R1": {"V2", "V4"}, "R2": {"V1", "V3", "V5"}}


def test_nobody_is_served_before_the_ride_from_release():
    late = {"V2": {"released": OPEN + 600}, "V3": {"released": OPEN + 7_000}}
    opens = [window[0] for window in told(line(visits=late))[0].windows]
    assert opens == [OPEN, OPEN + 720, OPEN + 7_180]
