"""Writing into the calendars, and reading a month of a canteen. Nothing here commits."""

from __future__ import annotations

import calendar as months
import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.calendars import repository
from api.calendars.canteens import Calendar, Opening, Why
from api.calendars.national import Kind
from api.calendars.records import MarkedDay, OwnDay
from api.calendars.texts import text
from api.errors import NotFound, Unusable
from api.orders.parameters import SITTINGS
from api.roster import repository as rosters
from api.roster.records import CanteenRecord
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfMonth:
    """A date of a canteen, with every sitting by name."""

    date: datetime.date
    openings: dict[str, Opening]

    @property
    def doubtful(self) -> bool:
        """Whether only the weekday is known of a day that should follow the nation's."""
        return any(opening.doubtful for opening in self.openings.values())


def month(
    session: Session, canteen: CanteenRecord, year: int, number: int
) -> tuple[DayOfMonth, ...]:
    """Every date of the month, open or closed, and why."""
    last = months.monthrange(year, number)[1]
    dates = [datetime.date(year, number, day) for day in range(1, last + 1)]
    written = repository.calendar(session, dates[0], dates[-1])
    return tuple(DayOfMonth(date=day, openings=_openings(written, canteen, day)) for day in dates)


def canteen_of(session: Session, canteen: str) -> CanteenRecord:
    """The canteen with this id.

    Raises
    ------
    NotFound
        When there is none.
    """
    known = {record.id: record for record in rosters.canteens(session)}
    if canteen not in known:
        raise NotFound("canteen_unknown", canteen=canteen, known="、".join(known) or "—")
    return known[canteen]


def set_own_day(session: Session, day: OwnDay, now: datetime.datetime) -> None:
    """Let a canteen close or open on a date, whatever its other days are.

    Raises
    ------
    NotFound
        When there is no such canteen.
    Unusable
        When there is no such sitting, no reason is given, or the date is over.
    """
    canteen_of(session, day.canteen)
    _require_sitting(day.sitting)
    if not day.reason.strip():
        raise Unusable("reason_missing")
    _require_not_past(day.date, now)
    repository.put_own_day(session, day, now)


def drop_own_day(
    session: Session,
    canteen: str,
    date: datetime.date,
    sitting: str | None,
    now: datetime.datetime,
) -> None:
    """Let a canteen's usual calendar count again on a date.

    Raises
    ------
    NotFound
        When there is no such canteen, or it has no own day then.
    Unusable
        When there is no such sitting, or the date is over.
    """
    canteen_of(session, canteen)
    _require_sitting(sitting)
    _require_not_past(date, now)
    if not repository.remove_own_days(session, canteen, date, sitting):
        raise NotFound("no_own_day", canteen=canteen, date=date)


def mark(session: Session, day: MarkedDay, now: datetime.datetime) -> None:
    """Enter a national holiday or make-up working day.

    Raises
    ------
    Unusable
        When the date is over.
    """
    _require_not_past(day.date, now)
    repository.put_marked_day(session, day, now)


def unmark(session: Session, date: datetime.date, now: datetime.datetime) -> None:
    """Forget a marked day.

    Raises
    ------
    NotFound
        When it is not marked.
    Unusable
        When the date is over.
    """
    _require_not_past(date, now)
    if not repository.remove_marked_day(session, date):
        raise NotFound("no_marked_day", date=date)


def words(opening: Opening) -> Text:
    """Why a canteen is open or closed."""
    name = opening.national.name or Text("", "")
    if opening.why is Why.OWN:
        return text(f"why_own_{'open' if opening.open else 'closed'}", note=opening.note)
    if opening.why is Why.MAKE_UP and not opening.open:
        return text("why_make_up_closed", name=name)
    return text(f"why_{opening.why}", name=name)


def national_words(opening: Opening) -> Text | None:
    """The holiday or make-up day of the date, whether the canteen follows it or not."""
    day = opening.national
    if day.name is None or day.kind is Kind.WORKDAY:
        return None
    return text(f"day_{day.kind}", name=day.name)


def _openings(written: Calendar, canteen: CanteenRecord, date: datetime.date) -> dict[str, Opening]:
    return {sitting: written.opening(canteen, date, sitting) for sitting in SITTINGS}


def _require_sitting(sitting: str | None) -> None:
    if sitting is not None and sitting not in SITTINGS:
        raise Unusable("no_such_sitting", sitting=sitting, known=", ".join(SITTINGS))


def _require_not_past(date: datetime.date, now: datetime.datetime) -> None:
    if date < now.date():
        raise Unusable("date_past", date=date, today=now.date())
