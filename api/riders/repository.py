"""Riders' days in the database. All SQL about them is here; nothing is committed here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from api.plans.records import Status
from api.plans.tables import PlanRiderDayRow, PlanVersionRow
from api.riders.records import VOLUNTEER, Absence, Correction, Offer, Planned, Ridden, Worked
from api.riders.states import AbsenceReason
from api.riders.tables import RiderAbsenceRow, RiderOfferRow, TimeBankRow
from api.roster.tables import RiderRow


def rider_home(session: Session, rider: str) -> str | None:
    """The canteen (or meal point) a rider belongs to; None: there is no such rider."""
    return session.scalar(select(RiderRow.canteen).where(RiderRow.id == rider))


def absences(
    session: Session, date: datetime.date, sitting: str | None = None
) -> tuple[Absence, ...]:
    """Who is away on ``date``, from the whole day or from ``sitting``; by rider and first date."""
    query = select(RiderAbsenceRow).where(*_covering(date))
    if sitting is not None:
        query = query.where(_whole_day_or(sitting))
    return _absences(session, query)


def absences_within(
    session: Session, rider: str, first: datetime.date, last: datetime.date | None
) -> tuple[Absence, ...]:
    """Absences of ``rider`` that touch the days from ``first`` to ``last``."""
    query = select(RiderAbsenceRow).where(
        RiderAbsenceRow.rider == rider,
        or_(RiderAbsenceRow.last_date.is_(None), RiderAbsenceRow.last_date >= first),
    )
    if last is not None:
        query = query.where(RiderAbsenceRow.first_date <= last)
    return _absences(session, query)


def add_absence(
    session: Session,
    rider: str,
    span: tuple[datetime.date, datetime.date | None],
    sitting: str | None,
    reason: AbsenceReason,
) -> None:
    """Insert an absence."""
    first, last = span
    session.add(
        RiderAbsenceRow(
            rider=rider, first_date=first, last_date=last, sitting=sitting, reason=reason
        )
    )
    session.flush()


def end_absence(session: Session, absence: Absence, last: datetime.date) -> None:
    """Let an absence end on ``last``; one that would begin later never was."""
    row = session.get_one(RiderAbsenceRow, absence.id)
    if last < absence.first:
        session.delete(row)
    else:
        row.last_date = last
    session.flush()


def offers(session: Session, date: datetime.date, sitting: str) -> tuple[Offer, ...]:
    """What riders offer for a sitting, by rider."""
    rows = session.scalars(
        select(RiderOfferRow)
        .where(RiderOfferRow.date == date, RiderOfferRow.sitting == sitting)
        .order_by(RiderOfferRow.rider)
    )
    return tuple(Offer(rider=r.rider, date=r.date, sitting=r.sitting, hours=r.hours) for r in rows)


def put_offer(session: Session, offer: Offer) -> None:
    """Insert or replace what a rider offers for a sitting."""
    session.merge(
        RiderOfferRow(date=offer.date, sitting=offer.sitting, rider=offer.rider, hours=offer.hours)
    )
    session.flush()


def remove_offer(session: Session, rider: str, date: datetime.date, sitting: str) -> bool:
    """Take an offer back; whether there was one."""
    gone = session.scalars(
        delete(RiderOfferRow)
        .where(
            RiderOfferRow.rider == rider,
            RiderOfferRow.date == date,
            RiderOfferRow.sitting == sitting,
        )
        .returning(RiderOfferRow.rider)
    )
    return gone.one_or_none() is not None


def worked(session: Session, first: datetime.date, last: datetime.date) -> tuple[Worked, ...]:
    """Every rider's sittings in published plans, by rider, date and sitting.

    Those of volunteers reach back before ``first``: the time bank's balance needs them all.
    """
    day, plan = PlanRiderDayRow, PlanVersionRow
    rows = session.execute(
        select(
            *(day.rider, day.kind, plan.date, plan.sitting),
            *(day.trips, day.stops, (day.ends - day.starts).label("paid_seconds")),
        )
        .join(plan, plan.id == day.version_id)
        .where(plan.status == Status.PUBLISHED, plan.date <= last)
        .where(or_(plan.date >= first, day.kind == VOLUNTEER))
        .order_by(day.rider, plan.date, plan.sitting)
    )
    return tuple(Worked(**row) for row in rows.mappings())


def minutes_used(
    session: Session,
    first: datetime.date,
    last: datetime.date,
    apart_from: tuple[datetime.date, str],
) -> Mapping[str, int]:
    """Paid minutes by rider in published plans, without the one of the sitting ``apart_from``."""
    date, sitting = apart_from
    minutes = (PlanRiderDayRow.ends - PlanRiderDayRow.starts + 59) // 60
    rows = session.execute(
        select(PlanRiderDayRow.rider, func.sum(minutes))
        .join(PlanVersionRow, PlanVersionRow.id == PlanRiderDayRow.version_id)
        .where(
            PlanVersionRow.status == Status.PUBLISHED,
            PlanVersionRow.date.between(first, last),
            or_(PlanVersionRow.date != date, PlanVersionRow.sitting != sitting),
        )
        .group_by(PlanRiderDayRow.rider)
    )
    return {rider: int(total) for rider, total in rows}


def versions(session: Session, date: datetime.date, sitting: str) -> tuple[Planned, ...]:
    """The published and the newest version of a sitting, in order of number."""
    rows = session.execute(
        select(PlanVersionRow.id, PlanVersionRow.number, PlanVersionRow.status)
        .where(PlanVersionRow.date == date, PlanVersionRow.sitting == sitting)
        .order_by(PlanVersionRow.number)
    ).all()
    current = [r for r in rows if r.status == Status.PUBLISHED or r.number == rows[-1].number]
    return tuple(
        Planned(version=r.id, number=r.number, published=r.status == Status.PUBLISHED)
        for r in current
    )


def ridden(session: Session, version: int) -> tuple[Ridden, ...]:
    """Who rides in a version, by rider."""
    rows = session.scalars(
        select(PlanRiderDayRow)
        .where(PlanRiderDayRow.version_id == version)
        .order_by(PlanRiderDayRow.rider)
    )
    return tuple(
        Ridden(
            rider=r.rider,
            loads_at=r.loads_at,
            paid=(r.starts, r.ends),
            over=r.begun == r.trips,
        )
        for r in rows
    )


def corrections(session: Session, last: datetime.date) -> tuple[Correction, ...]:
    """Corrections of time banks up to ``last``, by date."""
    rows = session.scalars(
        select(TimeBankRow)
        .where(TimeBankRow.date <= last)
        .order_by(TimeBankRow.date, TimeBankRow.id)
    )
    return tuple(
        Correction(rider=r.rider, date=r.date, minutes=r.minutes, by=r.by, why=r.why) for r in rows
    )


def add_correction(session: Session, correction: Correction, now: datetime.datetime) -> None:
    """Insert a correction; none is ever changed, a wrong one is corrected by another."""
    session.add(
        TimeBankRow(
            rider=correction.rider,
            date=correction.date,
            minutes=correction.minutes,
            by=correction.by,
            why=correction.why,
            at=now,
        )
    )
    session.flush()


def _covering(date: datetime.date) -> Iterable[ColumnElement[bool]]:
    return (
        RiderAbsenceRow.first_date <= date,
        or_(RiderAbsenceRow.last_date.is_(None), RiderAbsenceRow.last_date >= date),
    )


def _whole_day_or(sitting: str) -> ColumnElement[bool]:
    return or_(RiderAbsenceRow.sitting.is_(None), RiderAbsenceRow.sitting == sitting)


def _absences(session: Session, query: Select[RiderAbsenceRow]) -> tuple[Absence, ...]:
    ordered = query.order_by(RiderAbsenceRow.rider, RiderAbsenceRow.first_date, RiderAbsenceRow.id)
    return tuple(
        Absence(
            id=row.id,
            rider=row.rider,
            first=row.first_date,
            last=row.last_date,
            sitting=row.sitting,
            reason=AbsenceReason(row.reason),
        )
        for row in session.scalars(ordered)
    )
