"""A table on its way into a file."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

Cell = str | int | float | datetime.date | datetime.time | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells below their ``headers``; text stays text, numbers stay numbers."""

    name: str
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
