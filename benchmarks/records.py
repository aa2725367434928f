"""A results file: one JSON object a line and run, appended as runs end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock

from benchmarks.pinned import Record, Run


def made_by(records: Iterable[Record]) -> str:
    """Machines and sources that the records are of; several are all named."""
    records = list(records)
    machines = ", ".join(sorted({record["machine"] for record in records}))
    revisions = ", ".join(sorted({record["revision"] for record in records}))
    return f"{machines}; sources {revisions}."


def quality(record: Record) -> tuple[int, int]:
    """What the search minimises, of a record with a plan: unserved cost, then all cost."""
    return record["cost"]["unserved"], record["cost"]["total"]


OnRecord = Callable[[Record, bool], None]
"""Told of each record, and whether it was there before."""


class Records:
    """Records of past and present runs; of several of one run, the last counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        lines = path.read_bytes().splitlines() if path.exists() else []
        self._all = [record for line in lines if (record := _record_of(line)) is not None]

    def of(self, run: Run) -> Record | None:
        """The last record of ``run``."""
        return next((r for r in reversed(self._all) if run.items() <= r.items()), None)

    def of_all(self, runs: Iterable[Run]) -> Sequence[Record]:
        """The last records of those ``runs`` that have any, in their order."""
        return [record for run in runs if (record := self.of(run)) is not None]

    def sorted_out(
        self, runs: Iterable[Run], key: Callable[[Run], Run], *, retry: bool
    ) -> tuple[list[Run], list[Record]]:
        """Runs that are to be made, and the records of those that have been.

        ``key`` is what a record of a run must say. Failed runs have been made, unless ``retry``.
        """
        due: list[Run] = []
        known: list[Record] = []
        for run in runs:
            record = self.of(key(run))
            if record is None or (retry and "error" in record):
                due.append(run)
            else:
                known.append(record)
        return due, known

    def last(self, *fields: str) -> Sequence[Record]:
        """All records, of those that are alike in these ``fields`` only the last."""
        return list({tuple(map(record.get, fields)): record for record in self._all}.values())

    def append(self, record: Record) -> None:
        """Keep ``record`` in the file at once: whoever is interrupted loses one run."""
        with self._lock:
            self._all.append(record)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            start = b"" if _ends_with_a_line(self._path) else b"\n"
            with self._path.open("ab") as file:
                file.write(start + json.dumps(record).encode() + b"\n")


def _record_of(line: bytes) -> Record | None:
    """None: whoever wrote the line was ended in the middle of it, so that run is lost."""
    try:
        found: Record = json.loads(line)
    except ValueError:
        return None
    return found


def _ends_with_a_line(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"
