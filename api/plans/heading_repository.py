"""What is known of plan versions without opening a plan; nothing is committed here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from api.plans.history import Step
from api.plans.origins import Action, Origin
from api.plans.records import Heading, Status
from api.plans.tables import PlanOriginRow, PlanVersionRow


def steps(session: Session, date: datetime.date, sitting: str) -> tuple[Step, ...]:
    """What made each version of a sitting, by number; no plan is opened."""
    version, origin = PlanVersionRow, PlanOriginRow
    rows = session.execute(
        select(version.id, version.number, version.published, origin.action, origin.parent)
        .join(origin, origin.version_id == version.id)
        .where(*of_sitting(date, sitting))
        .order_by(version.number)
    )
    return tuple(
        Step(
            id=row.id,
            number=row.number,
            action=Action(row.action),
            parent=row.parent,
            published=row.published is not None,
        )
        for row in rows
    )


def headings(session: Session, date: datetime.date, sitting: str) -> tuple[Heading, ...]:
    """All versions of a sitting by number; no plan is opened."""
    version = PlanVersionRow
    columns = (version.id, version.number, version.status, version.created, version.published)
    rows = session.execute(
        select(PlanOriginRow, *columns)
        .join(version, version.id == PlanOriginRow.version_id)
        .where(*of_sitting(date, sitting))
        .order_by(version.number)
    )
    return tuple(
        Heading(
            id=row.id,
            date=date,
            sitting=sitting,
            number=row.number,
            status=Status(row.status),
            created=row.created,
            published=row.published,
            origin=origin_of(row.PlanOriginRow),
        )
        for row in rows
    )


def numbers(session: Session, version_id: int) -> tuple[int, int] | None:
    """The number of a version, and the highest of its sitting; None: there is no such version."""
    one, every = aliased(PlanVersionRow), PlanVersionRow
    row = session.execute(
        select(one.number, func.max(every.number))
        .join(every, and_(every.date == one.date, every.sitting == one.sitting))
        .where(one.id == version_id)
        .group_by(one.number)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def details(session: Session, ids: Iterable[int]) -> tuple[Mapping[str, object], ...]:
    """What exactly was done to make each of these versions, in order of id."""
    origin = PlanOriginRow
    rows = session.scalars(
        select(origin.details).where(origin.version_id.in_(list(ids))).order_by(origin.version_id)
    )
    return tuple(rows)


def of_sitting(date: datetime.date, sitting: str) -> tuple[ColumnElement[bool], ...]:
    """What the versions of a sitting have in common."""
    return PlanVersionRow.date == date, PlanVersionRow.sitting == sitting


def origin_of(row: PlanOriginRow) -> Origin:
    """The record of a row."""
    return Origin(
        action=Action(row.action),
        parent=row.parent,
        details=row.details,
        by=row.by or "",
        why=row.why or "",
        day_speed=row.day_speed,
    )
