"""Fixtures as problems: the sample's calibration, and a day with more and more hands."""

import pytest

from benchmarks.areas import area_day, sample_problem
from optimizer.checker import check
from optimizer.planning import solve
from optimizer.stop import Stop


@pytest.fixture(scope="module")
def steps():
    return [area_day(f"shortage-{percent}").problem for percent in (60, 110)]


def test_the_steps_differ_in_riders_alone(steps):
    few, many = steps
    assert {rider.id for rider in few.riders} < {rider.id for rider in many.riders}
    assert all(few.rider[r.id] == r for r in many.riders if r.id in few.rider)
    assert [(v.id, v.meals) for v in few.visits] == [(v.id, v.meals) for v in many.visits]


def test_fewer_hands_leave_more_people_without(steps):
    plans = [solve(problem, "nearest", Stop(seconds=30)) for problem in steps]
    few, many = (plan.kpis["meals_unserved"] for plan in plans)
    assert few > many
    for problem, plan in zip(steps, plans, strict=True):
        assert check(problem, plan).violations == ()


def test_a_rider_serves_about_sixty_buildings():
    """The sample's calibration: six riders' two trips would do for everybody."""
    problem = sample_problem()
    assert 50 <= len(problem.visits) / 6 <= 65
