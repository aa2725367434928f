"""A page: all cells of a sheet or of a delimited file, as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.cell_range import CellRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Cells from A1 on, row by row; ``title`` is the sheet's name, None in a delimited file."""

    title: str | None
    grid: Sequence[Sequence[Any]]
    merged: tuple[CellRange, ...] = ()
