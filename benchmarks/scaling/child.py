"""The process of one run: reads the run as JSON, measures each stage, prints the outcome.

``echo '{"problem": "district", "visits": 800, "strategy": "nearest"}' |
python -m benchmarks.scaling.child`` does one by hand.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.lunches import lunch
from benchmarks.pinned import Record
from benchmarks.scaling.memory import forget_peak, limit_memory, peak_mb, resident_mb
from benchmarks.scaling.problems import PROBLEMS
from benchmarks.scaling.runs import Run
from optimizer.checker import check
from optimizer.errors import SongcanError
from optimizer.explain import with_reasons
from optimizer.plan import Plan
from optimizer.planning import searched, solve
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop


def measure(run: Run, found: Record) -> None:
    """Put what ``run`` gives into ``found``, stage by stage: what fails leaves what is known.

    ``build``, ``cpu``, ``explain`` and ``check`` are CPU seconds of the problem from nothing, the
    search, the reasons and the checker; ``wall`` and ``first`` are the search's wall seconds, to
    its end and to its first complete plan. ``idle_mb`` is resident with the problem loaded and
    everything compiled, ``peak_mb`` the most during the search.
    """
    solve(lunch(0, visits=20, riders=2), run.strategy, Stop(iterations=100))
    with _timed(found, "build"):
        problem = PROBLEMS[run.problem](run.visits, run.seed)
    found |= {"riders": len(problem.riders), "canteens": len(problem.canteens)}
    found |= {"idle_mb": resident_mb(), "peak_known": forget_peak()}
    try:
        with _timed(found, "cpu", "wall"):
            plan = _search(run, problem, found)
    finally:
        found["peak_mb"] = peak_mb()
    with _timed(found, "check"):
        verdict = check(problem, plan)
    found |= {"ok": verdict.ok, "cost": dict(verdict.cost), "kpis": dict(verdict.kpis)}
    if run.per_visit != 0:
        with _timed(found, "explain"):
            with_reasons(problem, plan)


def _search(run: Run, problem: Problem, found: Record) -> Plan:
    """The plan; where the first will do, the search is told to stop at it."""
    iterations = None if run.per_visit is None else max(1, run.per_visit * run.visits)
    stop = Stop(iterations=iterations)

    def remember(progress: Progress) -> None:
        found.setdefault("first", stop.elapsed())
        found["steps"] = progress.iterations
        if run.per_visit == 0:
            stop.requested.set()

    return searched(problem, run.strategy, stop, seed=run.seed, on_progress=remember)


@contextmanager
def _timed(found: Record, cpu: str, wall: str | None = None) -> Iterator[None]:
    used, begun = time.process_time(), time.perf_counter()
    try:
        yield
    finally:
        found[cpu] = time.process_time() - used
        if wall:
            found[wall] = time.perf_counter() - begun


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    run, found = Run(**json.load(sys.stdin)), Record()

    def give_up() -> None:
        known = dict(found)
        print(json.dumps(known | {"error": f"超过 {run.limit:g} 秒 / over {run.limit:g} s"}))  # noqa: T201
        sys.stdout.flush()
        os._exit(0)  # compiled code hears nothing else

    limit_memory(run.memory_gb)
    timer = threading.Timer(run.limit, give_up)
    timer.daemon = True
    timer.start()
    try:
        measure(run, found)
    except MemoryError:
        found["error"] = f"内存超过 {run.memory_gb:g} GB / over {run.memory_gb:g} GB of memory"
    except SongcanError as error:
        found["error"] = str(error)
    timer.cancel()
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main()
