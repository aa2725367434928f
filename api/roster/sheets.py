"""Cutting pages at their header row: which columns there are, which rows, what is merged.

Nothing is interpreted here; rows keep the numbers that Excel shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.cell_range import CellRange

from api.roster.cells.basic import is_blank
from api.roster.columns import COLUMNS
from api.roster.headers import MEANINGS, clean, fold, header_row, sheet_named, sheet_of
from api.roster.sources.file import SourceFile
from api.roster.sources.pages import Page
from api.roster.sources.reading import pages_of


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: raw cells by header, and the merged range of each cell that is part of one.

    ``whole`` is the row as it stands; ``beyond`` are cells behind the last header.
    """

    number: int
    cells: Mapping[str, Any]
    merged: Mapping[str, str]
    whole: Sequence[Any]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet cut at its header row; ``repeated`` headers count once, blank rows not at all.

    ``name`` is that of a known sheet, or its own. ``headers`` are the names of known columns,
    whatever the file calls them (``spelt``), and those of unknown ones; empty: there is no header
    row. ``titles`` is the header row as it stands. ``second`` are headers that mean the same
    column as another one, by that one's. ``notes`` are the texts
    above the data, titles included. A ``single`` sheet is all that its file holds.
    """

    name: str
    file: str
    empty: bool
    headers: tuple[str, ...]
    repeated: tuple[str, ...]
    rows: tuple[Row, ...]
    titles: tuple[str, ...] = ()
    spelt: Mapping[str, str]
    second: Mapping[str, str]
    notes: tuple[str, ...] = ()
    single: bool = False

    def shown(self, header: str) -> str:
        """A column's header as the file has it."""
        return self.spelt.get(header, header)


def read_sheets(file: SourceFile, sheet: str | None = None) -> list[Sheet]:
    """All sheets of ``file``; a file of one list is the ``sheet`` that it is said to be.

    Raises
    ------
    InvalidInput
        When the file cannot be used, or it is a list and unclear of what.
    """
    pages = pages_of(file)
    filled = [page for page in pages if not _empty(page)]
    single = len(filled) == 1
    return [_cut(page, _name(page, file, sheet, single), file.name, single) for page in pages]


def _name(page: Page, file: SourceFile, sheet: str | None, single: bool) -> str:
    title = page.title
    named = sheet_named(title) if title is not None else None
    alone = title is None or (single and not _empty(page))
    found = (
        (sheet if alone else None) or named or (sheet_of(page.grid, file.name) if alone else None)
    )
    if found is not None:
        return found
    if title is None:
        raise file.refused("unclear_list", known="、".join(COLUMNS))
    return clean(title) or title


def _empty(page: Page) -> bool:
    return all(is_blank(cell) for cells in page.grid for cell in cells)


def _cut(page: Page, name: str, file: str, single: bool) -> Sheet:
    top = header_row(page.grid, name) if name in MEANINGS else 0
    written = [clean(cell) for cell in page.grid[top - 1]] if top else []
    columns = _columns(written, MEANINGS.get(name, {}))
    first = {header: column for column, header in columns.items()}
    width = max((column for column, header in enumerate(written) if header), default=-1) + 1
    loose = page.title is None and top > 0
    merged = _merged(page.merged, columns)
    rows = []
    for number, cells in enumerate(page.grid[top:], start=top + 1):
        row = Row(
            number,
            {header: cells[column] for header, column in first.items()},
            merged.get(number, {}),
            cells,
            tuple(str(c) for c in cells[width:] if not is_blank(c)) if loose else (),
        )
        if row.merged or row.beyond or any(not is_blank(cell) for cell in row.cells.values()):
            rows.append(row)
    second = dict(_second(written, columns, MEANINGS.get(name, {})))
    return Sheet(
        name=name,
        file=file,
        empty=_empty(page),
        headers=tuple(first),
        repeated=tuple(h for column, h in enumerate(written) if h in written[:column] and h),
        rows=tuple(rows),
        titles=tuple("" if is_blank(c) else str(c) for c in page.grid[top - 1]) if top else (),
        spelt={header: written[column] for column, header in columns.items()},
        second=second,
        notes=tuple(str(c) for cells in page.grid[:top] for c in cells if not is_blank(c)),
        single=single,
    )


def _columns(written: Sequence[str], meanings: Mapping[str, str]) -> dict[int, str]:
    """The header of each column that is read: a column's own name before its other names."""
    meant = [meanings.get(fold(header), header) for header in written]
    chosen: dict[str, int] = {}
    for column, header in enumerate(meant):
        own = written[column] == header
        if header and (header not in chosen or (own and written[chosen[header]] != header)):
            chosen[header] = column
    return {column: header for header, column in sorted(chosen.items(), key=lambda item: item[1])}


def _second(
    written: Sequence[str], columns: Mapping[int, str], meanings: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Headers that are not read because another one of the same meaning is, with that one."""
    read = {header: written[column] for column, header in columns.items()}
    for column, header in enumerate(written):
        meant = meanings.get(fold(header), header)
        if header and column not in columns and read[meant] != header:
            yield header, read[meant]


def _merged(areas: Iterable[CellRange], headers: Mapping[int, str]) -> dict[int, dict[str, str]]:
    """For each row number the headers whose cells are merged, with the range (B5:B7)."""
    found: dict[int, dict[str, str]] = {}
    for area in areas:
        columns = range(area.min_col - 1, area.max_col)
        touched = {headers[column]: area.coord for column in columns if column in headers}
        if touched:
            for row in range(area.min_row, area.max_row + 1):
                found.setdefault(row, {}).update(touched)
    return found
