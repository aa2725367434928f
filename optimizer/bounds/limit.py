"""The limit of a problem: what no plan can do better, whoever makes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from optimizer.bounds.bounds import Bounds
from optimizer.bounds.crews import Crews
from optimizer.bounds.notes import notes
from optimizer.bounds.program import Integers
from optimizer.checker.cost import unserved_cost
from optimizer.problem import Problem
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Lower bounds of a problem.

    Attributes
    ----------
    unserved_cost
        No plan has a smaller cost component ``unserved``.
    unserved_meals
        No plan leaves fewer meals, whosever they are.
    leaving
        The unserved cost that plans may have for the bounds below.
    unserved_by_tier
        None of those plans leaves fewer meals of that tier; one plan may not reach the bounds of
        several tiers.
    riders
        None of them uses fewer riders; None where no plan leaves so little.
    paid_seconds
        None of them pays for less time, in seconds of all riders whose day is still to begin.
    notes
        Which arguments prove it.
    cost
        No plan costs less in all; None where that was not asked, see ``deeper``.
    paid_cost
        No plan that serves everybody has a smaller cost component ``paid``; None as above.
    """

    unserved_cost: int
    unserved_meals: int
    leaving: int
    unserved_by_tier: Mapping[int, int]
    riders: int | None
    paid_seconds: int | None
    notes: tuple[Text, ...]
    cost: int | None = None
    paid_cost: int | None = None


def limit(problem: Problem, *, leaving: int | None = None, seconds: float = 60.0) -> Limit:
    """What no plan of ``problem`` can do better.

    ``leaving`` is the unserved cost that riders and paid time are bounded for; None: the least
    that is not excluded. Each linear program may take so many ``seconds``; less time proves less.
    """
    crews = Crews(problem)
    bounds = Bounds(crews, seconds)
    worth = np.array([unserved_cost(problem.policy, visit) for visit in crews.open], np.int64)
    tiers = sorted(problem.policy.unserved_by_tier)
    left = bounds.left(worth)
    allowed = left if leaving is None else leaving
    meals = bounds.left(_meals(crews)) if left else 0
    riders = paid = None
    by_tier = dict.fromkeys(tiers, 0)
    if allowed >= left:
        bounds.leave_at_most(worth, allowed)
        by_tier |= {tier: bounds.left(_meals(crews, tier)) for tier in tiers if left}
        riders, paid = bounds.riders(), bounds.paid()
    return Limit(
        unserved_cost=left,
        unserved_meals=meals,
        leaving=allowed,
        unserved_by_tier=by_tier,
        riders=riders,
        paid_seconds=paid,
        notes=tuple(notes(crews, bounds.rounds, bounds.reasons)),
    )


def _meals(crews: Crews, tier: int | None = None) -> Integers:
    """Meals eaten at each open visit, or only at those of a tier."""
    eaten = [visit.eaten * (tier in (None, visit.tier)) for visit in crews.open]
    return np.array(eaten, np.int64)
