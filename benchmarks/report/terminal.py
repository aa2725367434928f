"""Results as tables in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Words

from benchmarks.summary.duels import REFERENCE
from benchmarks.summary.groups import Group, groups_of, problems_of
from benchmarks.summary.table import BRIEF, header, rows


def tables(frame: pd.DataFrame) -> Iterator[RenderableType]:
    """A table per problem, then why runs failed, to be printed by a Rich console."""
    for name, groups in problems_of(groups_of(frame)).items():
        yield _table(name, groups)
        for group in groups:
            for reason in group.reasons():
                yield Words(f"✗ {group.strategy}  {group.limit}：{reason}", style="red")


def _table(name: str, groups: list[Group]) -> Table:
    table = Table(title=Words(name), title_justify="left")
    for place, label in enumerate(header(BRIEF)):
        words = Words("\n".join(dict.fromkeys(label)))
        table.add_column(words, justify="right" if place > 0 else "left", no_wrap=place == 0)
    for row in rows(groups, BRIEF):
        style = "red" if row.group.failed else "bold" if row.group.strategy == REFERENCE else ""
        table.add_row(*map(Words, row.cells), style=style)
    return table
