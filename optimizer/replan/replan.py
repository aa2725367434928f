"""Plan again on a day that has begun, changing little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from optimizer.checker import check
from optimizer.explain import with_reasons
from optimizer.locks import Lock
from optimizer.plan import Plan
from optimizer.planning import searched
from optimizer.problem import Problem
from optimizer.replan.calm import calmed
from optimizer.replan.changes import Changes, changes_between
from optimizer.replan.disrupt import disrupted
from optimizer.replan.disruptions import Disruption, Prices, Told
from optimizer.replan.freeze import frozen_at
from optimizer.replan.keep import kept
from optimizer.replan.part import part_of
from optimizer.stop import Progress, Stop
from optimizer.strategies.base import OnProgress
from optimizer.timing.day import plan_of_days

CHECKING = 0.05
"""Share of the time limit that is kept for the verdict and for reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The rest of a day, planned again.

    ``problem`` is the day at ``now`` after what happened, with the prices of change in its policy
    and the old plan as ``previous``. ``idle`` is what doing nothing would be, without reasons.
    ``changes`` are those from the plan that people know. ``released`` are locks that nobody can
    keep; ``told`` is what went otherwise than asked.
    """

    problem: Problem
    plan: Plan
    idle: Plan
    changes: Changes
    released: tuple[Lock, ...]
    told: tuple[Told, ...]


def replan(  # noqa: PLR0913, what to plan, and how
    problem: Problem,
    plan: Plan,
    now: int,
    disruptions: Sequence[Disruption],
    *,
    stop: Stop,
    prices: Prices | None = None,
    seed: int = 0,
    strategy: str = "engine",
    on_progress: OnProgress | None = None,
) -> Replanned:
    """Plan the rest of the day after ``disruptions`` at ``now`` (seconds after midnight).

    The plan breaks no rule, leaves what has begun as it is, costs no more than doing nothing, and
    serves everybody whom doing nothing would serve. Only riders who can help take part.

    Parameters
    ----------
    plan
        What people know: a plan of ``problem`` that breaks no rule.
    stop
        Its clock should start with the call; everything here counts.

    Raises
    ------
    InvalidInput
        When a disruption, or ``now``, is impossible, with all issues.
    UnknownStrategy, UnsupportedProblem, InvalidPlan
        As ``optimizer.planning.solve`` does.
    """
    after = disrupted(frozen_at(problem, plan, now), disruptions)
    today = _priced(after.problem, plan, prices or Prices())
    idle = kept(today, plan)
    search = _Search(today, idle, strategy, seed, on_progress)
    best = search.best(_touched(plan, idle), stop)
    return Replanned(
        problem=today,
        plan=with_reasons(today, best),
        idle=idle,
        changes=changes_between(problem, plan, today, best),
        released=after.released,
        told=after.told,
    )


def _priced(problem: Problem, plan: Plan, prices: Prices) -> Problem:
    """The problem in which it costs to change what is left of ``plan``."""
    policy = replace(
        problem.policy,
        change_seconds=prices.moved,
        changed_rider_seconds=prices.rider,
        changed_order_seconds=prices.order,
    )
    days = tuple(day for day in plan.riders if day.rider in problem.rider)
    return replace(problem, policy=policy, previous=Plan(riders=days, unserved=()))


def _touched(plan: Plan, idle: Plan) -> set[str]:
    """Riders who cannot do what they were to do, or have nothing to do any more."""
    was = {day.rider: day for day in plan.riders}
    now = {day.rider: day for day in idle.riders}
    return {rider for rider in {*was, *now} if was.get(rider) != now.get(rider)}


@dataclass(frozen=True, slots=True)
class _Search:
    """Looking for something better than doing nothing, for those who can help."""

    problem: Problem
    idle: Plan
    strategy: str
    seed: int
    on_progress: OnProgress | None

    def best(self, touched: set[str], stop: Stop) -> Plan:
        """The idle plan, or one that costs less and serves everybody whom it serves."""
        if not self.idle.unserved and not touched:
            return self.idle
        guarded = _guarded(self.problem, self.idle)
        part = part_of(guarded, self.idle, touched)
        small = guarded if part is None else part.problem
        members = [day for day in self.idle.riders if day.rider in small.rider]
        found = searched(
            small,
            self.strategy,
            _inner(stop),
            seed=self.seed,
            warm_start=plan_of_days(small, members),
            on_progress=self._tell,
        )
        idle = {day.rider: day for day in self.idle.riders}
        new = {day.rider: day for day in found.riders}
        days = new if part is None else part.put_back(idle, found)
        order = [days[rider.id] for rider in self.problem.riders if rider.id in days]
        plan = self._judged(plan_of_days(self.problem, order))
        calm = plan if plan is self.idle else self._judged(calmed(self.problem, self.idle, plan))
        return replace(plan if calm is self.idle else calm, solver=found.solver)

    def _judged(self, plan: Plan) -> Plan:
        """The plan with its figures, if it keeps what it must keep; else the idle one."""
        verdict = check(self.problem, plan)
        if (
            verdict.violations
            or verdict.cost["total"] >= self.idle.cost["total"]
            or not plan.served() >= self.idle.served()
        ):
            return self.idle
        return replace(plan, cost=verdict.cost, kpis=verdict.kpis)

    def _tell(self, progress: Progress) -> None:
        """Progress without the tier that only the search knows."""
        if self.on_progress is not None:
            known = self.problem.policy.unserved_by_tier
            meals = {t: count for t, count in progress.unserved_by_tier.items() if t in known}
            self.on_progress(replace(progress, unserved_by_tier=meals))


def _guarded(problem: Problem, idle: Plan) -> Problem:
    """The problem in which nothing is worth a meal that doing nothing would bring.

    One such meal outweighs all that could be gained: everybody else's meals, and everything else
    that the idle plan costs.
    """
    kept = min(problem.policy.unserved_by_tier) - 1
    weights = {**problem.policy.unserved_by_tier, kept: idle.cost["total"] + 1}
    served = idle.served()
    visits = (
        replace(visit, tier=kept, missed_recently=0) if visit.id in served else visit
        for visit in problem.visits
    )
    policy = replace(problem.policy, unserved_by_tier=weights)
    return replace(problem, visits=tuple(visits), policy=policy)


def _inner(stop: Stop) -> Stop:
    """What of the effort is for the search."""
    seconds = None
    if stop.seconds is not None:
        seconds = max(0.0, stop.remaining() - CHECKING * stop.seconds)
    return Stop(seconds=seconds, iterations=stop.iterations, requested=stop.requested)
