"""One-off orders, holds and planned orders in the database: all SQL of the order book."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from api.order_book.tables import HoldRow, OneOffRow
from api.orders.holds import Hold, Source
from api.orders.one_offs import Kind, OneOff
from api.orders.records import Order
from api.plans.tables import PlanOrderRow, PlanVersionRow
from api.roster.tables import ResidentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The newest version of a date and sitting, without its problem and plan."""

    version_id: int
    number: int
    date: datetime.date
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on the roster as a search shows; personal data."""

    id: str
    name: str
    address: str
    door: str


def one_offs(session: Session, date: datetime.date, sitting: str) -> tuple[OneOff, ...]:
    """All changes of the sitting in the order of their coming, taken back or not."""
    rows = select(OneOffRow).where(OneOffRow.date == date, OneOffRow.sitting == sitting)
    return tuple(map(_one_off, session.scalars(rows.order_by(OneOffRow.id))))


def one_off(session: Session, change: int) -> OneOff | None:
    """The change with this id."""
    row = session.get(OneOffRow, change)
    return None if row is None else _one_off(row)


def add_one_off(session: Session, change: OneOff, now: datetime.datetime) -> int:
    """Insert a change; its id."""
    row = OneOffRow(
        resident=change.resident,
        date=change.date,
        sitting=change.sitting,
        kind=change.kind,
        meals=change.meals,
        diet=change.diet,
        reason=change.reason,
        by=change.by,
        late=change.late,
        at=now,
        taken_back_by="",
        taken_back_reason="",
    )
    session.add(row)
    session.flush()
    return row.id


def take_back(session: Session, change: int, by: str, reason: str, now: datetime.datetime) -> None:
    """Note that a change no longer counts."""
    row = session.get_one(OneOffRow, change)
    row.taken_back_at, row.taken_back_by, row.taken_back_reason = now, by, reason
    session.flush()


def holds(session: Session, date: datetime.date) -> tuple[Hold, ...]:
    """The holds that may matter on ``date`` or later, in the order of their coming."""
    lasting = or_(
        HoldRow.source == Source.ROSTER, HoldRow.hold_to.is_(None), HoldRow.hold_to >= date
    )
    return tuple(map(_hold, session.scalars(select(HoldRow).where(lasting).order_by(HoldRow.id))))


def add_hold(session: Session, hold: Hold, now: datetime.datetime) -> int:
    """Insert a hold; its id."""
    row = HoldRow(
        resident=hold.resident,
        source=hold.source,
        hold_from=hold.hold_from,
        hold_to=hold.hold_to,
        reason=hold.reason,
        by=hold.by,
        late=hold.late,
        at=now,
        lifted_reason="",
        lifted_by="",
        lifted_late=False,
    )
    session.add(row)
    session.flush()
    return row.id


def lift_hold(session: Session, hold: Hold, now: datetime.datetime, *, late: bool) -> None:
    """Note the end of a stored hold, as ``hold`` says it."""
    row = session.get_one(HoldRow, hold.id)
    row.lifted_from, row.lifted_at, row.lifted_late = hold.lifted_from, now, late
    row.lifted_by, row.lifted_reason = hold.lifted_by, hold.lifted_reason
    session.flush()


def planned(session: Session, date: datetime.date, sitting: str) -> Planned | None:
    """The newest version of the sitting."""
    return _newest(session, PlanVersionRow.date == date, PlanVersionRow.sitting == sitting)


def planned_before(
    session: Session, date: datetime.date, sitting: str, since: datetime.date
) -> Planned | None:
    """The newest version of the last planned date before ``date``, from ``since`` on."""
    earlier = select(func.max(PlanVersionRow.date)).where(
        PlanVersionRow.sitting == sitting, PlanVersionRow.date < date, PlanVersionRow.date >= since
    )
    last = session.scalars(earlier).one()
    return None if last is None else planned(session, last, sitting)


def planned_orders(session: Session, version_id: int) -> tuple[Order, ...]:
    """The orders of a version, in their order."""
    rows = select(PlanOrderRow).where(PlanOrderRow.version_id == version_id)
    return tuple(
        Order(resident=row.resident, visit=row.visit, diet=row.diet, meals=row.meals)
        for row in session.scalars(rows.order_by(PlanOrderRow.position))
    )


def first_planned(session: Session, sitting: str, since: datetime.date) -> datetime.date | None:
    """The first date from ``since`` on with a plan of the sitting."""
    planned = PlanVersionRow.sitting == sitting, PlanVersionRow.date >= since
    return session.scalars(select(func.min(PlanVersionRow.date)).where(*planned)).one()


def seen(
    session: Session, sitting: str, since: datetime.date, before: datetime.date
) -> frozenset[str]:
    """Residents with a planned order of the sitting from ``since`` to the day before ``before``."""
    residents = (
        select(PlanOrderRow.resident)
        .join(PlanVersionRow, PlanVersionRow.id == PlanOrderRow.version_id)
        .where(
            PlanVersionRow.sitting == sitting,
            PlanVersionRow.date >= since,
            PlanVersionRow.date < before,
        )
        .distinct()
    )
    return frozenset(session.scalars(residents))


def people(session: Session, residents: Iterable[str] | None = None) -> Mapping[str, Person]:
    """Names and doors by id, of all on the roster or of ``residents``."""
    columns = (ResidentRow.id, ResidentRow.name, ResidentRow.address, ResidentRow.door)
    wanted = None if residents is None else set(residents)
    rows = session.execute(select(*columns).order_by(ResidentRow.id))
    return {
        row.id: Person(id=row.id, name=row.name, address=row.address, door=row.door)
        for row in rows
        if wanted is None or row.id in wanted
    }


def _newest(session: Session, *conditions: object) -> Planned | None:
    columns = (
        PlanVersionRow.id,
        PlanVersionRow.number,
        PlanVersionRow.date,
        PlanVersionRow.status,
    )
    newest = select(*columns).where(*conditions)  # type: ignore[arg-type]
    row = session.execute(newest.order_by(PlanVersionRow.number.desc()).limit(1)).one_or_none()
    if row is None:
        return None
    return Planned(version_id=row.id, number=row.number, date=row.date, status=row.status)


def _one_off(row: OneOffRow) -> OneOff:
    return OneOff(
        id=row.id,
        resident=row.resident,
        date=row.date,
        sitting=row.sitting,
        kind=Kind(row.kind),
        meals=row.meals,
        diet=row.diet,
        reason=row.reason,
        by=row.by,
        late=row.late,
        taken_back=row.taken_back_at is not None,
        taken_back_by=row.taken_back_by,
        taken_back_reason=row.taken_back_reason,
    )


def _hold(row: HoldRow) -> Hold:
    return Hold(
        id=row.id,
        resident=row.resident,
        source=Source(row.source),
        hold_from=row.hold_from,
        hold_to=row.hold_to,
        reason=row.reason,
        by=row.by,
        late=row.late,
        lifted_from=row.lifted_from,
        lifted_reason=row.lifted_reason,
        lifted_by=row.lifted_by,
    )
