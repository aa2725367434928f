"""The engine's plans of small problems are the best there are, under every rule."""

from __future__ import annotations

import pytest

from optimizer.planning import solve
from optimizer.stop import Stop
from tests import oracle
from tests.priced import priced
from tests.small_problems import COUNT, least_cost, small_problem
from tests.unrounded import hundredths

ITERATIONS = 6_000


@pytest.mark.parametrize("seed", range(COUNT))
def test_no_plan_costs_less(seed: int):
    problem = small_problem(seed)
    plan = solve(problem, "engine", Stop(iterations=ITERATIONS), seed=1)
    assert hundredths(problem, plan) == least_cost(seed)


@pytest.mark.parametrize("seed", range(0, COUNT, 3))
def test_no_plan_costs_less_where_changes_have_a_price(seed: int):
    problem = priced(small_problem(seed), seed)
    plan = solve(problem, "engine", Stop(iterations=ITERATIONS), seed=1)
    assert hundredths(problem, plan) == oracle.best_cost(problem)
