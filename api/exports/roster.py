"""The roster as it would be imported again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.exports.tables import Cell, Table
from api.roster.cells.places import DATUM_NAMES
from api.roster.columns import COLUMNS, Column
from api.roster.records import Roster
from api.roster.wording import worded

UNSTORED = {"datum": DATUM_NAMES["wgs84"][0]}
"""What columns that are no fields say: coordinates leave as they are inside."""


def roster_tables(roster: Roster) -> tuple[Table, ...]:
    """A table for each kind of record; importing them changes nothing."""
    records: dict[str, Sequence[Any]] = {
        "食堂": roster.canteens,
        "助餐点": roster.meal_points,
        "骑手": roster.riders,
        "老人": roster.residents,
    }
    return tuple(_table(name, records[name]) for name in COLUMNS if records[name])


def _table(name: str, records: Sequence[Any]) -> Table:
    columns = [column for column in COLUMNS[name] if column.stored or column.key in UNSTORED]
    return Table(
        name=name,
        headers=tuple(column.header for column in columns),
        rows=[[_cell(name, column, record) for column in columns] for record in records],
    )


def _cell(name: str, column: Column, record: Any) -> Cell:  # noqa: ANN401
    if not column.stored:
        return UNSTORED[column.key]
    value = getattr(record, column.field)
    if column.part_of and value is not None:
        ends = [one.key for one in COLUMNS[name] if one.part_of == column.part_of]
        return worded(column.field, value).split("-")[ends.index(column.key)]
    if isinstance(value, int | float) and not isinstance(value, bool):
        said = worded(column.field, value)
        return value if said == str(value) else said
    return worded(column.field, value)
