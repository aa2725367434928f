"""Runs in processes of their own, pinned to cores: nothing that ran before can help or harm them.

A run is a mapping of plain values, ``cores`` among them. A *child* is a module that reads it as
JSON from its standard input and prints what it found as JSON on the last line of its output.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import SimpleQueue
from typing import Any

ROOT = Path(__file__).parents[1]

Run = Mapping[str, Any]
Record = dict[str, Any]
"""A run's fields and what it gave: a line of a results file."""


def perform_all(child: str, runs: Iterable[Run], jobs: int, keep: Callable[[Record], None]) -> None:
    """Runs on one core side by side, each on a core of its own; then those on more cores.

    ``cores`` None stands for all that there are. ``keep`` is called as each run ends.
    """
    runs, available = list(runs), sorted(os.sched_getaffinity(0))
    free: SimpleQueue[int] = SimpleQueue()
    for core in available[:jobs]:
        free.put(core)

    def alone(run: Run) -> None:
        core = free.get()
        try:
            keep(perform(child, run, {core}))
        finally:
            free.put(core)

    with ThreadPoolExecutor(min(jobs, len(available))) as pool:
        list(pool.map(alone, (run for run in runs if run["cores"] == 1)))
    for run in runs:
        if run["cores"] != 1:
            keep(perform(child, run, set(available[: run["cores"]])))


def perform(child: str, run: Run, cores: Set[int]) -> Record:
    """One run in a process that sees only ``cores``; a failure is an outcome too."""
    with _pinned(cores):
        done = subprocess.run(  # noqa: S603 (our own module)
            [sys.executable, "-m", child],
            input=json.dumps(run),
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
    outcome: Record
    if done.returncode == 0:
        outcome = json.loads(done.stdout.splitlines()[-1])
    else:
        outcome = {"error": (done.stderr.strip().splitlines() or [f"exit {done.returncode}"])[-1]}
    return {**run, "machine": machine(), "revision": revision(), **outcome}


def machine() -> str:
    """The processor and how many cores there are."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} cores {models[0] if models else platform.machine()}"


def revision() -> str:
    """A short hash of all sources that decide what a strategy does, and on which lunches."""
    sources = sorted((ROOT / "optimizer").rglob("*.py"))
    sources += [ROOT / "benchmarks" / name for name in ("lunches.py", "places.py")]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()[:10]


@contextmanager
def _pinned(cores: Set[int]) -> Iterator[None]:
    """Pin this thread, so that the process it starts is pinned from its first instruction."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
