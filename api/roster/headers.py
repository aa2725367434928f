"""Which column a header means and which sheet a list is, in Chinese or English, in any order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from api.roster.cells.basic import is_blank
from api.roster.columns import COLUMNS, SHEETS

HEADER_WITHIN = 10
"""Titles and notes above the header row may take so many rows, less one."""


def clean(header: object) -> str:
    """A header without spaces, full-width forms, marks of duty and remarks in brackets."""
    if is_blank(header):
        return ""
    spelt = unicodedata.normalize("NFKC", str(header)).split("(")[0]
    return "".join(spelt.split()).strip("*:")


def fold(header: object) -> str:
    """A header as it is compared: max_trips, Max Trips and MaxTrips are one."""
    return re.sub(r"[_.\-]", "", clean(header)).casefold()


MEANINGS: Mapping[str, Mapping[str, str]] = {
    sheet: {fold(word): column.header for column in columns for word in column.spellings}
    for sheet, columns in COLUMNS.items()
}
"""The header of a column by every folded spelling, sheet by sheet."""

NAMES: Mapping[str, str] = {
    fold(word): sheet for sheet in COLUMNS for word in (sheet, *SHEETS.get(sheet, ()))
}
"""A sheet by every folded name."""


def sheet_named(title: str) -> str | None:
    """The sheet that is called ``title``."""
    return NAMES.get(fold(title))


def header_row(grid: Sequence[Sequence[object]], sheet: str) -> int:
    """The row, counted from 1, that holds most headers of ``sheet``; 0 when none does."""
    hits = [_hits(cells, sheet) for cells in grid[:HEADER_WITHIN]]
    most = max(hits, default=0)
    return hits.index(most) + 1 if most else 0


def most_hits(grid: Sequence[Sequence[object]], sheets: Iterable[str] = COLUMNS) -> int:
    """How many headers of the best fitting sheet stand in one row."""
    named = tuple(sheets)
    return max((_hits(cells, sheet) for cells in grid for sheet in named), default=0)


def sheet_of(grid: Sequence[Sequence[object]], file: str) -> str | None:
    """The sheet that a list is: told by its headers, else by the name of its ``file``.

    Of the sheets whose required columns are all there, the one with the most known columns; then
    the file's name; then the sheet that knows more of the headers than any other.
    """
    hits = {sheet: most_hits(grid[:HEADER_WITHIN], (sheet,)) for sheet in COLUMNS}
    complete = {sheet: known for sheet, known in hits.items() if _complete(grid, sheet)}
    return _best(complete) or _named_in(file) or _best({s: h for s, h in hits.items() if h > 1})


def _best(hits: Mapping[str, int]) -> str | None:
    """The one with the most hits, where it is one."""
    most = [sheet for sheet, known in hits.items() if known == max(hits.values())]
    return most[0] if len(most) == 1 else None


def _hits(cells: Iterable[object], sheet: str) -> int:
    return len({MEANINGS[sheet].get(fold(cell)) for cell in cells if not is_blank(cell)} - {None})


def _complete(grid: Sequence[Sequence[object]], sheet: str) -> bool:
    row = header_row(grid, sheet)
    found = {MEANINGS[sheet].get(fold(cell)) for cell in grid[row - 1]} if row else set()
    return {column.header for column in COLUMNS[sheet] if column.required} <= found


def _named_in(file: str) -> str | None:
    """The sheet whose longest name is part of the file's name."""
    stem = fold(Path(file).stem)
    named = [name for name in NAMES if name in stem]
    return NAMES[max(named, key=len)] if named else None
