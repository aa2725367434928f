"""What a measurement leaves behind beside its records and solutions: CSV, JSON and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from benchmarks.comparison import results
from benchmarks.pinned import Record
from benchmarks.standard.report import gap, section

COLUMNS: tuple[str, ...] = (
    "set",
    "instance",
    "solver",
    "seed",
    "seconds",
    "cost",
    "best_known",
    "gap",
    "missing",
)
COLUMNS += ("broken", "routes", "trips", "cpu", "wall", "solution", "error", "machine", "revision")


def frame_of(records: Sequence[Record]) -> pd.DataFrame:
    """A row per run.

    ``cost`` is PyVRP's, in the rounded numbers of the set; empty: the solution breaks the rules
    in ``broken`` or leaves out the ``missing`` clients. ``gap`` is a share of ``best_known``.
    ``cpu`` and ``wall`` are seconds. A failed run has ``error`` and no figures.
    """
    rows = [{**r, "gap": gap(r), "broken": " ".join(r.get("broken", ()))} for r in records]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    whole = ["cost", "best_known", "missing", "routes", "trips"]
    return frame.astype(dict.fromkeys(whole, "Int64"))


def write(records: Sequence[Record], out: Path) -> Iterator[Path]:
    """Write the results in every form and tell each file."""
    frame = frame_of(records)
    yield from results.write(frame, out)
    page = out / "results.md"
    page.write_text(section(records) + "\n", encoding="utf-8")
    yield page
