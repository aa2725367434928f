"""A version's problem and plan as the database keeps them: compressed, checked on the way out."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable

from api.files import dump_plan, dump_problem, load_plan, load_problem
from api.orders.records import Order
from api.plans.bulk import bulk_visits
from api.recent import Recent
from optimizer.checker import Verdict, check
from optimizer.errors import BrokenPlan
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.travel.legs import reduced

LEVEL = 3
"""Of compression: a third of the time of the usual one, and a fifth larger."""

_known: Recent[tuple[bytes, bytes], tuple[Problem, Plan]] = Recent(8)


def pack(problem: Problem, plan: Plan) -> tuple[bytes, bytes]:
    """Both documents of a checked plan; of the travel times the problem's holds the plan's rides.

    They are all that the check needs. The whole matrices of a district would take hundreds of
    megabytes and minutes a version; whoever plans again has them from the travel source.
    """
    ridden = reduced(problem, plan)
    packed = (
        zlib.compress(dump_problem(ridden, compact=True), LEVEL),
        zlib.compress(dump_plan(plan, compact=True), LEVEL),
    )
    _known.put(packed, (ridden, plan))
    return packed


def unpack(problem: bytes, plan: bytes) -> tuple[Problem, Plan]:
    """The documents behind ``pack``, checked again; the same bytes are checked once a process.

    Raises
    ------
    zlib.error, InvalidInput, BrokenPlan, UnknownRide
        When they were altered.
    """
    if (known := _known.get((problem, plan))) is not None:
        return known
    posed = load_problem(zlib.decompress(problem))
    planned = load_plan(zlib.decompress(plan))
    require_checked(posed, planned)
    _known.put((problem, plan), (posed, planned))
    return posed, planned


def forget() -> None:
    """Read and check every document anew, as another process does."""
    _known.clear()


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
    """Whether the orders are exactly the meals that are eaten where the problem's visits go.

    Meals in transit are ordered for at the visits that they are carried on to.
    """
    left: dict[str, Counter[str]] = {visit.id: Counter(visit.meals) for visit in problem.visits}
    for order in orders:
        if order.visit not in left or left[order.visit][order.diet] < order.meals:
            return False
        left[order.visit][order.diet] -= order.meals
    in_transit: dict[str, Counter[str]] = defaultdict(Counter)
    for visit, point in bulk_visits(problem).items():
        in_transit[point].update(left[visit])
    return all(left[visit.id].total() == visit.transit for visit in problem.visits) and all(
        in_transit[place.id] == Counter(place.capacity_by_diet)
        for place in problem.canteens
        if place.supplied_by
    )
