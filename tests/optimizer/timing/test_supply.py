"""A bulk visit that nobody serves takes the meals of the second level with it, and no others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.planning import solve
from optimizer.rules import Rule
from optimizer.stop import Stop
from optimizer.strategies import registry
from optimizer.timing.supply import lacking
from tests.toys import canteen, rider, two_levels, visit


def without_driver():
    """Nobody may carry in bulk, so the point gets nothing."""
    problem = two_levels()
    drivers = (replace(problem.riders[0], skills=()), problem.riders[1])
    return replace(problem, riders=drivers)


@pytest.mark.parametrize("strategy", ["engine", "fixed_areas", "nearest"])
def test_nobody_walks_on_what_was_not_brought(strategy):
    problem = without_driver()
    plan = solve(problem, strategy, Stop(iterations=200))
    assert {entry.visit for entry in plan.unserved} == {"B1", "V1", "V2"}
    assert check(problem, plan).ok


def test_the_reason_is_the_missing_supply():
    plan = solve(without_driver(), "nearest", Stop(seconds=5))
    reasons = {entry.visit: entry.reasons for entry in plan.unserved}
    assert [reason.code for reason in reasons["B1"]] == ["SEVERAL", Rule.SKILL, Rule.CANTEEN]
    ((one,), (other,)) = (reasons["V1"], reasons["V2"])
    assert one.code == other.code == Rule.SUPPLY
    assert one.params["canteen"] == "P1"


def test_half_of_the_supply_serves_the_more_vulnerable_half():
    problem = two_levels()
    point = replace(problem.canteens[1], supplied_by=("B1", "B2"))
    brought = replace(problem.visits[0], meals={"regular": 10}, transit=2)
    never = replace(brought, id="B2", skills=("wings",))
    fragile = replace(problem.visits[2], tier=1)
    sturdy = replace(problem.visits[1], tier=3)
    halved = replace(
        problem,
        canteens=(problem.canteens[0], point),
        visits=(brought, never, sturdy, fragile, problem.visits[3]),
    )
    plan = solve(halved, "nearest", Stop(seconds=5))
    assert {entry.visit for entry in plan.unserved} == {"B2", "V1"}
    assert check(halved, plan).ok


@st.composite
def points(draw):
    """The toy with one to three bulk visits of which some cannot be carried, and more walkers."""
    problem = two_levels()
    first, last = problem.visits[0], problem.visits[-1]
    transits = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    bulk = tuple(
        replace(
            first,
            id=f"B{k}",
            meals={"regular": carried + draw(st.integers(0, 30))},
            transit=carried,
            skills=("bulk",) if draw(st.booleans()) else ("wings",),
        )
        for k, carried in enumerate(transits)
    )
    walked = tuple(
        visit(f"W{k}", f"p{2 + k % 2}", tier=draw(st.integers(1, 3)), canteens=("P1",))
        for k in range(draw(st.integers(1, sum(transits))))
    )
    point = replace(
        problem.canteens[1],
        capacity=sum(transits),
        supplied_by=tuple(visit.id for visit in bulk),
        batches=(replace(problem.canteens[1].batches[0], meals=sum(transits)),),
    )
    walkers = tuple(
        rider(f"W{k}", "P1", profile="foot", kind="volunteer", boxes=draw(st.integers(1, 6)))
        for k in range(draw(st.integers(1, 2)))
    )
    return replace(
        problem,
        canteens=(canteen(), point),
        riders=(problem.riders[0], *walkers),
        visits=(*bulk, *walked, last),
    )


@settings(max_examples=60, deadline=None)
@given(points(), st.sampled_from(sorted({"nearest", "fixed_areas"} & set(registry.names()))))
def test_every_plan_of_two_levels_keeps_every_rule(problem, strategy):
    plan = solve(problem, strategy, Stop(seconds=5))
    assert check(problem, plan).ok
    assert lacking(problem, plan, problem.canteens[1]) <= 0
