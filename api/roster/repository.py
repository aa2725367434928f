"""The roster in the database: all its SQL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.roster.findings import Record
from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord, Roster
from api.roster.tables import CanteenRow, ResidentRow, RiderRow

TABLES: dict[type, type[CanteenRow | RiderRow | ResidentRow]] = {
    CanteenRecord: CanteenRow,
    RiderRecord: RiderRow,
    ResidentRecord: ResidentRow,
}


def load(session: Session) -> Roster:
    """The whole roster, each list in order of id."""
    return Roster(
        canteens=_all(session, CanteenRecord),
        riders=_all(session, RiderRecord),
        residents=_all(session, ResidentRecord),
    )


def canteens(session: Session) -> tuple[CanteenRecord, ...]:
    """All canteens, in order of id."""
    return _all(session, CanteenRecord)


def save(session: Session, records: Iterable[Record]) -> None:
    """Insert or replace ``records`` of one kind by id; the canteens that they name come first."""
    for record in records:
        session.merge(TABLES[type(record)](**_values(record)))
    session.flush()


def _all(session: Session, kind: type[Record]) -> tuple[Record, ...]:
    table = TABLES[kind]
    rows = session.scalars(select(table).order_by(table.id))
    names = [field.name for field in fields(kind)]
    return tuple(kind(**{name: getattr(row, name) for name in names}) for row in rows)


def _values(record: Any) -> dict[str, Any]:  # noqa: ANN401
    """The fields one by one: ``asdict`` would take the batches apart."""
    return {field.name: getattr(record, field.name) for field in fields(record)}
