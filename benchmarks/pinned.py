"""Runs in processes of their own, pinned to cores: nothing that ran before can help or harm them.

A run is a mapping of plain values, ``cores`` among them. A *child* is a module that reads it as
JSON from its standard input and prints what it found as JSON on the last line of its output.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from typing import Any

ROOT = Path(__file__).parents[1]

Run = Mapping[str, Any]
Record = dict[str, Any]
"""A run's fields and what it gave: a line of a results file."""


def perform_all(
    child: str,
    runs: Iterable[Run],
    jobs: int,
    keep: Callable[[Record], None],
    patience: Callable[[Run], float | None] = lambda _: None,
) -> None:
    """Runs on one core side by side, each on a core of its own; then those on more cores.

    ``cores`` None stands for all that there are. ``keep`` is called as each run ends, in the order
    in which they do. ``patience`` is after how many seconds a run is given up. Ctrl-C ends the
    runs that have begun, which are not kept, and begins no others.
    """
    runs, available = list(runs), sorted(os.sched_getaffinity(0))
    free: SimpleQueue[int] = SimpleQueue()
    for core in available[:jobs]:
        free.put(core)

    def alone(run: Run) -> Record:
        core = free.get()
        try:
            return perform(child, run, {core}, patience(run))
        finally:
            free.put(core)

    with ThreadPoolExecutor(min(jobs, len(available))) as pool:
        try:
            for done in as_completed(
                [pool.submit(alone, run) for run in runs if run["cores"] == 1]
            ):
                keep(done.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    for run in runs:
        if run["cores"] != 1:
            keep(perform(child, run, set(available[: run["cores"]]), patience(run)))


def perform(child: str, run: Run, cores: Set[int], patience: float | None = None) -> Record:
    """One run in a process that sees only ``cores``; a failure is an outcome too.

    Raises
    ------
    KeyboardInterrupt
        When the run was interrupted: that says nothing of what it would have given.
    """
    with _pinned(cores):
        process = subprocess.Popen(  # noqa: S603 (our own module)
            [sys.executable, "-m", child],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
    outcome: Record
    try:
        said, trouble = process.communicate(json.dumps(run), timeout=patience)
        outcome = _outcome(process.returncode, said, trouble)
    except subprocess.TimeoutExpired:
        outcome = {"error": f"没有按时停止 / it had not stopped after {patience:.0f} s"}
    finally:
        process.kill()
        process.wait()
    return {**run, "machine": machine(), "revision": revision(), **outcome}


def _outcome(code: int, said: str, trouble: str) -> Record:
    """What a child has found, or the line that says best why it has found nothing."""
    if code == 0:
        found: Record = json.loads(said.splitlines()[-1])
        return found
    if code == -signal.SIGINT or "KeyboardInterrupt" in trouble:
        raise KeyboardInterrupt
    if code < 0:
        name = signal.Signals(-code).name
        hint = "；内存可能不足 / out of memory, perhaps" if code == -signal.SIGKILL else ""
        return {"error": f"被信号终止 / ended by {name}{hint}"}
    return {"error": (trouble.strip().splitlines() or [f"exit {code}"])[-1]}


def machine() -> str:
    """The processor and how many cores there are."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{os.cpu_count()} cores {models[0] if models else platform.machine()}"


@cache
def revision() -> str:
    """A short hash of all sources that decide what a strategy does, and on which lunches."""
    sources = [p for p in (ROOT / "optimizer").rglob("*.py") if "bounds" not in p.parts]
    sources += [ROOT / "benchmarks" / name for name in ("lunches.py", "places.py")]
    return digest_of(sources)


def digest_of(files: Iterable[Path]) -> str:
    """A short hash of files below the project's root, their names included."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
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
