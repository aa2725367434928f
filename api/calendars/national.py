"""Public holidays and make-up working days, as the State Council announces them each autumn.

The package ``chinesecalendar`` knows the announced years. Of any other year only the weekdays are
known, which whoever reads a calendar must be told; days marked by hand fill the gap.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import chinese_calendar

from api.calendars.records import MarkedDay
from api.calendars.texts import text
from optimizer.texts import Text


class Kind(StrEnum):
    """What the nation does on a date."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalDay:
    """A date in the national calendar.

    ``name`` is the holiday's, also on the make-up days that belong to it. ``known`` False: the
    year is not announced to us, and ``kind`` is nothing but the weekday.
    """

    date: datetime.date
    kind: Kind
    name: Text | None = None
    known: bool = True


@cache
def announced(date: datetime.date) -> NationalDay:
    """``date`` as announced, or by its weekday in a year without announcement."""
    try:
        _, name = chinese_calendar.get_holiday_detail(date)
        working = chinese_calendar.is_workday(date)
    except NotImplementedError:
        return NationalDay(date=date, kind=_kind(date, _is_weekday(date), named=False), known=False)
    kind = _kind(date, working, named=name is not None)
    return NationalDay(date=date, kind=kind, name=None if name is None else holiday_words(name))


def marked(day: MarkedDay) -> NationalDay:
    """A date as somebody marked it."""
    kind = Kind.MAKE_UP if day.working else Kind.HOLIDAY
    return NationalDay(date=day.date, kind=kind, name=Text(day.name, day.name))


def holiday_words(name: str) -> Text:
    """The holiday's name; one that the catalogue does not have keeps the package's."""
    key = "holiday_" + name.lower().replace("'", "").replace(" ", "_").replace("-", "_")
    return text(key) if key in text else Text(name, name)


def _kind(date: datetime.date, working: bool, *, named: bool) -> Kind:
    if working:
        return Kind.WORKDAY if _is_weekday(date) else Kind.MAKE_UP
    return Kind.HOLIDAY if named else Kind.WEEKEND


def _is_weekday(date: datetime.date) -> bool:
    return date.isoweekday() <= 5
