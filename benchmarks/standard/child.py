"""The process of one run on a standard instance: reads the run as JSON, prints the outcome.

Beside the fields of a run it finds ``write``, the solution file that it writes and has judged.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from benchmarks.pinned import Record, Run
from benchmarks.standard.instance import UnreadableInstance, read
from benchmarks.standard.judge import Verdict, best_known, data_of, judged
from benchmarks.standard.sets import SETS, InstanceFile
from benchmarks.standard.solution import cost_of, write
from benchmarks.standard.solvers import SOLVERS, Solved
from optimizer.errors import SongcanError
from optimizer.stop import Stop

WARM_UP = 1.0
"""Seconds of the first, uncounted run, beside what it may spend on compiling."""


def outcome(run: Run) -> Record:
    """What ``run`` gives in this process, after a warm-up on the same instance."""
    file = InstanceFile(path=Path(run["file"]), set=SETS[run["set"]])
    try:
        given, data = read(file), data_of(file)
        solve = SOLVERS[run["solver"]]
        solve(given, data, Stop(seconds=WARM_UP), 0)
    except SongcanError as error:
        return {"error": " ".join(str(error).split())}
    except (LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
        return {"error": " ".join(str(UnreadableInstance(file.path, error)).split())}
    stop = Stop(seconds=run["seconds"], iterations=run["iterations"])
    cpu, wall = time.process_time(), time.perf_counter()
    solved = solve(given, data, stop, run["seed"])
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    path, own = Path(run["write"]), cost_of(given, solved.routes)
    write(path, given, solved.routes, own)
    verdict = judged(data, path)
    if trouble := disagreement(solved, own, verdict):
        return {"error": trouble}
    return {
        "cost": verdict.cost,
        "missing": verdict.missing,
        "broken": list(verdict.broken),
        "best_known": best_known(file, data),
        "routes": sum(1 for route in solved.routes if route),
        "trips": sum(1 + sum(p < given.depots for p in r) for r in solved.routes if r),
        "cpu": round(cpu, 3),
        "wall": round(wall, 3),
    }


def disagreement(solved: Solved, own: int, verdict: Verdict) -> str:
    """Who says what where solver, our reading and PyVRP do not see one cost; empty: they do."""
    if verdict.cost is None or solved.cost == own == verdict.cost:
        return ""
    return (
        f"成本不一致：求解器 {solved.cost}，我方读法 {own}，PyVRP 复核 {verdict.cost}"
        f" / costs disagree: solver {solved.cost}, our reading {own}, PyVRP {verdict.cost}"
    )


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    print(json.dumps(outcome(json.load(sys.stdin))))  # noqa: T201


if __name__ == "__main__":
    main()
