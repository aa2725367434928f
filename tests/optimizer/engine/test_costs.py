"""What the search believes a solution to cost is what the checker counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker.cost import unserved_cost
from optimizer.engine.gate import instance_of
from optimizer.engine.island import Island
from optimizer.engine.large import price
from optimizer.policy import Policy
from optimizer.stop import Stop
from tests import plans, random_days, toys
from tests.priced import priced
from tests.solutions import plan_of
from tests.unrounded import components

OPEN = toys.OPEN
TIME_ALONE = Policy(
    early_percent=0,
    late_percent=0,
    onboard_percent=0,
    slack_percent=0,
    unfamiliar_seconds=0,
    change_seconds=0,
)


def believed_and_counted(problem, iterations, seed):
    """Cost of the engine's best solution, and of the same plan with what is out of its hands."""
    instance, names = instance_of(problem)
    island = Island(instance, seed)
    island.start((), Stop())
    if len(instance.node) and len(instance.rider):
        island.run(iterations, 0.9)
    plan = plan_of(problem, instance, names, island.best)
    closed = {visit.id for visit in problem.visits} - {v for block in names.blocks for v in block}
    lost = sum(
        unserved_cost(problem.policy, problem.visit[entry.visit])
        for entry in plan.unserved
        if entry.visit in closed
    )
    return island.best.cost[0], sum(components(problem, plan).values()) - 100 * lost


@given(random_days.problems(kitchens=False, frozen=False, emergency=False), st.integers(0, 300))
@settings(max_examples=100)
def test_search_and_checker_agree_on_the_cost(problem, iterations):
    believed, counted = believed_and_counted(problem, iterations, seed=iterations)
    assert believed == counted


@given(random_days.problems(kitchens=False, frozen=True, emergency=False))
@settings(max_examples=60)
def test_they_agree_on_days_that_have_begun(problem):
    believed, counted = believed_and_counted(replace(problem, policy=TIME_ALONE), 100, seed=1)
    assert believed == counted


@given(
    random_days.problems(kitchens=False, emergency=False),
    st.integers(0, 10**6),
    st.integers(0, 200),
)
@settings(max_examples=100)
def test_they_agree_on_what_changes_cost(problem, seed, iterations):
    problem = priced(replace(problem, policy=TIME_ALONE), seed)
    believed, counted = believed_and_counted(problem, iterations, seed)
    assert believed == counted


def free_day_that_has_begun():
    """The first rider has done more than the second will; nobody costs anything but time."""
    problem = toys.line()
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V3 V1")]).riders[0].trips
    free = replace(TIME_ALONE, rider_seconds=0, paid_percent={"staff": 0})
    riders = (toys.rider("R1", frozen=begun, max_trips=1), toys.rider("R2"))
    return replace(problem, riders=riders, policy=free)


def test_day_that_has_begun_may_be_the_longest_although_it_is_free():
    believed, counted = believed_and_counted(free_day_that_has_begun(), 100, seed=1)
    assert believed == counted


@pytest.mark.parametrize(
    "problem",
    [free_day_that_has_begun(), random_days.problem(3), priced(random_days.problem(4), 2)],
)
def test_solution_put_together_from_parts_costs_the_same(problem):
    instance, _ = instance_of(problem)
    island = Island(instance, seed=0)
    island.start((), Stop())
    cost = island.best.cost.tolist()
    price(instance, island.best)
    assert island.best.cost.tolist() == cost
