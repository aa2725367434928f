"""The roster in the database: all its SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.db.upsert import upsert
from api.roster.findings import Record
from api.roster.records import (
    CanteenRecord,
    MealPointRecord,
    ResidentRecord,
    RiderRecord,
    Roster,
)
from api.roster.tables import CanteenRow, MealPointRow, ResidentRow, RiderRow

TABLES: dict[type, type[CanteenRow | MealPointRow | RiderRow | ResidentRow]] = {
    CanteenRecord: CanteenRow,
    MealPointRecord: MealPointRow,
    RiderRecord: RiderRow,
    ResidentRecord: ResidentRow,
}


def load(session: Session) -> Roster:
    """The whole roster, each list in order of id."""
    return Roster(
        canteens=_all(session, CanteenRecord),
        riders=_all(session, RiderRecord),
        residents=_all(session, ResidentRecord),
        meal_points=_all(session, MealPointRecord),
    )


def canteens(session: Session) -> tuple[CanteenRecord, ...]:
    """All canteens, in order of id."""
    return _all(session, CanteenRecord)


def riders(session: Session) -> tuple[RiderRecord, ...]:
    """All riders, in order of id."""
    return _all(session, RiderRecord)


def meal_points(session: Session) -> tuple[MealPointRecord, ...]:
    """All meal points, in order of id."""
    return _all(session, MealPointRecord)


def resident(session: Session, name: str) -> ResidentRecord | None:
    """The resident with this id."""
    row = session.get(ResidentRow, name)
    return None if row is None else _record(row, ResidentRecord)


def save(session: Session, records: Iterable[Record]) -> None:
    """Insert or replace ``records`` of one kind by id; the canteens that they name come first."""
    kept = list(records)
    if kept:
        upsert(session, TABLES[type(kept[0])], [_values(record) for record in kept])


def _all(session: Session, kind: type[Record]) -> tuple[Record, ...]:
    """By columns: thousands of objects that follow their rows would take their time."""
    table = TABLES[kind]
    names = [field.name for field in fields(kind)]
    rows = session.execute(select(*(getattr(table, name) for name in names)).order_by(table.id))
    return tuple(kind(**dict(zip(names, row, strict=True))) for row in rows)


def _record(row: Any, kind: type[Record]) -> Record:  # noqa: ANN401
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})


def _values(record: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields one by one: ``asdict`` would take the batches apart."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
