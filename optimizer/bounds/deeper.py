"""The limit of a small problem, with what column generation adds to it."""

from __future__ import annotations

from dataclasses import replace

from optimizer.bounds.generation import cost_limit, paid_limit, supports
from optimizer.bounds.limit import Limit, limit
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop


def deeper(
    found: Limit, problem: Problem, *, incumbent: Plan | None = None, seconds: float = 60.0
) -> Limit:
    """``found`` with bounds of the whole cost and of weighted paid time, if there are any.

    Each of the two is worked on for at most so many ``seconds``. Problems that column generation
    does not support keep the limit that they have.
    """
    if supports(problem):
        return found
    full = found if found.leaving == 0 else limit(problem, leaving=0, seconds=seconds)
    fewest = full.riders or 0
    cost = cost_limit(problem, Stop(seconds=seconds), incumbent=incumbent, fewest=fewest)
    paid = paid_limit(problem, Stop(seconds=seconds), incumbent=incumbent, fewest=fewest)
    return replace(found, cost=cost.least, paid_cost=paid.least)
