"""From a problem to a checked plan: the one way in for everybody who plans."""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import version

from optimizer.checker import Verdict, check
from optimizer.errors import BrokenPlan, UnsupportedProblem
from optimizer.explain import with_reasons
from optimizer.plan import Plan, SolverInfo
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.strategies import registry
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.timing.supply import supplied


def solve(
    problem: Problem,
    strategy: str | Strategy,
    stop: Stop,
    *,
    seed: int = 0,
    warm_start: Plan | None = None,
    on_progress: OnProgress | None = None,
) -> Plan:
    """Plan with a strategy, explain who is not served, and check everything.

    ``strategy`` is the name of a registered one, or one that need not be registered. The result
    is never worse than ``warm_start`` if that plan breaks no rule of ``problem``.

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
    found = searched(
        problem, strategy, stop, seed=seed, warm_start=warm_start, on_progress=on_progress
    )
    return with_reasons(problem, found)


def searched(
    problem: Problem,
    strategy: str | Strategy,
    stop: Stop,
    *,
    seed: int = 0,
    warm_start: Plan | None = None,
    on_progress: OnProgress | None = None,
) -> Plan:
    """What ``solve`` finds, with its figures but without reasons; raises the same."""
    chosen = registry.get(strategy) if isinstance(strategy, str) else strategy
    if reasons := chosen.supports(problem):
        raise UnsupportedProblem(chosen.name, reasons)
    iterations = 0

    def count(progress: Progress) -> None:
        nonlocal iterations
        iterations = progress.iterations
        if on_progress is not None:
            on_progress(progress)

    known = None if warm_start is None else _judged(problem, warm_start)
    made = chosen.solve(problem, stop, seed, warm_start, count)
    found = _judged(problem, supplied(problem, made))
    if found[1].violations:
        raise BrokenPlan(found[1].violations)
    plan, verdict = found if known is None else _better(known, found)
    solver = SolverInfo(
        strategy=chosen.name,
        seed=seed,
        seconds=round(stop.elapsed(), 3),
        iterations=iterations,
        version=version("songcan"),
    )
    return replace(plan, cost=verdict.cost, kpis=verdict.kpis, solver=solver)


def _judged(problem: Problem, plan: Plan) -> tuple[Plan, Verdict]:
    """The decisions alone, with their verdict: figures stated may stem from another problem."""
    decisions = replace(plan, cost={}, kpis={}, solver=None)
    return decisions, check(problem, decisions)


def _better(known: tuple[Plan, Verdict], found: tuple[Plan, Verdict]) -> tuple[Plan, Verdict]:
    if known[1].violations or known[1].cost["total"] >= found[1].cost["total"]:
        return found
    return known
