"""The cheapest of several plans is found among plans as they will be shown."""

from optimizer.checker import check
from optimizer.rules import Rule
from optimizer.strategies.repair import cheapest
from tests import plans
from tests.toys import OPEN, two_levels

PROBLEM = two_levels()
NOBODY = plans.by_hand(PROBLEM)
ONE = plans.by_hand(PROBLEM, R1=[("C1", OPEN + 300, "V3")])
UNBROUGHT = plans.by_hand(PROBLEM, R1=[("C1", OPEN + 300, "V3")], R2=[("P1", OPEN + 3_060, "V1")])


def test_cheapest_plan_is_taken():
    assert cheapest(PROBLEM, (NOBODY, ONE)) == ONE


def test_meals_that_nobody_brought_cost_a_plan_no_more_than_those_meals():
    assert {found.rule for found in check(PROBLEM, UNBROUGHT).violations} == {Rule.SUPPLY}
    plan = cheapest(PROBLEM, (NOBODY, UNBROUGHT))
    assert check(PROBLEM, plan).ok
    assert plan.served() == {"V3"}


def test_plan_that_breaks_another_rule_is_taken_only_if_all_do():
    late = plans.by_hand(PROBLEM, R1=[("C1", OPEN + 90_000, "V3")])
    assert cheapest(PROBLEM, (late, NOBODY)) == NOBODY
    assert cheapest(PROBLEM, (late,)) == late
