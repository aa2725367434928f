"""The oracle finds what asking the checker about every plan finds."""

from __future__ import annotations

import pytest

from tests import exhaustive, oracle, random_days

SEEDS = (0, 1, 2, 4, 5, 7, 9, 10, 11, 12, 14, 15, 16, 17, 20, 21, 24, 25, 28, 29, 32, 33, 35, 36)
"""Those that take the checker no more than a second or two."""


@pytest.mark.parametrize("seed", SEEDS)
def test_no_plan_of_a_tiny_problem_costs_less(seed: int):
    problem = random_days.problem(
        seed,
        visits=2 + seed % 2,
        riders=1 + seed // 2 % 2,
        canteens=1 + (seed % 3 == 0),
        kitchens=seed % 4 < 2,
        locks=seed % 3,
        frozen=seed % 5 == 0,
        emergency=seed % 4 == 1,
    )
    assert oracle.best_cost(problem) == exhaustive.best_cost(problem)
