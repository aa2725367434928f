"""Under which conditions the runs were made, as their records say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.comparison.frame import frame_of
from benchmarks.pinned import Record
from benchmarks.report.texts import text
from benchmarks.summary.limits import Limit, limit_of
from benchmarks.summary.texts import inline
from optimizer.texts import Text


def conditions(records: Sequence[Record], command: str) -> list[tuple[Text, str]]:
    """What was run, where and of which sources; several machines or revisions are all named."""
    limits = {limit_of(row) for _, row in frame_of(records).iterrows()} - {Limit()}
    failed = sum(not record.get("ok", False) for record in records)
    found = {
        "command": command,
        "problems": _each(records, "problem"),
        "strategies": _each(records, "strategy"),
        "seeds": ", ".join(map(str, sorted({record["seed"] for record in records}))),
        "limits": ", ".join(map(str, sorted(limits, key=lambda limit: limit.order))),
        "cores": ", ".join(map(_cores, sorted({record["cores"] or 0 for record in records}))),
        "runs": str(text("runs_counted", runs=len(records), failed=failed)),
        "machine": _each(records, "machine"),
        "revision": _each(records, "revision"),
    }
    return [(text(f"condition_{name}"), value) for name, value in found.items() if value]


def _each(records: Iterable[Record], field: str) -> str:
    return ", ".join(dict.fromkeys(str(record[field]) for record in records))


def _cores(count: int) -> str:
    return str(count) if count else inline(text("all_cores"))
