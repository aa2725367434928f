"""A version's problem and plan as the database keeps them: compressed, checked on the way out."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from api.files import dump_plan, dump_problem, load_plan, load_problem
from api.orders.records import Order
from optimizer.checker import Verdict, check
from optimizer.errors import BrokenPlan
from optimizer.plan import Plan
from optimizer.problem import Problem


def pack(problem: Problem, plan: Plan) -> tuple[bytes, bytes]:
    """Both documents; the problem's holds its travel times, so that it can be checked again."""
    return zlib.compress(dump_problem(problem)), zlib.compress(dump_plan(plan))


@lru_cache(maxsize=8)
def unpack(problem: bytes, plan: bytes) -> tuple[Problem, Plan]:
    """The documents behind ``pack``, checked again; the same bytes are checked once a process.

    Raises
    ------
    zlib.error, InvalidInput, BrokenPlan
        When they were altered.
    """
    posed = load_problem(zlib.decompress(problem))
    planned = load_plan(zlib.decompress(plan))
    require_checked(posed, planned)
    return posed, planned


def require_checked(problem: Problem, plan: Plan) -> Verdict:
    """The verdict on a plan that breaks no rule.

    A stated cost does not matter here: a later release may weigh differently, and a plan that
    is safe must stay readable.

    Raises
    ------
    BrokenPlan
        With every violation.
    InvalidPlan
        When the plan names what the problem does not have.
    """
    verdict = check(problem, plan)
    if verdict.violations:
        raise BrokenPlan(verdict.violations)
    return verdict


def orders_fit(problem: Problem, orders: Iterable[Order]) -> bool:
    """Whether the orders are exactly the meals of the problem's visits."""
    ordered: Counter[tuple[str, str]] = Counter()
    for order in orders:
        ordered[order.visit, order.diet] += order.meals
    return ordered == {(v.id, diet): n for v in problem.visits for diet, n in v.meals.items()}
