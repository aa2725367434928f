"""No plan is better than the limit, and where one argument decides the limit is exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lunches import lunch
from optimizer.bounds import limit
from optimizer.checker import check
from optimizer.locks import NeverLock, RiderLock
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.problem import Batch, Problem, Travel
from optimizer.replan import replan
from optimizer.stop import Stop
from tests import oracle, plans, random_days, random_disruptions, toys
from tests.random_days import problem as random_day
from tests.small_problems import COUNT, generous, small_problem
from tests.toys import OPEN


def holds(problem: Problem, plan: Plan) -> None:
    verdict = check(problem, plan)
    assert not verdict.violations
    cost, kpis = verdict.cost["unserved"], verdict.kpis
    least = limit(problem, leaving=cost)
    assert least.unserved_cost <= cost
    assert least.unserved_meals <= kpis["meals_unserved"]
    for tier, meals in least.unserved_by_tier.items():
        assert meals <= kpis[f"unserved_tier_{tier}"]
    assert least.riders is not None
    assert least.riders <= kpis["riders"]
    assert least.paid_seconds is not None
    assert least.paid_seconds <= kpis["paid_seconds"]


@pytest.mark.parametrize("seed", range(0, COUNT, 3))
def test_the_best_plan_of_a_small_problem_is_not_better(seed: int):
    problem = small_problem(seed)
    holds(problem, oracle.best_plan(problem).plan)


@pytest.mark.parametrize("strategy", ["nearest", "savings"])
@pytest.mark.parametrize("seed", range(8))
def test_no_plan_of_a_middling_day_is_better(strategy: str, seed: int):
    problem = random_day(
        seed,
        visits=20,
        riders=4,
        canteens=1 + seed % 2,
        kitchens=seed % 3 == 0,
        locks=seed % 3,
        frozen=seed % 4 == 0,
        emergency=seed % 5 == 0,
    )
    holds(problem, solve(problem, strategy, Stop(iterations=1)))


def test_no_plan_with_a_meal_point_is_better():
    problem = toys.two_levels()
    holds(problem, solve(problem, "nearest", Stop(iterations=1)))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_plan_of_a_day_that_went_wrong_is_better(data: st.DataObject):
    """Trips under way, riders gone, kitchens down, meals that change hands on the road."""
    morning = data.draw(
        random_days.problems(locks=1, frozen=False, riders=3, visits=7).map(generous)
        | st.builds(toys.two_levels)
    )
    plan = solve(morning, "nearest", Stop(iterations=1))
    now = data.draw(random_disruptions.moments(plan, OPEN))
    events = data.draw(random_disruptions.disruptions(morning, plan, now))
    again = replan(morning, plan, now, events, stop=Stop(iterations=1), strategy="nearest")
    holds(again.problem, again.plan)


def test_bounds_of_several_canteens_add_up():
    """Riders come whole at each canteen, and nobody can be at both."""
    day = toys.line(
        (0, 1, 2, 3),
        visits={"V1": {"canteens": ("C1",)}, "V2": {"canteens": ("C2",)}},
        canteens=(toys.canteen("C1", capacity=1), toys.canteen("C2", "p3")),
        riders=(toys.rider("R1", boxes=2), toys.rider("R2", "C2", boxes=2)),
    )
    assert limit(day).riders == 2
    helper = replace(day, riders=(toys.rider("R1", boxes=2, may_load_at=("C2",)), day.riders[1]))
    assert limit(helper).riders == 1


def test_a_detour_that_is_faster_than_the_direct_way_is_allowed_for():
    """C2 is an hour from home on the direct way, but some minutes by way of V1."""
    day = roundabout(slow=(0, 3), cooks=("C1", "C2"))
    holds(day, plans.by_hand(day, R1=[("C1", OPEN + 300, "V1"), ("C2", OPEN + 780, "V2")]))


def test_a_detour_home_that_is_faster_than_the_direct_way_is_allowed_for():
    """V2 is an hour from home on the direct way, but some minutes by way of C3 and V1."""
    day = roundabout(slow=(2, 0), cooks=("C3", "C2"))
    holds(day, plans.by_hand(day, R1=[("C2", OPEN + 360, "V2"), ("C3", OPEN + 840, "V1")]))


def roundabout(slow: tuple[int, int], cooks: Sequence[str]) -> Problem:
    """C1, V1, V2, C2 and C3: a minute from each to each, but for one ``slow`` ride of an hour."""
    day = toys.line(
        range(5),
        canteens=(toys.canteen(), toys.canteen("C2", "p3"), toys.canteen("C3", "p4")),
        riders=(toys.rider(may_load_at=("C2", "C3"), shift=(OPEN, OPEN + 1_800)),),
    )
    seconds = 60 - 60 * np.eye(5, dtype=int)
    seconds[slow] = 3_600
    doors = zip(day.visits[:2], cooks, strict=True)
    visits = tuple(replace(visit, canteens=(name,)) for visit, name in doors)
    return replace(day, visits=visits, travel={"ebike": Travel(seconds, seconds)})


def test_less_time_proves_less_but_nothing_wrong():
    few = toys.line(range(9), riders=(toys.rider(boxes=3),))
    assert limit(few, seconds=0.0).unserved_meals <= 2


def test_no_plan_of_a_lunch_is_better():
    problem = lunch(2, visits=60, riders=3)
    holds(problem, solve(problem, "savings", Stop(iterations=1)))


def left(problem: Problem) -> int:
    return limit(problem).unserved_meals


def test_boxes_and_trips_decide_how_many_meals_are_left():
    few = toys.line(range(9), riders=(toys.rider(boxes=3),))
    assert left(few) == 2
    assert left(replace(few, riders=(toys.rider(boxes=4),))) == 0
    assert limit(few).notes[0].en.startswith("C1: 8 meals can only come from here")


def test_boxes_and_trips_decide_how_many_riders_are_needed():
    crew = tuple(toys.rider(name, boxes=2) for name in ("R1", "R2", "R3"))
    assert limit(toys.line(range(6), riders=crew)).riders == 2
    assert limit(toys.line(range(5), riders=crew)).riders == 1


def test_a_kitchen_decides_how_many_meals_are_left():
    assert left(toys.line(canteens=(toys.canteen(capacity=1),))) == 2
    assert left(toys.line(canteens=(toys.canteen(capacity=3),))) == 0


def test_a_diet_decides_how_many_meals_are_left():
    soft = {name: {"meals": {"soft": 1}} for name in ("V1", "V2")}
    kitchen = toys.canteen(capacity_by_diet={"soft": 1})
    assert left(toys.line(visits=soft, canteens=(kitchen,))) == 1
    assert left(toys.line(visits=soft)) == 0


def test_meals_packed_too_late_for_their_windows_are_left():
    late = (Batch(ready=OPEN + 300, meals=1), Batch(ready=OPEN + 3_600, meals=9))
    early = {name: {"window": (OPEN, OPEN + 3_600)} for name in ("V1", "V2")}
    assert left(toys.line(visits=early, canteens=(toys.canteen(batches=late),))) == 1


def test_a_visit_out_of_reach_is_left():
    far = toys.line((0, 1, 90))
    assert left(far) == 1
    assert "V2" in limit(far).notes[0].en


def test_time_within_windows_decides_how_many_are_left():
    """A rider is at the first door at 10:06 and, 21 minutes a stop, at the third after 10:40."""
    slow = {"service_seconds": 1_200, "window": (OPEN, OPEN + 2_400)}
    day = toys.line(visits={f"V{k}": slow for k in (1, 2, 3)})
    assert left(day) == 1
    assert left(replace(day, riders=(toys.rider("R1"), toys.rider("R2")))) == 0
    assert limit(replace(day, riders=(toys.rider("R1"), toys.rider("R2")))).riders == 2


def test_time_on_board_decides_how_many_are_left():
    """Twenty minutes after departure a rider who stops for ten has been at two doors."""
    slow = {"service_seconds": 600, "max_onboard_seconds": 1_500}
    day = toys.line(visits={f"V{k}": slow for k in (1, 2, 3)}, riders=(toys.rider(max_trips=1),))
    assert left(day) == 1
    assert left(replace(day, riders=(toys.rider(),))) == 0


def test_locks_decide_who_is_left():
    never = NeverLock(visits=("V1",), rider="R1")
    assert left(toys.line(locks=(never,))) == 1
    others = (toys.rider("R1"), toys.rider("R2", skills=("stairs",)))
    stairs = {"V1": {"skills": ("stairs",)}}
    given = RiderLock(visit="V1", rider="R1")
    assert left(toys.line(riders=others, visits=stairs)) == 0
    assert left(toys.line(riders=others, visits=stairs, locks=(given,))) == 1


def test_a_cheaper_plan_than_possible_has_no_bound_on_riders():
    few = toys.line(canteens=(toys.canteen(capacity=2),))
    assert limit(few, leaving=0).riders is None
    assert limit(few).riders == 1


def test_paid_time_counts_the_way_from_home_and_back():
    day = toys.line((0, 3))
    plan = plans.by_hand(day, R1=[("C1", OPEN + 300, "V1")])
    assert limit(day).paid_seconds == 300 + 180 + 60 + 180 == plan.riders[0].end - OPEN


def test_no_rider_no_bound_but_what_everybody_costs():
    nobody = limit(toys.line(riders=()))
    assert nobody.unserved_meals == 3
    assert nobody.riders == 0
