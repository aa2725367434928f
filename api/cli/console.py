"""Where the command line writes: results to standard output, everything else to the error one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from api.cli.texts import header
from optimizer.texts import Text

PIPED_WIDTH = 160
"""Columns where no terminal says how many it has."""


def out() -> Console:
    """The console of results."""
    return _console(stderr=False)


def err() -> Console:
    """The console of progress and trouble."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    known = stream.isatty() or "COLUMNS" in os.environ
    return Console(stderr=stderr, width=None if known else PIPED_WIDTH, highlight=False)


def say(message: Text, *, style: str = "", stderr: bool = False) -> None:
    """Print a message; brackets in it are no markup."""
    (err() if stderr else out()).print(str(message), style=style, markup=False, soft_wrap=True)


def table(title: Text, columns: Iterable[str], *, right: Iterable[str] = ()) -> Table:
    """An empty table with columns of the catalogue; those in ``right`` hold numbers."""
    made = Table(title=str(title), title_justify="left", title_style="bold", show_lines=False)
    numbers = set(right)
    for column in columns:
        made.add_column(header(column), justify="right" if column in numbers else "left")
    return made
