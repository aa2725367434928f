"""From a problem to a checked plan: the one way in for everybody who plans."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from optimizer.checker import check
from optimizer.errors import BrokenPlan, UnsupportedProblem
from optimizer.explain import with_reasons
from optimizer.plan import Plan, SolverInfo
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.strategies import registry
from optimizer.strategies.base import OnProgress


def solve(
    problem: Problem,
    strategy: str,
    stop: Stop,
    *,
    seed: int = 0,
    warm_start: Plan | None = None,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Plan with a registered strategy, explain who is not served, and check everything.

    The result is never worse than ``warm_start`` if that plan breaks no rule of ``problem``.

    Raises
    ------
    UnknownStrategy
        When no strategy has this name.
    UnsupportedProblem
        When the strategy cannot state the problem.
    InvalidPlan
        When the warm start names what the problem does not have.
    BrokenPlan
        When the strategy's plan breaks a rule: a defect of the strategy.
    """
    chosen = registry.get(strategy)
    if reasons := chosen.supports(problem):
        raise UnsupportedProblem(strategy, reasons)
    iterations = 0

    def count(progress: Progress) -> None:
        nonlocal iterations
        iterations = progress.iterations
        if on_progress is not None:
            on_progress(progress)

    found = _stripped(chosen.solve(problem, stop, seed, warm_start, count))
    best = found if warm_start is None else _better(problem, found, _stripped(warm_start))
    explained = with_reasons(problem, best)
    verdict = check(problem, explained)
    if not verdict.ok:
        raise BrokenPlan(verdict.violations)
    solver = SolverInfo(
        strategy=strategy,
        seed=seed,
        seconds=round(stop.elapsed(), 3),
        iterations=iterations,
        version=version("songcan"),
    )
    return replace(explained, cost=verdict.cost, kpis=verdict.kpis, solver=solver)


def _stripped(plan: Plan) -> Plan:
    """The decisions alone: statements about cost may stem from another problem."""
    return replace(plan, cost={}, kpis={}, solver=None)


def _better(problem: Problem, found: Plan, warm_start: Plan) -> Plan:
    known = check(problem, warm_start)
    if known.violations or known.cost["total"] >= check(problem, found).cost["total"]:
        return found
    return warm_start
