"""The process of one run: reads the run as JSON, warms up, measures, prints the outcome.

``echo '{"problem": "17 riders", "strategy": "nearest", "seed": 1, "seconds": 5}' |
python -m benchmarks.engine.child`` does one by hand.
"""

from __future__ import annotations

import json
import os
import sys

from benchmarks.engine.problems import PROBLEMS
from benchmarks.engine.tables import Run
from benchmarks.measure import measure
from benchmarks.pinned import Record
from optimizer.errors import UnsupportedProblem
from optimizer.planning import solve
from optimizer.stop import Stop

WARM_UPS = 2
"""The first may spend its time on compiling; the second then runs all there is."""


def outcome(run: Run) -> Record:
    """What ``run`` gives in this process."""
    problem = PROBLEMS[run.problem](run.seed)
    for _ in range(WARM_UPS):
        solve(PROBLEMS["warm-up"](0), run.strategy, Stop(seconds=1.0))
    limits = run.seconds, run.seed, run.iterations
    try:
        measured = measure(run.problem, problem, run.strategy, *limits)
    except UnsupportedProblem as error:
        return {"error": str(error)}
    names = ("ok", "cost", "kpis", "cpu", "wall", "first")
    return {
        "affinity": len(os.sched_getaffinity(0)),
        **{name: getattr(measured, name) for name in names},
        "done": measured.iterations,
    }


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    run = Run(**json.load(sys.stdin))
    print(json.dumps(outcome(run)))  # noqa: T201


if __name__ == "__main__":
    main()
