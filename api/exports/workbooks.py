"""Excel workbooks of tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from api.exports.tables import Cell, Table

WIDEST = 40
"""Characters of the widest column."""

SAMPLED = 200
"""Rows that decide on the width of a column."""


def workbook_bytes(tables: Sequence[Table]) -> bytes:
    """One sheet for each of ``tables``; text has the format “Text”, so no code loses its zeros."""
    book = Workbook(write_only=True)
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _fill(sheet: Any, table: Table) -> None:  # noqa: ANN401  openpyxl does not type these
    for number, header in enumerate(table.headers):
        spelt = [header, *(str(row[number] or "") for row in table.rows[:SAMPLED])]
        wide = max(sum(1 + (ord(letter) > 255) for letter in words) for words in spelt)
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(WIDEST, 3 + wide)
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, header) for header in table.headers])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _head(sheet: Any, header: str) -> WorkbookCell:  # noqa: ANN401
    head = _cell(sheet, header) or WorkbookCell(sheet, row=1, column=1)
    head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDEBF7")
    return head


def _cell(sheet: Any, value: Cell) -> WorkbookCell | None:  # noqa: ANN401
    """Text that looks like a formula is said to be text, and stays it when somebody edits it.

    A number that openpyxl would write with a digit less, as some coordinates, is text too.
    """
    if value is None or value == "":
        return None
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        value = repr(value)
    known: Any = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    cell = WorkbookCell(sheet, row=1, column=1, value=known)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
        if value[0] in "=+-@'":
            cell.quotePrefix = 1
    elif isinstance(value, datetime.time):
        cell.number_format = "hh:mm"
    elif isinstance(value, datetime.date):
        cell.number_format = "yyyy-mm-dd"
    return cell
