"""Reading a workbook's sheets: where the header row is, which columns there are, what is merged.

Nothing is interpreted here; rows keep the numbers that Excel shows.
"""

from __future__ import annotations

import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from api.roster.cells.basic import is_blank
from api.roster.findings import text
from optimizer.errors import InvalidInput, Issue

HEADER_WITHIN = 10
"""Titles and notes above the header row may take so many rows, less one."""

UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
)
"""What pandas and openpyxl raise on files that are no workbooks, or damaged ones."""


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: raw cells by header, and the merged range of each cell that is part of one."""

    number: int
    cells: Mapping[str, Any]
    merged: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet cut at its header row; ``repeated`` headers count once, blank rows not at all.

    ``headers`` empty: there is no header row.
    """

    name: str
    empty: bool
    headers: tuple[str, ...]
    repeated: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet as it stands: all cells from A1 on, and the merged ranges."""

    name: str
    grid: list[list[Any]]
    merged: tuple[CellRange, ...]


def read_sheets(path: Path, known: Mapping[str, Sequence[str]]) -> dict[str, Sheet]:
    """All sheets of the workbook at ``path``, by name.

    ``known`` lists the headers expected in each sheet.

    Raises
    ------
    InvalidInput
        When there is no such file, or it is no workbook.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            pages = _pages(path)
    except UNREADABLE as error:
        if isinstance(error, FileNotFoundError):
            key = "no_such_file"
        else:
            key = "file_locked" if isinstance(error, PermissionError) else "not_a_workbook"
        problem, remedy = text(key), text(f"{key}_remedy")
        raise InvalidInput([Issue(str(path), path.name, problem, remedy)]) from error
    sheets = (_cut(page, known.get(page.name, ())) for page in pages)
    return {sheet.name: sheet for sheet in sheets}


def clean(header: object) -> str:
    """A header without spaces, full-width forms, marks of duty and remarks in brackets."""
    if is_blank(header):
        return ""
    spelt = unicodedata.normalize("NFKC", str(header)).split("(")[0]
    return "".join(spelt.split()).strip("*:")


def _pages(path: Path) -> list[_Page]:
    """Merged cells are only known to a workbook that is not opened for reading alone."""
    pages = []
    with pd.ExcelFile(path, engine="openpyxl", engine_kwargs={"read_only": False}) as book:
        for title in map(str, book.sheet_names):
            frame = pd.read_excel(book, title, header=None, dtype=object, na_filter=False)
            merged = tuple(book.book[title].merged_cells.ranges)
            pages.append(_Page(clean(title) or title, frame.to_numpy().tolist(), merged))
    return pages


def _cut(page: _Page, known: Sequence[str]) -> Sheet:
    header_row = _header_row(page.grid, known)
    headers = [clean(cell) for cell in page.grid[header_row - 1]] if header_row else []
    first = {header: column for column, header in reversed(list(enumerate(headers))) if header}
    merged = _merged(page.merged, {column: header for header, column in first.items()})
    rows = []
    for number, cells in enumerate(page.grid[header_row:], start=header_row + 1):
        row = Row(number, {h: cells[column] for h, column in first.items()}, merged.get(number, {}))
        if row.merged or any(not is_blank(cell) for cell in row.cells.values()):
            rows.append(row)
    return Sheet(
        name=page.name,
        empty=all(is_blank(cell) for cells in page.grid for cell in cells),
        headers=tuple(sorted(first, key=first.__getitem__)),
        repeated=tuple(h for column, h in enumerate(headers) if h and first[h] != column),
        rows=tuple(rows),
    )


def _header_row(grid: list[list[Any]], known: Sequence[str]) -> int:
    """The row, counted from 1, that holds most of the ``known`` headers; 0 when none does."""
    hits = [len(set(known) & set(map(clean, cells))) for cells in grid[:HEADER_WITHIN]]
    most = max(hits, default=0)
    return hits.index(most) + 1 if most else 0


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
