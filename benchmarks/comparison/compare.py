"""The grid of runs, done in processes of their own, and what they gave as a DataFrame."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import product
from pathlib import Path

import pandas as pd

from benchmarks import solvers
from benchmarks.comparison.cases import Case, cases_of
from benchmarks.comparison.frame import frame_of
from benchmarks.peers import PEERS
from benchmarks.pinned import ROOT, Record, Run, digest_of, perform_all, revision
from benchmarks.records import OnRecord, Records
from benchmarks.solvers import SEEDLESS

CHILD = "benchmarks.comparison.child"
OUT = Path("out/compare")

GRACE, READING = 60.0, 120.0
"""Seconds over the limit after which a run is given up, and those that reading may take."""


def compare(  # noqa: PLR0913, what a grid consists of
    problems: Sequence[str] = ("canteen",),
    strategies: Sequence[str] | None = None,
    seeds: Sequence[int] = (1,),
    seconds: Sequence[float | None] = (10.0,),
    *,
    iterations: int | None = None,
    out: Path | str = OUT,
    jobs: int = 1,
    old_code: bool = False,
    retry: bool = False,
    on_start: Callable[[int], None] = lambda _: None,
    on_record: OnRecord = lambda _, __: None,
) -> pd.DataFrame:
    """Run what has not been run and give all runs asked for, a row each; see ``frame_of``.

    Parameters
    ----------
    problems
        Fixtures by name, such as ``town`` or ``town:free``, problem files, or folders of them.
    strategies
        Of ``benchmarks.solvers.names()``; None: all.
    seeds, seconds, iterations
        Of each run: the seed, the limit of wall time in seconds, the limit of iterations.
    out
        Folder of the records and plans. Whoever is interrupted loses the runs that had begun.
    jobs
        Runs side by side, each on one core of its own.
    old_code
        Whether records count that other sources of the planning library have made.
    retry
        Whether runs that had failed are run again.
    on_start
        Called with the number of runs in all.
    on_record
        Called with each record as it comes, and whether it was on record before.

    Raises
    ------
    UnknownProblem, UnknownStrategy, StrategyNotInstalled, InvalidInput
        When the grid names what is not there.
    """
    out = Path(out)
    names = list(strategies) if strategies is not None else solvers.names()
    chosen = [solvers.get(name) for name in names]
    runs = list(runs_of(cases_of(problems, out / "problems"), names, seeds, seconds, iterations))
    for strategy in chosen:
        strategy.prepare()  # what it compiles is kept for its runs
    records = Records(out / "runs.jsonl")
    on_start(len(runs))
    due, known = records.sorted_out(runs, partial(_wanted, old_code=old_code), retry=retry)
    for record in known:
        on_record(record, True)

    def keep(record: Record) -> None:
        kept = {k: v for k, v in record.items() if k not in ("memory_mb", "plan")}
        if "error" not in record:
            kept["plan"] = str(Path(record["plan"]).relative_to(out.resolve()))
        records.append(kept)
        known.append(kept)
        on_record(kept, False)

    (out / "plans").mkdir(parents=True, exist_ok=True)
    most = _memory_mb(jobs)
    started = ({**run, "plan": str(_plan(out, run)), "memory_mb": most} for run in due)
    perform_all(CHILD, started, jobs, keep, _patience)
    ranks = {_key(run): rank for rank, run in enumerate(runs)}
    return frame_of(sorted(known, key=lambda record: ranks[_key(record)]))


def runs_of(
    cases: Iterable[Case],
    strategies: Iterable[str],
    seeds: Sequence[int],
    seconds: Sequence[float | None],
    iterations: int | None,
) -> Iterator[Run]:
    """The runs of a grid; those that nothing decides are run once, with the longest limit."""
    longest = max(seconds, key=lambda limit: math.inf if limit is None else limit)
    for case, limit, strategy, seed in product(cases, seconds, strategies, seeds):
        if strategy in SEEDLESS and (seed, limit) != (seeds[0], longest):
            continue
        yield {
            "problem": case.name,
            "file": str(case.path),
            "digest": case.digest,
            "strategy": strategy,
            "seed": seed,
            "seconds": limit,
            "iterations": iterations,
            "cores": 1,
            **({"peers": _peers()} if strategy in PEERS else {}),
        }


def _wanted(run: Run, *, old_code: bool) -> Run:
    """What a record must say to be one of the run."""
    wanted = {k: v for k, v in run.items() if k not in ("file", "peers")}
    sources = {k: v for k, v in run.items() if k == "peers"} | {"revision": revision()}
    return wanted if old_code else wanted | sources


@cache
def _peers() -> str:
    """A hash of what we tell the peers: their records are of it as well."""
    return digest_of((ROOT / "benchmarks" / "peers").rglob("*.py"))


def _key(run: Run) -> tuple[object, ...]:
    return tuple(run[k] for k in ("problem", "digest", "strategy", "seed", "seconds", "iterations"))


def _plan(out: Path, run: Run) -> Path:
    limit = f"{run['seconds']:g}s" if run["seconds"] is not None else f"{run['iterations']}i"
    problem = run["problem"].replace(":", "-").replace("/", "-")
    name = f"{problem}.{run['strategy']}.{run['seed']}.{limit}.json"
    return out.resolve() / "plans" / name


def _patience(run: Run) -> float | None:
    return None if run["seconds"] is None else READING + GRACE + 1.5 * float(run["seconds"])


def _memory_mb(jobs: int) -> int:
    """What each of the runs side by side may hold, with a tenth left for the rest."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return int(0.9 * pages / jobs) >> 20
