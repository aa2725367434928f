"""The small problems bind every rule, and no strategy finds what the oracle does not."""

from __future__ import annotations

import pytest

from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.stop import Stop
from optimizer.strategies import registry
from optimizer.timing import Pins
from tests import oracle
from tests.exhaustive import is_whole
from tests.relaxed import relaxed
from tests.small_problems import COUNT, least_cost, small_problem
from tests.unrounded import components, hundredths

BINDING = {
    Rule.SERVED_ONCE: 2,
    Rule.BOXES: 8,
    Rule.WINDOW: 0,
    Rule.FRESH: 162,
    Rule.RELEASED: 177,
    Rule.SHIFT: 162,
    Rule.TRIPS: 106,
    Rule.CHAIN: 138,
    Rule.KITCHEN: 2,
    Rule.BATCH: 1,
    Rule.BAYS: 133,
    Rule.DIET: 11,
    Rule.SKILL: 16,
    Rule.CANTEEN: 6,
    Rule.TRAVEL: 18,
    Rule.LOCK: 4,
}
"""For each rule, a small problem that could serve more without it; none has two levels."""


def test_every_rule_of_one_level_binds_somewhere():
    assert set(BINDING) == set(Rule) - {Rule.SUPPLY}


@pytest.mark.parametrize("rule", BINDING)
def test_every_rule_keeps_somebody_from_being_served(rule: Rule):
    problem = small_problem(BINDING[rule])
    assert unserved(relaxed(problem, rule)) < unserved(problem)


def unserved(problem: Problem) -> int:
    return components(problem, oracle.best_plan(problem).plan)["unserved"]


def rides_whole(problem: Problem, plan: Plan) -> bool:
    """Whether locked sequences ride whole, stricter than the rule, as in the oracle's plans."""
    pins = Pins(problem)
    trips = [
        tuple(stop.visit for stop in trip.stops)
        for day in plan.riders
        for trip in day.trips[len(problem.rider[day.rider].frozen) :]
    ]
    return all(pins.contradictory.isdisjoint(trip) and is_whole(pins, trip) for trip in trips)


@pytest.mark.parametrize("name", registry.names())
@pytest.mark.parametrize("seed", range(0, COUNT, 4))
def test_no_strategy_finds_a_cheaper_plan(name: str, seed: int):
    problem = small_problem(seed)
    plan = solve(problem, name, Stop(iterations=2))
    if rides_whole(problem, plan):
        assert hundredths(problem, plan) >= least_cost(seed)
