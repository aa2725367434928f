"""The checker's cost without its rounding: hundredths of a second, component by component."""

from __future__ import annotations

from dataclasses import replace

from optimizer.checker.cost import cost_of
from optimizer.checker.walk import Walk
from optimizer.plan import Plan
from optimizer.problem import Problem

PERCENTS = ("early", "late", "longest", "onboard", "slack")


def components(problem: Problem, plan: Plan) -> dict[str, int]:
    """Each component of the cost, without ``total``.

    Percentages a hundred times as large leave nothing to round down.
    """
    policy = problem.policy
    finer = {f"{name}_percent": 100 * getattr(policy, f"{name}_percent") for name in PERCENTS}
    paid = {kind: 100 * percent for kind, percent in policy.paid_percent.items()}
    finest = replace(problem, policy=replace(policy, paid_percent=paid, **finer))
    exact, whole = cost_of(Walk(finest, plan)), cost_of(Walk(problem, plan))
    return {
        name: exact[name] if name in (*PERCENTS, "paid") else 100 * whole[name]
        for name in whole
        if name != "total"
    }


def hundredths(problem: Problem, plan: Plan) -> int:
    """The cost of a plan in hundredths of a second."""
    return sum(components(problem, plan).values())
