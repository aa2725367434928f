"""The pages of changes and calendars as plain values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.calendars import service as calendars
from api.calendars.canteens import Why
from api.calendars.texts import text as calendar_text
from api.order_book import repository
from api.order_book.changes import change_list
from api.order_book.comparison import Change, Group, groups
from api.order_book.repository import Person
from api.order_book.wording import meals_words, why
from api.roster import repository as rosters
from api.roster.records import CanteenRecord, Roster
from api.schedules.repository import log_reading
from api.web.texts import text
from api.web.words import date_words, sitting_words
from optimizer.texts import Text

RHYTHM = frozenset({Group.AGAIN, Group.RESTS})
"""Groups that repeat every week: shown folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One person who differs; whoever left the roster has only an id."""

    resident: str
    person: Person | None
    before: str
    after: str
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """All of one group."""

    title: Text
    folded: bool
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """The list of changes, and what it is compared with."""

    basis: Text
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A date: what each sitting is, and why."""

    date: datetime.date
    words: Text
    national: Text | None
    sittings: tuple[tuple[bool, Text], ...]
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A canteen's month; without canteens, no days."""

    canteens: tuple[CanteenRecord, ...]
    canteen: CanteenRecord | None
    month: str
    previous: str
    next: str
    sittings: tuple[tuple[str, Text], ...]
    days: tuple[CalendarDay, ...]
    doubtful: Text | None


def changes_view(
    session: Session, roster: Roster, date: datetime.date, sitting: str
) -> ChangesView:
    """The page of changes; the names in it are logged as read."""
    found = change_list(session, roster, date, sitting)
    people = repository.people(session, {change.resident for change in found.changes})
    log_reading(session, "/changes", date, len(people))
    values = {"since": date_words(found.since), "before": found.before, "after": found.after}
    plan = found.plan
    return ChangesView(
        basis=text("changes_plan", number=plan.number, **values)
        if plan
        else text("changes_roster", **values),
        groups=tuple(
            GroupView(
                title=text(f"group_{group}"),
                folded=group in RHYTHM,
                rows=tuple(_row(change, people.get(change.resident)) for change in members),
            )
            for group, members in groups(found.changes).items()
        ),
    )


def calendar_view(session: Session, canteen: str, year: int, month: int) -> CalendarView:
    """A canteen's month; ``canteen`` "": the first one's.

    Raises
    ------
    NotFound
        When there is no such canteen.
    """
    known = rosters.canteens(session)
    chosen = calendars.canteen_of(session, canteen) if canteen else next(iter(known), None)
    days = calendars.month(session, chosen, year, month) if chosen else ()
    cooked = [
        sitting
        for sitting in (days[0].openings if days else ())
        if sitting == "lunch"
        or any(day.openings[sitting].why is not Why.NO_SITTING for day in days)
    ]
    first = datetime.date(year, month, 1)
    doubtful = any(day.doubtful for day in days)
    return CalendarView(
        canteens=known,
        canteen=chosen,
        month=f"{first:%Y-%m}",
        previous=f"{first - datetime.timedelta(days=1):%Y-%m}",
        next=f"{first + datetime.timedelta(days=31):%Y-%m}",
        sittings=tuple((sitting, sitting_words(sitting)) for sitting in cooked),
        days=tuple(_day(day, cooked) for day in days),
        doubtful=calendar_text("doubtful", year=year) if doubtful else None,
    )


def _row(change: Change, person: Person | None) -> ChangeRow:
    return ChangeRow(
        resident=change.resident,
        person=person,
        before=meals_words(change.before),
        after=meals_words(change.after),
        why=why(change),
    )


def _day(day: calendars.DayOfMonth, cooked: list[str]) -> CalendarDay:
    openings = [day.openings[sitting] for sitting in cooked]
    return CalendarDay(
        date=day.date,
        words=date_words(day.date),
        national=calendars.national_words(openings[0]),
        sittings=tuple(
            (one.open, calendar_text("open" if one.open else "closed")) for one in openings
        ),
        why=tuple(dict.fromkeys(calendars.words(one) for one in openings)),
    )
