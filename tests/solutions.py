"""What the engine holds at some moment, as a plan."""

from __future__ import annotations

from optimizer.engine.gate import Names
from optimizer.engine.instance import Instance
from optimizer.engine.runs import found, legs_of
from optimizer.engine.state import Best
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.timing.day import plan_of_legs


def plan_of(problem: Problem, instance: Instance, names: Names, best: Best) -> Plan:
    """The solution at the departures of the search."""
    return plan_of_legs(problem, legs_of(instance, names, found(best)[0]))
