"""Reading Excel workbooks."""

from __future__ import annotations

import math
import re
import warnings
import zipfile
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.cell_range import CellRange

from api.roster.sources.file import SourceFile
from api.roster.sources.pages import Page

UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    zipfile.BadZipFile,
    InvalidFileException,
    ParseError,
)
"""What openpyxl raises on files that are no workbooks, or damaged ones."""

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?\bref=[\"']([A-Z$0-9:]+)[\"']")
"""A merged range in the XML of a sheet."""

UNPACKED = 300_000_000
"""Bytes of an unpacked workbook; a few kilobytes can unpack to more than a memory holds."""


def pages(file: SourceFile) -> list[Page]:
    """All sheets of the workbook in ``file``.

    Raises
    ------
    InvalidInput
        When it is no workbook, or too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
        if unpacked > UNPACKED:
            raise file.refused("file_too_large", most=UNPACKED // 1_000_000)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            return _pages(file.content)
    except UNREADABLE as error:
        raise file.refused("not_a_workbook") from error


def _pages(content: bytes) -> list[Page]:
    """Values alone are read, which takes a third of the time; merges stand behind them."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            return [_page(sheet, packed) for sheet in book.worksheets]
    finally:
        book.close()


def _page(sheet: Any, packed: zipfile.ZipFile) -> Page:  # noqa: ANN401  no public type
    sheet.reset_dimensions()  # some programs write wrong ones
    rows = [[_value(raw) for raw in row] for row in sheet.iter_rows(values_only=True)]
    width = max(map(len, rows), default=0)
    merged = MERGED.findall(packed.read(sheet._worksheet_path))
    return Page(
        title=sheet.title,
        grid=[row + [None] * (width - len(row)) for row in rows],
        merged=tuple(CellRange(area.decode("ascii")) for area in merged),
    )


def _value(raw: object) -> object:
    """A cell as it is known elsewhere: whole numbers as such, the error of a formula as NaN."""
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    return math.nan if isinstance(raw, str) and raw in ERROR_CODES else raw
