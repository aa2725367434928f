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


@contextmanager
def bar() -> Iterator[Progress]:
    """A bar of runs on standard error; hidden where no terminal is."""
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
        yield progress
