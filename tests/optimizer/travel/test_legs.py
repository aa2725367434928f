"""A plan's rides are all that its check asks for, and nobody can plan with them by mistake."""

import numpy as np
import pytest
from hypothesis import given, settings

from optimizer.checker import check
from optimizer.errors import InvalidProblem
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.travel.legs import Legs, UnknownRide, reduced
from tests import random_days, toys


@settings(max_examples=60)
@given(random_days.problems())
def test_check_says_the_same_with_the_rides_alone(problem):
    plan = solve(problem, "nearest", Stop())
    small = reduced(problem, plan)
    assert check(small, plan) == check(problem, plan)
    assert reduced(small, plan) == small


def test_only_the_rides_of_the_plan_are_kept():
    problem = toys.line((0, 1, 2, 3))
    plan = solve(problem, "nearest", Stop())
    legs = reduced(problem, plan).travel["ebike"]
    assert isinstance(legs, Legs)
    assert legs.rides == {
        ride: (problem.travel["ebike"].seconds[ride], problem.travel["ebike"].metres[ride])
        for ride in ((0, 0), (0, 1), (1, 2), (2, 3), (3, 0))
    }


def test_another_plan_cannot_be_checked():
    problem = toys.line((0, 1, 2, 3))
    plan = solve(problem, "nearest", Stop())
    places = [location.id for location in problem.locations]
    with pytest.raises(UnknownRide, match="3 → 1"):
        reduced(problem, plan).seconds("ebike", places[3], places[1])


def test_nobody_gets_a_matrix():
    legs = Legs({(0, 1): (60, 250)}, 3)
    for part in (legs.seconds, legs.metres):
        assert part.shape == (3, 3)
        with pytest.raises(UnknownRide, match="名册"):
            np.asarray(part)


def test_legs_are_equal_by_their_rides():
    legs = Legs({(0, 1): (60, 250)}, 3)
    assert legs == Legs({(0, 1): (60, 250)}, 3)
    assert legs != Legs({(0, 1): (60, 251)}, 3)
    assert legs != toys.line((0, 1, 2)).travel["ebike"]


def test_negative_ride_is_an_issue_of_the_problem():
    problem = toys.line((0, 1))
    values = {name: getattr(problem, name) for name in ("date", "locations", "canteens")}
    travel = {"ebike": Legs({(0, 0): (0, 0), (0, 1): (-60, 250)}, 2)}
    with pytest.raises(InvalidProblem, match=r"travel\.ebike\.seconds\[0\]\[1\] = -60"):
        Problem(**values, riders=problem.riders, visits=problem.visits, travel=travel)
