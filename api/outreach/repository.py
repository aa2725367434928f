"""Eligible people in the database: all their SQL."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.orm import Session

from api.db.upsert import upsert
from api.outreach.records import Decided, Decision, Eligible, Person
from api.outreach.tables import EligibleDecisionRow, EligiblePersonRow

FIELDS = tuple(field.name for field in fields(Eligible))


def people(session: Session) -> tuple[Person, ...]:
    """Everybody whom a list has named, with all decisions, in order of id."""
    decided = _decisions(session)
    columns = (EligiblePersonRow.id, EligiblePersonRow.listed, *_columns())
    rows = session.execute(select(*columns).order_by(EligiblePersonRow.id))
    return tuple(_person(row._mapping, decided) for row in rows)


def person(session: Session, number: int) -> Person | None:
    """The person with this number."""
    columns = (EligiblePersonRow.id, EligiblePersonRow.listed, *_columns())
    row = session.execute(select(*columns).where(EligiblePersonRow.id == number)).one_or_none()
    return None if row is None else _person(row._mapping, _decisions(session, number))


def add(session: Session, new: Iterable[Eligible], now: datetime.datetime) -> None:
    """Insert people whom no list has named before."""
    seen = {"listed": True, "first_seen": now, "last_seen": now}
    if rows := [_values(one) | seen for one in new]:
        session.execute(insert(EligiblePersonRow), rows)


def renew(session: Session, known: Mapping[int, Eligible], now: datetime.datetime) -> None:
    """Take over what the latest list says of people who are known, and who is not in it."""
    session.execute(update(EligiblePersonRow).values(listed=False))
    seen = session.execute(select(EligiblePersonRow.id, EligiblePersonRow.first_seen))
    first = {row.id: row.first_seen for row in seen}
    rows = [
        {"id": number, "listed": True, "first_seen": first[number], "last_seen": now}
        | _values(eligible)
        for number, eligible in known.items()
    ]
    upsert(session, EligiblePersonRow, rows)


def decide(session: Session, number: int, decided: Decided) -> None:
    """Record a decision."""
    session.add(
        EligibleDecisionRow(
            person_id=number,
            decision=decided.decision,
            by=decided.by,
            at=decided.at,
            note=decided.note,
            resident=decided.resident,
        )
    )
    session.flush()


def _columns() -> tuple[Any, ...]:
    return tuple(getattr(EligiblePersonRow, name) for name in FIELDS)


def _values(eligible: Eligible) -> dict[str, Any]:
    return {name: getattr(eligible, name) for name in FIELDS}


def _person(row: RowMapping, decided: Mapping[int, list[Decided]]) -> Person:
    return Person(
        id=row["id"],
        listed=row["listed"],
        eligible=Eligible(**{name: row[name] for name in FIELDS}),
        decisions=tuple(decided.get(row["id"], ())),
    )


def _decisions(session: Session, number: int | None = None) -> Mapping[int, list[Decided]]:
    query = select(EligibleDecisionRow).order_by(EligibleDecisionRow.id)
    if number is not None:
        query = query.where(EligibleDecisionRow.person_id == number)
    found: dict[int, list[Decided]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.person_id].append(
            Decided(
                decision=Decision(row.decision),
                by=row.by,
                at=row.at,
                note=row.note,
                resident=row.resident,
            )
        )
    return found
