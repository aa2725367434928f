"""Plan versions in the database. All SQL about plans is here; nothing is committed here."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Select, func, insert, select, update
from sqlalchemy.orm import Session

from api.db.upsert import upsert
from api.errors import AlteredPlan
from api.orders.records import Order, PlanningDay
from api.plans.documents import orders_fit, pack, unpack
from api.plans.records import HandOver, HandOverKind, Status, Version
from api.plans.tables import PlanHandOverRow, PlanOrderRow, PlanRiderDayRow, PlanVersionRow
from optimizer.errors import BrokenPlan, InvalidInput
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.travel.legs import UnknownRide


def add(session: Session, day: PlanningDay, plan: Plan, now: datetime.datetime) -> int:
    """Insert the next draft of the day's sitting; its id."""
    date, sitting = day.problem.date, day.problem.sitting
    problem_bytes, plan_bytes = pack(day.problem, plan)
    row = PlanVersionRow(
        date=date,
        sitting=sitting,
        number=_last_number(session, date, sitting) + 1,
        status=Status.DRAFT,
        created=now,
        problem=problem_bytes,
        plan=plan_bytes,
    )
    session.add(row)
    session.flush()
    if orders := list(_orders(row.id, day)):
        session.execute(insert(PlanOrderRow), orders)
    session.add_all(_rider_days(row.id, day.problem, plan))
    session.flush()
    return row.id


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
        .where(*_of_sitting(date, sitting), PlanVersionRow.status == Status.PUBLISHED)
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


def _orders(version_id: int, day: PlanningDay) -> Iterator[dict[str, object]]:
    for position, o in enumerate(day.orders):
        yield {
            "version_id": version_id,
            "position": position,
            "resident": o.resident,
            "visit": o.visit,
            "diet": o.diet,
            "meals": o.meals,
        }


def _rider_days(version_id: int, problem: Problem, plan: Plan) -> Iterator[PlanRiderDayRow]:
    """A row for each rider who rides."""
    for day in plan.riders:
        if day.trips:
            yield PlanRiderDayRow(
                version_id=version_id,
                rider=day.rider,
                kind=problem.rider[day.rider].kind,
                loads_at=tuple(sorted({trip.canteen for trip in day.trips})),
                trips=len(day.trips),
                stops=sum(len(trip.stops) for trip in day.trips),
                starts=day.start,
                ends=day.end,
            )


def _sitting(date: datetime.date, sitting: str) -> Select[PlanVersionRow]:
    return select(PlanVersionRow).where(*_of_sitting(date, sitting))


def _of_sitting(date: datetime.date, sitting: str) -> tuple[ColumnElement[bool], ...]:
    return PlanVersionRow.date == date, PlanVersionRow.sitting == sitting


def _last_number(session: Session, date: datetime.date, sitting: str) -> int:
    highest = func.coalesce(func.max(PlanVersionRow.number), 0)
    return session.scalars(select(highest).where(*_of_sitting(date, sitting))).one()


def _one(session: Session, query: Select[PlanVersionRow]) -> Version | None:
    fresh = query.execution_options(populate_existing=True)
    row = session.scalars(fresh).one_or_none()
    return None if row is None else _version(row)


def _version(row: PlanVersionRow) -> Version:
    """The record of a row whose content passes its check.

    Raises
    ------
    AlteredPlan
        When somebody changed the row.
    """
    orders = tuple(
        Order(resident=o.resident, visit=o.visit, diet=o.diet, meals=o.meals) for o in row.orders
    )
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
        hand_overs=tuple(
            HandOver(visit=h.visit, kind=HandOverKind(h.kind), who=h.who, at=h.at)
            for h in row.hand_overs
        ),
    )
