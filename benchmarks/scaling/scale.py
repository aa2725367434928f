"""The series from start to end: what is on record is not run again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.pinned import Record, perform_all
from benchmarks.records import Records
from benchmarks.scaling.figures import frame
from benchmarks.scaling.plots import draw
from benchmarks.scaling.report import section
from benchmarks.scaling.runs import Series

CHILD = "benchmarks.scaling.child"


def scale(
    series: Series,
    out: Path,
    on_record: Callable[[Record, int, int], None] = lambda *_: None,
) -> Sequence[Record]:
    """Measure what is missing, one run at a time on one core, and write the folder ``out``.

    ``on_record`` is told each new record, how many runs are on record and of how many.

    Side by side, runs would share caches and memory's bandwidth, and the largest their memory.
    """
    records = Records(out / "runs.jsonl")
    runs = list(series.runs())
    done = len(records.of_all(runs))

    def keep(record: Record) -> None:
        nonlocal done
        done += 1
        records.append(record)
        on_record(record, done, len(runs))

    perform_all(CHILD, [run for run in runs if records.of(run) is None], 1, keep)
    found = records.of_all(runs)
    write(found, out)
    return found


def write(records: Sequence[Record], out: Path) -> None:
    """``results.csv``, ``results.json``, ``report.md`` and ``plots/scale.svg``."""
    out.mkdir(parents=True, exist_ok=True)
    frame(records).to_csv(out / "results.csv", index=False)
    text = json.dumps(list(records), ensure_ascii=False, indent=1)
    (out / "results.json").write_text(text + "\n", encoding="utf-8")
    (out / "report.md").write_text(section(records) + "\n", encoding="utf-8")
    draw(records, out / "plots" / "scale.svg")
