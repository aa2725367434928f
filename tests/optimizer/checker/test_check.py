"""The verdict: every rule is judged, figures are recomputed, and nothing unknown is guessed at."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.checker import check
from optimizer.checker.check import CHECKS
from optimizer.errors import InvalidPlan
from optimizer.plan import Plan, RiderDay, Unserved
from optimizer.rules import EXPLANATIONS, Rule
from tests import toys
from tests.plans import alter_trip, by_hand

OPEN = toys.OPEN


def good(problem):
    return by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3")])


def test_every_rule_has_a_check_and_an_explanation():
    assert set(CHECKS) == set(Rule) == set(EXPLANATIONS)
    for explanation in EXPLANATIONS.values():
        assert all(explanation.meaning)
        assert all(explanation.remedy)


def test_clean_plan_is_ok():
    verdict = check(toys.line(), good(toys.line()))
    assert verdict.ok
    assert verdict.violations == ()
    assert verdict.misstated == ()


def test_true_figures_are_ok():
    problem = toys.line()
    plan = good(problem)
    verdict = check(problem, plan)
    assert check(problem, replace(plan, cost=verdict.cost, kpis=verdict.kpis)).ok


@pytest.mark.parametrize("name", ["total", "paid", "unserved"])
def test_misstated_cost_is_found(name):
    problem = toys.line()
    true = check(problem, good(problem)).cost
    verdict = check(problem, replace(good(problem), cost={**true, name: true[name] - 1}))
    assert not verdict.ok
    assert verdict.violations == ()
    assert verdict.misstated == ((name, true[name] - 1, true[name]),)


def test_unknown_cost_and_misstated_figures_are_found():
    problem = toys.line()
    plan = replace(good(problem), cost={"charity": -5}, kpis={"meals_unserved": 1, "trips": 1})
    assert check(problem, plan).misstated == (("charity", -5, 0), ("meals_unserved", 1, 0))


def test_all_violations_are_reported_together():
    problem = toys.line(
        riders=(toys.rider(boxes=2, max_trips=0),), visits={"V3": {"window": (OPEN, OPEN)}}
    )
    rules = {violation.rule for violation in check(problem, good(problem)).violations}
    assert rules == {Rule.BOXES, Rule.TRIPS, Rule.WINDOW}


def test_violation_reads_as_a_sentence_in_both_languages():
    problem = toys.line(riders=(toys.rider(boxes=2),))
    (violation,) = check(problem, good(problem)).violations
    assert str(violation) == (
        "BOXES (rider=R1, trip=0, meals=3, boxes=2): "
        "一趟的餐盒不超过骑手的箱位 / a trip's meals fit into the rider's boxes"
    )
    assert violation.remedy.zh
    assert violation.remedy.en


@pytest.mark.parametrize(
    ("plan", "paths"),
    [
        (lambda plan: alter_trip(plan, canteen="C9"), ["riders[0].trips[0].canteen"]),
        (lambda plan: replace(plan, riders=plan.riders * 2), ["riders[1].rider"]),
        (
            lambda plan: replace(plan, unserved=(Unserved(visit="V9", tier=1, reasons=()),)),
            ["unserved[0].visit"],
        ),
        (
            lambda plan: replace(
                plan, riders=(*plan.riders, RiderDay(rider="R9", start=0, end=0, trips=()))
            ),
            ["riders[1].rider"],
        ),
    ],
)
def test_unknown_names_are_refused(plan, paths):
    problem = toys.line()
    with pytest.raises(InvalidPlan) as error:
        check(problem, plan(good(problem)))
    assert [issue.path for issue in error.value.issues] == paths


def test_empty_problem_has_one_clean_plan():
    problem = toys.line((0,), riders=())
    assert check(problem, Plan(riders=(), unserved=())).ok
