"""How good any plan can be at best: lower bounds by column generation.

Every visit has a price that must be paid unless it is left out, and every rider takes the day that
earns most against its cost. Whatever the prices, what is earned beyond cost bounds every plan from
below (Lagrange), so a bound is valid at any moment: it only gets better as prices do. Prices come
from a linear programme over known trips, days from exact pricing of a relaxation (``labels``).
All sums are of integers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from optimizer.bounds.generation.arrays import Ints
from optimizer.bounds.generation.crews import SCALE
from optimizer.bounds.generation.search import Search
from optimizer.checker.cost import unserved_cost
from optimizer.errors import UnsupportedProblem
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.texts import Text, text

MOST_VISITS = 128
"""Visits of the largest problem: what a trip may not return to is kept in two words."""
MUST = 10_000_000
"""Price, in seconds, up to which a visit may go that has to be served."""
DEAREST = 10_000_000_000
"""What leaving out a visit may cost at most, in seconds, so that sums stay within 64 bits."""
ROUNDED_DOWN = 5
"""Components of the cost that are bounded and whose percents the checker rounds down."""

OnLimit = Callable[[float, int], None]
"""Told the seconds gone and the bound so far, in seconds of cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerBound:
    """What is proven, in seconds of cost.

    Attributes
    ----------
    least
        No plan costs less.
    by_riders
        No plan with exactly so many riders costs less; from none on.
    iterations
        Rounds of pricing.
    closed
        Whether the relaxation is solved, so that more time would not help.
    """

    least: int
    by_riders: tuple[int, ...]
    iterations: int
    closed: bool

    def riders(self, cost: int) -> int:
        """The fewest riders of any plan that costs no more than ``cost``."""
        few = [riders for riders, least in enumerate(self.by_riders) if least <= cost]
        return min(few, default=len(self.by_riders))


def supports(problem: Problem) -> Sequence[Text]:
    """Why there is no bound for the problem; empty if there is one."""
    reasons = []
    if len(problem.visits) > MOST_VISITS:
        reasons.append(text("generation_visits", visits=len(problem.visits), most=MOST_VISITS))
    if any(rider.frozen for rider in problem.riders):
        reasons.append(text("generation_frozen"))
    if problem.two_level:
        reasons.append(text("generation_levels"))
    return reasons


def cost_limit(
    problem: Problem,
    stop: Stop,
    *,
    incumbent: Plan | None = None,
    fewest: int = 0,
    on_progress: OnLimit | None = None,
) -> LowerBound:
    """What any plan of the problem costs at least: ``cost["total"]`` of the checker.

    Left out, which makes the bound weaker but never wrong: batches, bays and capacities of
    kitchens, locks, changes against a previous plan, early service, and who of a crew knows a
    visit; windows are widened by up to the seconds within which loading may begin, and a day's
    trips may have a visit in common. An emergency policy counts as used wherever it helps.

    ``stop`` is asked before every round of pricing; its iterations are rounds. ``incumbent`` is a
    plan to begin with: it makes the bound better sooner. ``fewest`` is how many riders it takes to
    serve everybody, as far as that is proven elsewhere: fewer leave somebody out.

    Raises
    ------
    UnsupportedProblem
        When ``supports`` has reasons.
    """
    lost = [min(DEAREST, unserved_cost(problem.policy, visit)) * SCALE for visit in problem.visits]
    return _limit(problem, lost, stop, incumbent, fewest, on_progress)


def paid_limit(
    problem: Problem,
    stop: Stop,
    *,
    incumbent: Plan | None = None,
    fewest: int = 0,
    on_progress: OnLimit | None = None,
) -> LowerBound:
    """What any plan that serves everybody pays at least: ``cost["paid"]`` of the checker.

    Paid time weighted by kind of rider, whatever else the plan costs and however many riders it
    uses; otherwise as ``cost_limit``.
    """
    policy = replace(
        problem.policy,
        early_percent=0,
        late_percent=0,
        rider_seconds=0,
        unfamiliar_seconds=0,
        change_seconds=0,
        changed_rider_seconds=0,
        changed_order_seconds=0,
        longest_percent=0,
        onboard_percent=0,
        slack_percent=0,
    )
    lost = [MUST * SCALE] * len(problem.visits)
    return _limit(replace(problem, policy=policy), lost, stop, incumbent, fewest, on_progress)


def _limit(
    problem: Problem,
    lost: list[int],
    stop: Stop,
    incumbent: Plan | None,
    fewest: int,
    on_progress: OnLimit | None,
) -> LowerBound:
    if reasons := supports(problem):
        raise UnsupportedProblem("column generation", reasons)

    def told(least: int) -> None:
        if on_progress is not None:
            on_progress(stop.elapsed(), _seconds(least))

    worth: Ints = np.array(lost, dtype=np.int64)
    search = Search(problem, worth, stop, told, incumbent, fewest)
    closed = search.run()
    return LowerBound(
        least=_seconds(search.least()),
        by_riders=tuple(map(_seconds, search.best)),
        iterations=search.iterations,
        closed=closed,
    )


def _seconds(units: int) -> int:
    """The least whole total of components that are rounded down one by one."""
    rounded = ROUNDED_DOWN * (SCALE - SCALE // 100)
    return max(0, -((rounded - units) // SCALE))
