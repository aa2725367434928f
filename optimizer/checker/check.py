"""The verdict on a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from optimizer.checker import kitchens, locks, riders, supply, visits
from optimizer.checker.cost import cost_of
from optimizer.checker.kpis import kpis_of
from optimizer.checker.walk import Walk
from optimizer.errors import InvalidPlan
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.references import unknown_references
from optimizer.rules import Rule
from optimizer.violation import Violation

RuleCheck = Callable[[Walk], Iterator[Violation]]

CHECKS: Mapping[Rule, RuleCheck] = {
    Rule.SERVED_ONCE: visits.served_once,
    Rule.BOXES: riders.boxes,
    Rule.WINDOW: visits.window,
    Rule.FRESH: visits.fresh,
    Rule.RELEASED: visits.released,
    Rule.SHIFT: riders.shift,
    Rule.TRIPS: riders.trips,
    Rule.CHAIN: riders.chain,
    Rule.KITCHEN: kitchens.kitchen,
    Rule.BATCH: kitchens.batch,
    Rule.BAYS: kitchens.bays,
    Rule.SUPPLY: supply.supply,
    Rule.DIET: visits.diet,
    Rule.SKILL: visits.skill,
    Rule.CANTEEN: visits.canteen,
    Rule.TRAVEL: riders.travel,
    Rule.LOCK: locks.lock,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with a plan, what it costs and what it achieves.

    ``misstated`` are cost components and key figures that the plan states differently: name,
    stated, true.
    """

    violations: tuple[Violation, ...]
    misstated: tuple[tuple[str, float, float], ...]
    cost: Mapping[str, int]
    kpis: Mapping[str, int | float]

    @property
    def ok(self) -> bool:
        """Whether the plan breaks no rule and states its figures truly."""
        return not self.violations and not self.misstated


def check(problem: Problem, plan: Plan) -> Verdict:
    """Judge ``plan`` against every rule and recompute its cost from scratch.

    Raises
    ------
    InvalidPlan
        When the plan names riders, canteens or visits that the problem does not have.
    """
    if issues := unknown_references(problem, plan):
        raise InvalidPlan(issues)
    walk = Walk(problem, plan)
    cost, kpis = cost_of(walk), kpis_of(walk)
    return Verdict(
        violations=tuple(chain.from_iterable(rule(walk) for rule in CHECKS.values())),
        misstated=(*_misstated(plan.cost, cost), *_misstated(plan.kpis, kpis)),
        cost=cost,
        kpis=kpis,
    )


def _misstated(
    stated: Mapping[str, float], true: Mapping[str, float]
) -> Iterator[tuple[str, float, float]]:
    for name, value in stated.items():
        if value != true.get(name, 0):
            yield name, value, true.get(name, 0)
