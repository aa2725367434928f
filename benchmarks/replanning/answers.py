"""Three answers to a disruption, each judged by the checker and counted in changes for people."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from benchmarks.replanning.scenarios import Scenario
from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.replan import replan
from optimizer.replan.changes import How, changes_between
from optimizer.stop import Stop

SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A plan for the rest of the day.

    ``unserved`` are meals, ``lost`` visits that doing nothing serves and this plan does not;
    ``moved`` visits with another rider and ``sheets`` to print again are told against the plan in
    people's hands. ``hours`` is the cost without the unserved.
    """

    scenario: str
    way: str
    unserved: int
    lost: int
    moved: int
    riders: int
    sheets: int
    hours: float
    seconds: float
    ok: bool


def answers(problem: Problem, plan: Plan, scenario: Scenario, limit: float) -> Iterator[Answer]:
    """Doing nothing, planning again, and planning the rest of the day as if nobody knew a plan."""
    begun = time.perf_counter()
    stop = Stop(seconds=limit)
    again = replan(problem, plan, scenario.now, scenario.disruptions, stop=stop, seed=SEED)
    seconds = time.perf_counter() - begun
    posed = again.problem
    known = problem, plan, again.idle, posed
    yield _judged(scenario, "什么都不改 nothing", known, again.idle, 0.0)
    yield _judged(scenario, "少改重排 again", known, again.plan, seconds)
    begun = time.perf_counter()
    anew = solve(replace(posed, previous=None), "engine", Stop(seconds=limit), seed=SEED)
    yield _judged(scenario, "从头重排 anew", known, anew, time.perf_counter() - begun)


def _judged(
    scenario: Scenario,
    way: str,
    known: tuple[Problem, Plan, Plan, Problem],
    plan: Plan,
    seconds: float,
) -> Answer:
    problem, before, idle, posed = known
    verdict = check(posed, replace(plan, cost={}, kpis={}))
    changes = changes_between(problem, before, posed, plan)
    return Answer(
        scenario=scenario.name,
        way=way,
        unserved=int(verdict.kpis["meals_unserved"]),
        lost=len(idle.served() - plan.served()),
        moved=changes.count(How.MOVED),
        riders=len(changes.riders),
        sheets=len(changes.sheets),
        hours=(verdict.cost["total"] - verdict.cost["unserved"]) / 3_600,
        seconds=seconds,
        ok=verdict.ok,
    )
