"""Where the commands write: results to standard output, progress and trouble to the error one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from optimizer.texts import Text

PIPED_WIDTH = 200
"""Columns where no terminal says how many it has."""


def console(*, stderr: bool = False) -> Console:
    """The console of results, or that of progress and trouble."""
    stream = sys.stderr if stderr else sys.stdout
    known = stream.isatty() or "COLUMNS" in os.environ
    return Console(stderr=stderr, width=None if known else PIPED_WIDTH, highlight=False)


def say(message: Text, *, style: str = "", stderr: bool = False) -> None:
    """Print a message; brackets in it are no markup."""
    console(stderr=stderr).print(str(message), style=style, markup=False, soft_wrap=True)


def tell_failure(run: Text, error: str) -> None:
    """Say which run has failed, and below why; errors are in both languages already."""
    say(run, style="red", stderr=True)
    console(stderr=True).print(f"  {error}", markup=False, soft_wrap=True)


class Course:
    """How far runs have come: a bar, or where no terminal is a line for each that ends."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", total=None)

    def expect(self, runs: int) -> None:
        """So many there will be."""
        self._progress.update(self._task, total=runs)

    def passed(self, name: str, *, before: bool = False) -> None:
        """One more has ended, or had ended ``before``."""
        self._progress.update(self._task, advance=1, description=name)
        task = self._progress.tasks[0]
        if self._progress.disable and not before:
            of_all = f"{task.completed:.0f}/{task.total:.0f}"
            self._progress.console.print(f"{of_all} {name}", markup=False)


@contextmanager
def bar() -> Iterator[Course]:
    """A bar of runs on standard error, in one task."""
    shown = console(stderr=True)
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=shown,
        transient=True,
        disable=not shown.is_terminal,
    ) as progress:
        yield Course(progress)
