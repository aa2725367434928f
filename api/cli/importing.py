"""How far an import is, as bars on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from api.cli.console import err
from api.cli.texts import text


class Bars:
    """One bar a stage; a stage that begins again, with the next list, adds to its bar."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.tasks: dict[str, TaskID] = {}
        self.before: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Move the bar of ``stage``."""
        if stage not in self.tasks:
            words = str(text(f"stage_{stage}"))
            self.tasks[stage] = self.progress.add_task(words, total=total or None)
            self.before[stage] = 0
        before = self.before[stage]
        self.progress.update(self.tasks[stage], total=before + total, completed=before + done)
        if done == total and stage == "checking":
            self.before[stage] += total


@contextmanager
def progress_bars() -> Iterator[Bars]:
    """Bars for the block; the last ones stay, with the time that they took."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=err()) as progress:
        yield Bars(progress)
