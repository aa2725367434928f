"""A results file: one JSON object a line and run, appended as runs end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

from benchmarks.pinned import Record, Run


class Records:
    """Records of past and present runs; of several of one run, the last counts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        self._all: list[Record] = [json.loads(line) for line in lines]

    def of(self, run: Run) -> Record | None:
        """The last record of ``run``."""
        return next((r for r in reversed(self._all) if run.items() <= r.items()), None)

    def of_all(self, runs: Iterable[Run]) -> Sequence[Record]:
        """The last records of those ``runs`` that have any, in their order."""
        return [record for run in runs if (record := self.of(run)) is not None]

    def last(self, *fields: str) -> Sequence[Record]:
        """All records, of those that are alike in these ``fields`` only the last."""
        return list({tuple(map(record.get, fields)): record for record in self._all}.values())

    def append(self, record: Record) -> None:
        """Keep ``record`` in the file at once: whoever is interrupted loses one run."""
        with self._lock:
            self._all.append(record)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(record) + "\n")
