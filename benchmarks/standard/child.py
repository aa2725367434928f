"""The process of one run on a standard instance: reads the run as JSON, prints the outcome."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pyvrp
from pyvrp import ProblemData, Solution

from benchmarks.pinned import Record, Run
from benchmarks.standard.arrays import instance_of, solution_of
from benchmarks.standard.sets import best_known, cost_of, read
from optimizer.engine.islands import best_solution
from optimizer.stop import Stop

Solver = Callable[[ProblemData, float, int], Solution]


def with_engine(data: ProblemData, seconds: float, seed: int) -> Solution:
    """The engine on one core."""
    stop = Stop(seconds=seconds)
    found = best_solution(instance_of(data), stop, seed, (), lambda *_: None, threads=1)
    return solution_of(data, found[0])


def with_pyvrp(data: ProblemData, seconds: float, seed: int) -> Solution:
    """PyVRP as it comes."""
    limit = pyvrp.stop.MaxRuntime(seconds)
    return pyvrp.solve(data, limit, seed, collect_stats=False, display=False).best


SOLVERS: Mapping[str, Solver] = {"engine": with_engine, "pyvrp": with_pyvrp}


def outcome(run: Run) -> Record:
    """What ``run`` gives in this process, after a second's warm-up on the same instance."""
    path = Path(run["path"])
    data = read(path)
    solve = SOLVERS[run["solver"]]
    for _ in range(2):  # the first may spend its second on compiling
        solve(data, 1.0, 0)
    cpu, wall = time.process_time(), time.perf_counter()
    solution = solve(data, run["seconds"], run["seed"])
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return {
        "cost": cost_of(data, solution),
        "best_known": best_known(path, data),
        "missing": solution.num_missing_clients(),
        "routes": solution.num_routes(),
        "trips": solution.num_trips(),
        "cpu": cpu,
        "wall": wall,
    }


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    print(json.dumps(outcome(json.load(sys.stdin))))  # noqa: T201


if __name__ == "__main__":
    main()
