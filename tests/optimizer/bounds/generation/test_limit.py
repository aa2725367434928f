"""Bounds by column generation: never above the best plan, equal to it where nothing is relaxed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from optimizer.bounds.generation import MOST_VISITS, LowerBound, cost_limit, paid_limit
from optimizer.errors import UnsupportedProblem
from optimizer.plan import Plan
from optimizer.policy import Policy
from optimizer.problem import Problem
from optimizer.stop import Stop
from tests import oracle, random_days, toys
from tests.small_problems import generous

SEEDS = (1, 2, 3, 4, 7, 8, 10, 11, 14, 15, 16, 18)
ROUNDING = 5
ROUNDS = 8


@cache
def day(seed: int) -> Problem:
    """Up to five visits: windows, on-board limits, boxes, skills, canteens and an emergency."""
    problem = random_days.problem(
        seed,
        visits=3 + seed % 3,
        riders=1 + seed % 3,
        canteens=1 + seed % 2,
        kitchens=seed % 5 == 0,
        locks=seed % 2,
        emergency=seed % 4 == 1,
    )
    return generous(problem) if seed % 2 else problem


@cache
def best(seed: int) -> int:
    return -(-oracle.best_cost(day(seed)) // 100)


def paid_only(problem: Problem) -> Problem:
    nothing = dict.fromkeys(
        (
            "early_percent",
            "late_percent",
            "rider_seconds",
            "unfamiliar_seconds",
            "change_seconds",
            "longest_percent",
            "onboard_percent",
            "slack_percent",
        ),
        0,
    )
    policy = replace(problem.policy, **nothing)  # type: ignore[arg-type]
    return replace(problem, policy=policy)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_costs_less_than_the_limit(seed: int):
    assert cost_limit(day(seed), Stop(iterations=ROUNDS)).least <= best(seed)


@pytest.mark.parametrize("seed", [3, 10])
def test_a_search_that_is_stopped_early_proves_less_but_nothing_wrong(seed: int):
    proven = [cost_limit(day(seed), Stop(iterations=few)).least for few in range(7)]
    assert proven == sorted(proven)
    assert proven[-1] <= best(seed)


@pytest.mark.parametrize("seed", [1, 3, 7, 11, 14])
def test_no_plan_that_serves_everybody_pays_less(seed: int):
    problem = paid_only(day(seed))
    known = oracle.best_plan(problem)
    assert not known.plan.unserved
    assert paid_limit(day(seed), Stop(iterations=ROUNDS)).least <= -(-known.cost // 100)


def test_paid_time_is_bounded_whatever_tiers_there_are():
    problem = toys.line((0, 3), visits={"V1": {"tier": 7}}, policy=Policy(unserved_by_tier={7: 1}))
    assert paid_limit(problem, Stop(iterations=ROUNDS)).least > 600


@pytest.mark.parametrize("positions", [(0, 3), (0, 1, 2, 3), (0, 4, -3, 2)])
def test_the_limit_of_one_easy_trip_is_its_cost(positions: tuple[int, ...]):
    problem = toys.line(positions)
    known = oracle.best_plan(problem)
    limit = cost_limit(problem, Stop(iterations=60), incumbent=known.plan)
    assert limit.closed
    assert known.cost // 100 * 0.995 - ROUNDING <= limit.least <= known.cost // 100


def test_too_many_boxes_for_one_trip_take_two():
    one, two = (toys.line((0, 1, 1), riders=(toys.rider(boxes=boxes),)) for boxes in (2, 1))
    proven = [cost_limit(problem, Stop(iterations=60)).least for problem in (one, two)]
    assert proven[0] + 300 < proven[1] <= -(-oracle.best_cost(two) // 100)


def test_fewer_riders_than_are_needed_leave_somebody_out():
    problem = toys.line((0, 1, 2), riders=(toys.rider("R1"), toys.rider("R2")))
    limit = cost_limit(problem, Stop(iterations=30), fewest=2)
    assert limit.by_riders[1] > 1_000_000 > limit.by_riders[2]
    assert limit.least == limit.by_riders[2]


def test_riders_are_counted_who_are_too_many_for_a_cost():
    limit = LowerBound(least=5, by_riders=(90, 40, 5, 7), iterations=1, closed=True)
    assert [limit.riders(cost) for cost in (100, 50, 6, 4)] == [0, 1, 2, 4]


def test_progress_is_told_and_only_gets_better():
    told: list[int] = []
    cost_limit(day(3), Stop(iterations=8), on_progress=lambda _, least: told.append(least))
    assert told == sorted(told)
    assert told


def test_nobody_and_nothing_to_do_have_their_costs():
    empty = toys.line((0,))
    assert cost_limit(empty, Stop()).least == 0
    alone = toys.line((0, 1), riders=())
    assert cost_limit(alone, Stop()).least == Policy().unserved_by_tier[1] - ROUNDING + 1


@pytest.mark.parametrize(
    "problem",
    [
        toys.line(range(MOST_VISITS + 2)),
        toys.two_levels(),
        random_days.problem(3, frozen=True),
    ],
    ids=["large", "two levels", "begun"],
)
def test_what_cannot_be_stated_is_refused(problem: Problem):
    with pytest.raises(UnsupportedProblem):
        cost_limit(problem, Stop(iterations=1))


def test_a_plan_to_begin_with_is_only_a_hint():
    problem = day(3)
    idle = Plan(riders=(), unserved=())
    assert cost_limit(problem, Stop(iterations=ROUNDS), incumbent=idle).least <= best(3)
