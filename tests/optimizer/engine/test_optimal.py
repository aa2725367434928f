"""The engine's plans of small problems are the best there are, under every rule."""

from __future__ import annotations

import pytest

from optimizer.planning import solve
from optimizer.stop import Stop
from tests.small_problems import COUNT, least_cost, small_problem
from tests.unrounded import hundredths

ITERATIONS = 6_000


@pytest.mark.parametrize("seed", range(COUNT))
def test_no_plan_costs_less(seed: int):
    problem = small_problem(seed)
    plan = solve(problem, "engine", Stop(iterations=ITERATIONS), seed=1)
    assert hundredths(problem, plan) == least_cost(seed)
