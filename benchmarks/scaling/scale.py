"""The series from start to end: what is on record is not run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import solvers
from benchmarks.comparison import results
from benchmarks.pinned import Record, Run, perform_all, revision
from benchmarks.records import OnRecord, Records
from benchmarks.scaling.figures import frame
from benchmarks.scaling.plots import draw
from benchmarks.scaling.report import section
from benchmarks.scaling.runs import Series

CHILD = "benchmarks.scaling.child"
LIMIT, MEMORY_GB = 3_600.0, 14.0
"""Most seconds of wall time and most memory of a run, unless told otherwise."""


def scale(  # noqa: PLR0913, what a series consists of
    series: Series,
    out: Path,
    *,
    limit: float = LIMIT,
    memory_gb: float = MEMORY_GB,
    old_code: bool = False,
    retry: bool = False,
    on_start: Callable[[int], None] = lambda _: None,
    on_record: OnRecord = lambda _, __: None,
) -> Sequence[Record]:
    """Measure what is missing, one run at a time on one core, and give all that was asked for.

    Side by side, runs would share caches and memory's bandwidth, and the largest their memory.

    Parameters
    ----------
    out
        Folder of ``runs.jsonl``. Whoever is interrupted loses the run that had begun.
    limit, memory_gb
        A run that needs more seconds or memory has failed, which is kept, too.
    old_code, retry
        Whether records of other sources count, and whether failed runs are run again.
    on_start
        Called with the number of runs in all.
    on_record
        Called with each record as it comes, and whether it was on record before.

    Raises
    ------
    UnknownStrategy, StrategyNotInstalled
        When the series names what is not there.
    """
    for strategy in series.strategies:
        solvers.get(strategy)
    records = Records(out / "runs.jsonl")
    runs = list(series.runs())
    on_start(len(runs))

    def wanted(run: Run) -> Run:
        return run if old_code else {**run, "revision": revision()}

    due, known = records.sorted_out(runs, wanted, retry=retry)
    for record in known:
        on_record(record, True)

    def keep(record: Record) -> None:
        kept = {name: value for name, value in record.items() if name != "memory_mb"}
        records.append(kept)
        on_record(kept, False)

    started = ({**run, "memory_mb": int(memory_gb * 1024)} for run in due)
    perform_all(CHILD, started, 1, keep, lambda _: limit)
    return records.of_all(map(wanted, runs))


def write(records: Sequence[Record], out: Path) -> Sequence[Path]:
    """Table, records, Markdown and picture of the series in the folder ``out``.

    Raises
    ------
    NoChineseFont
        When no font can draw the labels; the other files are there by then.
    """
    out.mkdir(parents=True, exist_ok=True)
    tables = list(results.write(frame(records), out))
    text, picture = out / "report.md", out / "plots" / "scale.svg"
    text.write_text(section(records) + "\n", encoding="utf-8")
    draw(records, picture)
    return [*tables, text, picture]
