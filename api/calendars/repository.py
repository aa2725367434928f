"""The days that somebody wrote into the calendars: all their SQL."""

from __future__ import annotations

import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.calendars.canteens import Calendar
from api.calendars.records import MarkedDay, OwnDay
from api.calendars.tables import MarkedDayRow, OwnDayRow


def calendar(session: Session, first: datetime.date, last: datetime.date) -> Calendar:
    """What is written from ``first`` to ``last``, both included."""
    own = select(OwnDayRow).where(OwnDayRow.date.between(first, last))
    marked = select(MarkedDayRow).where(MarkedDayRow.date.between(first, last))
    return Calendar(
        own=tuple(
            OwnDay(
                canteen=row.canteen,
                date=row.date,
                sitting=row.sitting or None,
                open=row.open,
                reason=row.reason,
                by=row.by,
            )
            for row in session.scalars(own.order_by(OwnDayRow.date, OwnDayRow.canteen))
        ),
        marked=tuple(
            MarkedDay(date=row.date, working=row.working, name=row.name, by=row.by)
            for row in session.scalars(marked.order_by(MarkedDayRow.date))
        ),
    )


def put_own_day(session: Session, day: OwnDay, now: datetime.datetime) -> None:
    """Insert or replace a canteen's word on its date and sitting."""
    session.merge(
        OwnDayRow(
            canteen=day.canteen,
            date=day.date,
            sitting=day.sitting or "",
            open=day.open,
            reason=day.reason,
            by=day.by,
            at=now,
        )
    )
    session.flush()


def remove_own_days(
    session: Session, canteen: str, date: datetime.date, sitting: str | None
) -> bool:
    """Forget the canteen's word on the sitting, or on the whole date; False: there was none."""
    gone = delete(OwnDayRow).where(OwnDayRow.canteen == canteen, OwnDayRow.date == date)
    if sitting is not None:
        gone = gone.where(OwnDayRow.sitting == sitting)
    return bool(session.scalars(gone.returning(OwnDayRow.date)).all())


def put_marked_day(session: Session, day: MarkedDay, now: datetime.datetime) -> None:
    """Insert or replace a national holiday or make-up day."""
    session.merge(
        MarkedDayRow(date=day.date, working=day.working, name=day.name, by=day.by, at=now)
    )
    session.flush()


def remove_marked_day(session: Session, date: datetime.date) -> bool:
    """Forget a marked day; False: there was none."""
    gone = delete(MarkedDayRow).where(MarkedDayRow.date == date)
    return bool(session.scalars(gone.returning(MarkedDayRow.date)).all())
