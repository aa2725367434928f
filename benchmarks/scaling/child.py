"""The process of one run: reads the run as JSON, measures each stage, prints the outcome.

``echo '{"problem": "district", "visits": 800, "strategy": "nearest"}' |
python -m benchmarks.scaling.child`` does one by hand. Beside the fields of a run it may find
``memory_mb``, the most that it may hold.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import solvers
from benchmarks.lunches import lunch
from benchmarks.measure import cpu_seconds, limit_memory
from benchmarks.pinned import Record
from benchmarks.scaling.memory import forget_peak, peak_mb, resident_mb
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
    everything compiled, ``peak_mb`` the most during the search, ``peak_known`` whether that is
    all that counts in it.
    """
    chosen = solvers.get(run.strategy)
    chosen.prepare()
    solve(lunch(0, visits=20, riders=2), chosen, Stop(iterations=100))
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

    chosen = solvers.get(run.strategy)
    return searched(problem, chosen, stop, seed=run.seed, on_progress=remember)


@contextmanager
def _timed(found: Record, cpu: str, wall: str | None = None) -> Iterator[None]:
    used, begun = cpu_seconds(), time.perf_counter()
    try:
        yield
    finally:
        found[cpu] = cpu_seconds() - used
        if wall:
            found[wall] = time.perf_counter() - begun


def main() -> None:
    """One run from standard input; its outcome is the last line of the output."""
    asked, found = json.load(sys.stdin), Record()
    limit_memory(most := asked.pop("memory_mb", None))
    try:
        measure(Run(**asked), found)
    except MemoryError:
        found["error"] = f"内存不足 / more memory than {most} MB was needed"
    except SongcanError as error:
        found["error"] = " ".join(str(error).split())
    print(json.dumps(found))  # noqa: T201


if __name__ == "__main__":
    main()
