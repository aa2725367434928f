"""The table of one problem, before it is put as Markdown, in the terminal or on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.summary.columns import COLUMNS, Column
from benchmarks.summary.groups import Group
from benchmarks.summary.starved import starved
from benchmarks.summary.texts import text
from optimizer.texts import Text

KEYS = ("strategy", "limit", "checked")
"""Columns that name the group and say how many of its runs succeeded."""

BRIEF = tuple(column for column in COLUMNS if column.brief)

SHARED = "⚠"
"""Beside the CPU seconds of groups with a run that did not have its core for itself."""


class Row(NamedTuple):
    """The cells of a group, in the order of the header."""

    group: Group
    cells: tuple[str, ...]


def header(columns: Sequence[Column] = COLUMNS) -> list[Text]:
    """What stands above the cells."""
    return [text(f"column_{key}") for key in KEYS] + [column.label for column in columns]


def rows(groups: Sequence[Group], columns: Sequence[Column] = COLUMNS) -> Iterator[Row]:
    """A row per group, in their order."""
    for group in groups:
        figures = (_cell(group, column) for column in columns)
        yield Row(group, (group.strategy, str(group.limit), _checked(group), *figures))


def meanings(columns: Sequence[Column] = COLUMNS) -> list[tuple[Text, Text]]:
    """Each column's header, and what it tells a canteen."""
    keys = [(text(f"column_{key}"), text(f"meaning_{key}")) for key in ("problem", *KEYS)]
    return keys + [(column.label, column.meaning) for column in columns]


def _checked(group: Group) -> str:
    return f"{'✗' if group.failed else '✓'} {group.checked}"


def _cell(group: Group, column: Column) -> str:
    shown = column.cell(group)
    shared = column.name == "cpu" and not starved(group.good).empty
    return f"{shown} {SHARED}" if shared else shown
