"""The runs on standard instances, done in processes of their own, and their records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path

from benchmarks.pinned import ROOT, Record, Run, digest_of, perform_all, revision
from benchmarks.records import OnRecord, Records
from benchmarks.standard.sets import InstanceFile

CHILD = "benchmarks.standard.child"
SOURCES = ("annealing", "arrays", "instance", "ortools", "reductions", "sets", "solvers")
"""Modules that decide what a run gives, beside the planning library."""
PATIENCE = 300.0
"""Seconds over the limit after which a run is given up: reading, warming up, judging."""


def measure(  # noqa: PLR0913, what a grid consists of
    files: Sequence[InstanceFile],
    solvers: Sequence[str],
    seeds: Sequence[int],
    seconds: Sequence[float],
    *,
    out: Path,
    jobs: int = 1,
    old_code: bool = False,
    retry: bool = False,
    on_start: Callable[[int], None] = lambda _: None,
    on_record: OnRecord = lambda _, __: None,
) -> list[Record]:
    """Run what has not been run and give the records of all runs asked for, in their order.

    Parameters
    ----------
    solvers
        Of ``solvers.SOLVERS``.
    seconds
        Limits of wall time, each a run.
    out
        Folder of the records and of the solutions. Whoever is interrupted loses the runs that had
        begun.
    jobs
        Runs side by side, each on one core of its own.
    old_code
        Whether records count that other sources of the planning library or mapping have made.
    retry
        Whether runs that had failed are run again.
    on_start
        Called with the number of runs in all.
    on_record
        Called with each record as it comes, and whether it was on record before.
    """
    runs = list(runs_of(files, solvers, seeds, seconds))
    records = Records(out / "runs.jsonl")
    on_start(len(runs))
    wanted = partial(_wanted, old_code=old_code)
    due, known = records.sorted_out(runs, wanted, retry=retry)
    for record in known:
        on_record(record, True)

    def keep(record: Record) -> None:
        path = Path(record.pop("write"))
        if "error" not in record:
            record["solution"] = str(path.relative_to(out.resolve()))
        records.append(record)
        on_record(record, False)

    started = ({**run, "write": str(_solution(out, run))} for run in due)
    perform_all(CHILD, started, jobs, keep, lambda run: PATIENCE + 1.5 * float(run["seconds"]))
    return list(records.of_all(map(wanted, runs)))


def runs_of(
    files: Iterable[InstanceFile],
    solvers: Sequence[str],
    seeds: Sequence[int],
    seconds: Sequence[float],
) -> Iterator[Run]:
    """Solvers alternate, so that an interrupted measurement still compares."""
    mapping = digest_of(ROOT / "benchmarks" / "standard" / f"{name}.py" for name in SOURCES)
    for limit, file, seed, solver in product(seconds, files, seeds, solvers):
        yield {
            "set": file.set.name,
            "instance": file.path.stem,
            "file": str(file.path.resolve()),
            "solver": solver,
            "seed": seed,
            "seconds": limit,
            "iterations": None,
            "cores": 1,
            "mapping": mapping,
        }


def _wanted(run: Run, *, old_code: bool) -> Run:
    """What a record must say to be one of the run, wherever the instances lie now."""
    wanted = {k: v for k, v in run.items() if k not in ("file", "mapping")}
    return wanted if old_code else {**wanted, "mapping": run["mapping"], "revision": revision()}


def _solution(out: Path, run: Run) -> Path:
    name = f"{run['instance']}.{run['solver']}.{run['seed']}.{run['seconds']:g}s.sol"
    return out.resolve() / "solutions" / str(run["set"]) / name
