"""A large problem falls into parts that share nothing, and their plans make one of the whole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.locks import RiderLock
from optimizer.stop import Progress, Stop
from optimizer.strategies import divided, registry
from optimizer.strategies.divided import parts_of, together
from optimizer.strategies.nearest import Nearest
from optimizer.strategies.progress import tell
from optimizer.timing import Schedule
from optimizer.timing.supply import supplied
from tests import random_days
from tests.toys import canteen, line, rider, two_levels

CREW = (rider("R1"), rider("R2", canteen="C2"))


@pytest.fixture(autouse=True)
def everything_is_large(monkeypatch):
    monkeypatch.setattr(divided, "LARGE", 1)
    monkeypatch.setattr(divided, "SIZE", 2)


class Idle(Nearest):
    """Takes nobody along, counts one iteration, and remembers how long it might have searched."""

    def __init__(self):
        self.stops = []

    def solve(self, problem, stop, seed, warm_start=None, on_progress=None):
        self.stops.append(stop)
        plan = Schedule(problem).plan()
        tell(problem, plan, stop, 1, on_progress)
        return plan


def two_canteens(**changes):
    """V1 and V2 beside canteen C1 with rider R1, V3 and V4 far away beside C2 with R2."""
    canteens = (canteen(), canteen("C2", "p5"))
    asked = {"canteens": canteens, "riders": CREW, **changes}
    return line((0, 1, 2, 28, 29, 30), {"V5": {"location": "p4"}}, **asked)


def planned(problem, strategy, stop=None, warm_start=None, on_progress=None):
    parts = parts_of(problem, Stop())
    assert parts
    stop = stop or Stop(iterations=4)
    return together(strategy, problem, parts, stop, 0, warm_start, on_progress)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_parts_share_no_canteen_rider_or_visit_and_lose_nobody(seed):
    problem = random_days.problem(seed)
    parts = parts_of(problem, Stop())
    for kind in ("canteens", "riders", "visits"):
        found = Counter(one.id for part in parts for one in getattr(part, kind))
        assert all(times == 1 for times in found.values())
    for part in parts:
        ours = {canteen.id for canteen in part.canteens}
        assert all(set(visit.canteens or ()) <= ours for visit in part.visits)
        assert all(set(rider.loading_canteens()) <= ours for rider in part.riders)


def test_canteens_with_their_riders_and_nearest_visits_are_parts():
    parts = {part.canteens[0].id: part for part in parts_of(two_canteens(), Stop())}
    visits = {name: [visit.id for visit in part.visits] for name, part in parts.items()}
    assert visits == {"C1": ["V1", "V2"], "C2": ["V3", "V4", "V5"]}
    riders = {name: [rider.id for rider in part.riders] for name, part in parts.items()}
    assert riders == {"C1": ["R1"], "C2": ["R2"]}


def test_a_meal_point_stays_with_its_kitchen():
    assert parts_of(two_levels(), Stop()) == []


@pytest.mark.parametrize("tie", ["lock", "trip"])
def test_locks_and_trips_on_the_road_keep_a_problem_whole(tie):
    problem = two_canteens(locks=(RiderLock(visit="V1", rider="R2"),))
    if tie == "trip":
        problem = random_days.problem(1, frozen=True)
    assert parts_of(problem, Stop()) == []


@pytest.mark.parametrize("name", ["nearest", "ortools", "pyvrp"])
@given(seed=st.integers(0, 10_000))
@settings(max_examples=4, deadline=None)
def test_the_whole_plan_keeps_all_rules(name, seed):
    problem = random_days.problem(seed)
    if parts_of(problem, Stop()):
        plan = supplied(problem, planned(problem, registry.get(name)))
        assert check(problem, plan).violations == ()


def test_everybody_is_served_by_parts():
    plan = planned(two_canteens(), Nearest())
    assert not plan.unserved
    assert {day.rider for day in plan.riders} == {"R1", "R2"}


def test_who_fits_in_no_part_is_served_by_the_whole():
    """R2 has room for two of three: the third is R1's, from home, once the parts are one."""
    crew = (CREW[0], replace(CREW[1], boxes=2, max_trips=1))
    plan = planned(two_canteens(riders=crew), Nearest())
    assert not plan.unserved


def test_never_worse_than_the_warm_start():
    problem = two_canteens()
    good = Nearest().solve(problem, Stop(), 0)
    plan = planned(problem, Idle(), warm_start=good)
    assert check(problem, plan).cost["total"] == check(problem, good).cost["total"]


def test_told_to_stop_it_asks_no_more_of_a_strategy_than_to_stop():
    stop = Stop()
    stop.requested.set()
    asked = Idle()
    planned(two_canteens(), asked, stop)
    assert all(part.requested.is_set() for part in asked.stops)


def test_what_is_left_of_time_and_iterations_is_shared_by_visits():
    asked = Idle()
    planned(two_canteens(), asked, Stop(seconds=100, iterations=10))
    assert [stop.iterations for stop in asked.stops] == [6, 9]
    assert asked.stops[0].seconds == pytest.approx(0.6 * 96, abs=1)


def test_iterations_of_all_parts_are_told():
    told: list[Progress] = []
    planned(two_canteens(), Idle(), Stop(iterations=10), on_progress=told.append)
    assert told[-1].iterations == 2
