"""Plan versions in the database, with their content; nothing is committed here.

What opens no plan is in ``heading_repository``; together they hold all SQL about plans.
"""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable

from sqlalchemy import Select, func, insert, literal, select, update
from sqlalchemy.orm import Session

from api.db.upsert import upsert
from api.errors import AlteredPlan
from api.orders.records import Order, PlanningDay
from api.plans.documents import orders_fit, pack, unpack
from api.plans.heading_repository import of_sitting, origin_of
from api.plans.origins import Origin
from api.plans.records import HandOver, HandOverKind, Status, Version
from api.plans.rows import miss_rows, order_rows, rider_day_rows
from api.plans.tables import (
    PlanHandOverRow,
    PlanMissRow,
    PlanOrderRow,
    PlanOriginRow,
    PlanRiderDayRow,
    PlanVersionRow,
)
from optimizer.errors import BrokenPlan, InvalidInput
from optimizer.plan import Plan
from optimizer.travel.legs import UnknownRide

COPIED = (PlanOrderRow, PlanRiderDayRow, PlanMissRow)
"""What a version's content implies, a row or more each."""


def add(
    session: Session, day: PlanningDay, plan: Plan, origin: Origin, now: datetime.datetime
) -> int:
    """Insert the next draft of the day's sitting; its id."""
    problem_bytes, plan_bytes = pack(day.problem, plan)
    row = PlanVersionRow(
        date=day.problem.date,
        sitting=day.problem.sitting,
        problem=problem_bytes,
        plan=plan_bytes,
    )
    _add_draft(session, row, origin, now)
    for table, rows in (
        (PlanOrderRow, order_rows(row.id, day)),
        (PlanRiderDayRow, rider_day_rows(row.id, day.problem, plan)),
        (PlanMissRow, miss_rows(row.id, day, plan)),
    ):
        if values := list(rows):
            session.execute(insert(table), values)
    return row.id


def add_again(session: Session, source: int, origin: Origin, now: datetime.datetime) -> int:
    """Insert the next draft of the sitting of version ``source``, with its content; its id."""
    old = session.get_one(PlanVersionRow, source)
    row = PlanVersionRow(date=old.date, sitting=old.sitting, problem=old.problem, plan=old.plan)
    _add_draft(session, row, origin, now)
    for table in COPIED:
        columns = table.__table__.columns
        rest = [column for column in columns if column.name != "version_id"]
        rows = select(literal(row.id), *rest).where(columns.version_id == source)
        names = ["version_id", *(column.name for column in rest)]
        session.execute(insert(table).from_select(names, rows))
    return row.id


def hand_overs(session: Session, version_id: int) -> tuple[HandOver, ...]:
    """What was agreed on a version, by visit."""
    agreed = PlanHandOverRow
    rows = session.scalars(
        select(agreed).where(agreed.version_id == version_id).order_by(agreed.visit)
    )
    return tuple(map(_hand_over, rows))


def by_id(session: Session, version_id: int) -> Version | None:
    """The version with this id."""
    return _one(session, select(PlanVersionRow).where(PlanVersionRow.id == version_id))


def latest(session: Session, date: datetime.date, sitting: str) -> Version | None:
    """The newest version of the sitting, whatever its status."""
    newest = _sitting(date, sitting).order_by(PlanVersionRow.number.desc()).limit(1)
    return _one(session, newest)


def published(session: Session, date: datetime.date, sitting: str) -> Version | None:
    """The published version of the sitting."""
    return _one(session, _sitting(date, sitting).where(PlanVersionRow.status == Status.PUBLISHED))


def supersede_published(session: Session, date: datetime.date, sitting: str) -> None:
    """Take back what is published for the sitting, if anything is."""
    session.execute(
        update(PlanVersionRow)
        .where(*of_sitting(date, sitting), PlanVersionRow.status == Status.PUBLISHED)
        .values(status=Status.SUPERSEDED)
    )


def publish_draft(session: Session, version_id: int, now: datetime.datetime) -> bool:
    """Turn a draft into the published version; False if it is no draft (any more)."""
    changed = session.scalars(
        update(PlanVersionRow)
        .where(PlanVersionRow.id == version_id, PlanVersionRow.status == Status.DRAFT)
        .values(status=Status.PUBLISHED, published=now)
        .returning(PlanVersionRow.id)
    )
    return changed.one_or_none() is not None


def put_hand_overs(session: Session, version_id: int, hand_overs: Iterable[HandOver]) -> None:
    """Insert or replace what happens instead of unserved visits."""
    rows = [
        {"version_id": version_id, "visit": h.visit, "kind": h.kind, "who": h.who, "at": h.at}
        for h in hand_overs
    ]
    upsert(session, PlanHandOverRow, rows)


def _add_draft(
    session: Session, row: PlanVersionRow, origin: Origin, now: datetime.datetime
) -> None:
    row.number = _last_number(session, row.date, row.sitting) + 1
    row.status, row.created = Status.DRAFT, now
    session.add(row)
    session.flush()
    made = PlanOriginRow(
        version_id=row.id,
        parent=origin.parent,
        action=origin.action,
        details=dict(origin.details),
        by=origin.by or None,
        why=origin.why or None,
        day_speed=origin.day_speed,
    )
    session.add(made)
    session.flush()


def _sitting(date: datetime.date, sitting: str) -> Select[PlanVersionRow]:
    return select(PlanVersionRow).where(*of_sitting(date, sitting))


def _last_number(session: Session, date: datetime.date, sitting: str) -> int:
    highest = func.coalesce(func.max(PlanVersionRow.number), 0)
    return session.scalars(select(highest).where(*of_sitting(date, sitting))).one()


def _one(session: Session, query: Select[PlanVersionRow]) -> Version | None:
    fresh = query.execution_options(populate_existing=True)
    row = session.scalars(fresh).one_or_none()
    return None if row is None else _version(session, row)


def _orders(session: Session, version_id: int) -> tuple[Order, ...]:
    """A district has thousands of them: rows, not objects."""
    o = PlanOrderRow
    rows = session.execute(
        select(o.resident, o.visit, o.diet, o.meals)
        .where(o.version_id == version_id)
        .order_by(o.position)
    )
    return tuple(
        Order(resident=resident, visit=visit, diet=diet, meals=meals)
        for resident, visit, diet, meals in rows
    )


def _version(session: Session, row: PlanVersionRow) -> Version:
    """The record of a row whose content passes its check.

    Raises
    ------
    AlteredPlan
        When somebody changed the row.
    """
    orders = _orders(session, row.id)
    try:
        problem, plan = unpack(row.problem, row.plan)
    except (zlib.error, InvalidInput, BrokenPlan, UnknownRide) as error:
        raise AlteredPlan("altered_plan", version=row.id) from error
    same_sitting = (problem.date, problem.sitting) == (row.date, row.sitting)
    if not same_sitting or not orders_fit(problem, orders):
        raise AlteredPlan("altered_plan", version=row.id)
    return Version(
        id=row.id,
        number=row.number,
        status=Status(row.status),
        created=row.created,
        published=row.published,
        problem=problem,
        plan=plan,
        orders=orders,
        hand_overs=tuple(map(_hand_over, row.hand_overs)),
        origin=origin_of(row.origin),
    )


def _hand_over(row: PlanHandOverRow) -> HandOver:
    return HandOver(visit=row.visit, kind=HandOverKind(row.kind), who=row.who, at=row.at)
