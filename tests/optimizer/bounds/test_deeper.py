"""Column generation adds to the limit of problems that it can state, and leaves others alone."""

from optimizer.bounds import deeper, limit, proofs
from optimizer.checker import check
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import toys


def test_cost_and_paid_time_of_a_small_problem_are_bounded():
    problem = toys.line()
    plan = solve(problem, "nearest", Stop(seconds=5))
    found = deeper(limit(problem), problem, incumbent=plan, seconds=10)
    assert found.cost is not None
    assert found.paid_cost is not None
    assert found.cost <= plan.cost["total"]
    assert found.paid_cost <= plan.cost["paid"]
    shown = {proof.quantity for proof in proofs(found, plan.cost, plan.kpis)}
    assert "paid_cost" in shown


def test_paid_time_says_nothing_of_a_plan_that_leaves_somebody_out():
    problem = toys.line(canteens=(toys.canteen(capacity=1),))
    plan = solve(problem, "nearest", Stop(seconds=5))
    assert check(problem, plan).cost["unserved"]
    found = deeper(limit(problem, leaving=plan.cost["unserved"]), problem, seconds=10)
    assert "paid_cost" not in {proof.quantity for proof in proofs(found, plan.cost, plan.kpis)}


def test_two_levels_keep_the_limit_they_have():
    problem = toys.two_levels()
    found = limit(problem)
    assert deeper(found, problem) == found
