"""Holidays and make-up days are those of the announcements; other years know only weekdays."""

import datetime

import pytest

from api.calendars.canteens import Calendar
from api.calendars.national import Kind, announced, holiday_words
from api.calendars.records import MarkedDay


@pytest.mark.parametrize(
    ("date", "kind", "name"),
    [
        ((2026, 5, 1), Kind.HOLIDAY, "劳动节"),
        ((2026, 5, 9), Kind.MAKE_UP, "劳动节"),
        ((2026, 2, 28), Kind.MAKE_UP, "春节"),
        ((2026, 10, 1), Kind.HOLIDAY, "国庆节"),
        ((2026, 3, 2), Kind.WORKDAY, None),
        ((2026, 3, 7), Kind.WEEKEND, None),
    ],
)
def test_days_of_2026(date, kind, name):
    day = announced(datetime.date(*date))
    assert day.known
    assert day.kind is kind
    assert (day.name.zh if day.name else None) == name


@pytest.mark.parametrize(
    ("date", "kind"), [((2099, 10, 1), Kind.WORKDAY), ((2099, 10, 3), Kind.WEEKEND)]
)
def test_a_year_without_announcement_knows_only_weekdays(date, kind):
    day = announced(datetime.date(*date))
    assert not day.known
    assert (day.kind, day.name) == (kind, None)


@pytest.mark.parametrize(("working", "kind"), [(False, Kind.HOLIDAY), (True, Kind.MAKE_UP)])
def test_a_day_marked_by_hand_is_known(working, kind):
    date = datetime.date(2099, 2, 7)
    calendar = Calendar(marked=(MarkedDay(date=date, working=working, name="春节"),))
    day = calendar.national(date)
    assert (day.kind, day.known, str(day.name)) == (kind, True, "春节 / 春节")
    assert not calendar.national(date + datetime.timedelta(days=1)).known


def test_a_holiday_without_translation_keeps_its_name():
    assert holiday_words("Festival of Tests") == ("Festival of Tests", "Festival of Tests")
    assert holiday_words("New Year's Day").zh == "元旦"
