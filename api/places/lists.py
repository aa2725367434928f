"""Lists of pasted coordinates: an address a row, read like a roster's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.places.buildings import key_of
from api.places.gazetteer import Gazetteer
from api.places.texts import text
from api.roster.cells.basic import is_blank, shown
from api.roster.placing.place import Placing, place
from api.roster.rules import Remark, rejected
from api.roster.sheets import Row, Sheet, read_sheets
from api.roster.sources.file import SourceFile
from optimizer.errors import InvalidInput, Issue
from optimizer.travel.datum import AnyPoint

SHEET = "老人"
"""Its headers for addresses and coordinates are understood, in both languages."""

ADDRESS = "地址"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a list; ``stated`` None: it gives no place that can be used."""

    row: int
    address: str
    stated: AnyPoint | None
    remarks: tuple[Remark, ...]


def read_list(file: SourceFile, gazetteer: Gazetteer) -> list[Line]:
    """The lines of ``file``, a list as CSV or workbook with an address and coordinates.

    Raises
    ------
    InvalidInput
        When the file cannot be used, or has no column of addresses.
    """
    sheets = [sheet for sheet in read_sheets(file, SHEET) if ADDRESS in sheet.headers]
    if not sheets:
        problem, remedy = text("list_without_address"), text("list_without_address_remedy")
        raise InvalidInput([Issue(file.place, file.name, problem, remedy)])
    return [line for sheet in sheets for line in _lines(sheet, gazetteer)]


def _lines(sheet: Sheet, gazetteer: Gazetteer) -> Iterator[Line]:
    addresses = {row.number: _address(row) for row in sheet.rows}
    placings = place(sheet, addresses, gazetteer)
    for row in sheet.rows:
        placing = placings.get(row.number, Placing())
        remarks = tuple(remark for _, remark in placing.remarks)
        stated = placing.stated
        if not addresses[row.number]:
            stated, remarks = None, (rejected("blank"),)
        elif stated is None and placing.found is not None:
            remarks = (rejected("blank"),)
        yield Line(row=row.number, address=addresses[row.number], stated=stated, remarks=remarks)


def _address(row: Row) -> str:
    cell = row.cells.get(ADDRESS)
    return "" if is_blank(cell) else key_of(shown(cell))
