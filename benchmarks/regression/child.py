"""The process of one problem: all its seeds, one after the other, and their figures.

The engine gives the same plan for the same seed and iterations on one island; between kinds of
processors the last bit of a logarithm may differ, and with it the whole search. So the same figures
prove that nothing has changed, while others prove nothing by themselves.
"""

from __future__ import annotations

import json
import sys

from benchmarks.measure import cpu_seconds
from benchmarks.pinned import Record, Run
from benchmarks.regression.problems import CASES, digest
from benchmarks.regression.verdict import Figures
from optimizer.planning import searched
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.engine import Engine


def figures(engine: Engine, problem: Problem, iterations: int, seed: int) -> Figures:
    """What one run gives, judged by the checker; costs and time in seconds."""
    begun = cpu_seconds()
    plan = searched(problem, engine, Stop(iterations=iterations), seed=seed)
    return {
        "unserved": plan.cost["unserved"],
        "cost": plan.cost["total"] - plan.cost["unserved"],
        "riders": plan.kpis["riders"],
        "paid": plan.kpis["paid_seconds"],
        "cpu": round(cpu_seconds() - begun, 2),
    }


def outcome(run: Run) -> Record:
    """The figures of each seed; JSON makes their numbers words."""
    case, engine = CASES[run["problem"]], Engine(threads=1)
    engine.prepare()
    problem = case.make()
    found = {seed: figures(engine, problem, run["iterations"], seed) for seed in run["seeds"]}
    return {"digest": digest(problem), "runs": found}


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    print(json.dumps(outcome(json.load(sys.stdin))))  # noqa: T201


if __name__ == "__main__":
    main()
