"""A canteen's own word wins over the nation's calendar, and that over its weekdays."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.calendars.canteens import WORKING_DAYS, Calendar, Why
from api.calendars.national import Kind, announced
from api.calendars.records import OwnDay
from tests.rosters import canteen

LABOUR_DAY = datetime.date(2026, 5, 1)  # a Friday
MAKE_UP = datetime.date(2026, 5, 9)  # a Saturday
ORDINARY = datetime.date(2026, 5, 13)  # a Wednesday
WEEKEND = datetime.date(2026, 5, 16)
UNKNOWN = datetime.date(2099, 10, 1)  # a Thursday
dates = st.dates(datetime.date(2025, 1, 1), datetime.date(2026, 12, 31))
days = st.sets(st.integers(1, 7), min_size=1).map(sorted).map(tuple)


def opening(date, calendar=None, sitting="lunch", **changes):
    return (calendar or Calendar()).opening(canteen(**changes), date, sitting)


@pytest.mark.parametrize(
    ("date", "weekdays", "usual", "statutory"),
    [
        (LABOUR_DAY, (1, 2, 3, 4, 5), True, False),
        (LABOUR_DAY, (1, 2, 3, 4, 5, 6, 7), True, False),
        (MAKE_UP, (1, 2, 3, 4, 5), False, True),
        (MAKE_UP, (1, 3, 5), False, False),
        (MAKE_UP, (6, 7), True, True),
        (ORDINARY, (1, 2, 3, 4, 5), True, True),
        (WEEKEND, (1, 2, 3, 4, 5), False, False),
    ],
)
def test_holidays_close_and_make_up_days_open(date, weekdays, usual, statutory):
    assert opening(date, weekdays=weekdays).open is usual
    assert opening(date, weekdays=weekdays, holidays="statutory").open is statutory


@given(dates, days)
def test_without_the_nations_calendar_only_weekdays_count(date, weekdays):
    found = opening(date, weekdays=weekdays)
    assert found.open is (date.isoweekday() in weekdays)
    assert (found.why, found.doubtful) == (Why.WEEKDAY, False)


@given(dates)
def test_a_canteen_of_working_days_opens_exactly_on_the_nations_working_days(date):
    found = opening(date, weekdays=WORKING_DAYS, holidays="statutory")
    assert found.open is (announced(date).kind in {Kind.WORKDAY, Kind.MAKE_UP})


@given(dates, days, st.sampled_from(["usual", "statutory"]), st.booleans())
def test_the_canteens_own_word_wins(date, weekdays, holidays, open_):
    own = OwnDay(canteen="C1", date=date, open=open_, reason="检修")
    found = opening(date, Calendar(own=(own,)), weekdays=weekdays, holidays=holidays)
    assert (found.open, found.why, found.note) == (open_, Why.OWN, "检修")


def test_a_word_on_one_sitting_leaves_the_other_alone():
    calendar = Calendar(
        own=(
            OwnDay(canteen="C1", date=ORDINARY, open=False, reason="全天"),
            OwnDay(canteen="C1", date=ORDINARY, open=True, reason="晚餐", sitting="supper"),
            OwnDay(canteen="C2", date=WEEKEND, open=False, reason="别的食堂"),
        )
    )
    assert not opening(ORDINARY, calendar).open
    assert opening(ORDINARY, calendar, "supper", supper_capacity=9).note == "晚餐"
    assert opening(WEEKEND, calendar).open


def test_a_canteen_without_suppers_cannot_open_for_one():
    calendar = Calendar(own=(OwnDay(canteen="C1", date=ORDINARY, open=True, reason="节"),))
    for capacity in (None, 0):
        found = opening(ORDINARY, calendar, "supper", supper_capacity=capacity)
        assert (found.open, found.why) == (False, Why.NO_SITTING)


def test_an_unknown_year_is_doubtful_only_for_who_follows_it():
    assert opening(UNKNOWN, holidays="statutory").doubtful
    assert opening(UNKNOWN, holidays="statutory").open
    assert not opening(UNKNOWN).doubtful


@pytest.mark.parametrize(
    ("policies", "bound", "follows"),
    [
        (("statutory", "usual"), "C1", True),
        (("statutory", "usual"), "C2", False),
        (("statutory", "usual"), None, False),
        (("statutory", "statutory"), None, True),
        (("statutory", "statutory"), "C9", False),
        ((), None, False),
    ],
)
def test_people_follow_what_their_canteen_follows(policies, bound, follows):
    known = {f"C{k}": canteen(f"C{k}", holidays=p) for k, p in enumerate(policies, start=1)}
    assert Calendar().follows(bound, known, LABOUR_DAY, "lunch") is follows


def test_who_opens_by_its_own_word_on_a_holiday_cooks_for_its_weekdays():
    known = {"C1": canteen(holidays="statutory")}
    own = OwnDay(canteen="C1", date=LABOUR_DAY, open=True, reason="节日不停餐")
    assert not Calendar(own=(own,)).follows("C1", known, LABOUR_DAY, "lunch")


@given(dates, days)
def test_only_monday_to_friday_means_working_days(date, weekdays):
    on = Calendar().falls_on(weekdays, date, follows=True)
    if weekdays == WORKING_DAYS:
        assert on is (announced(date).kind in {Kind.WORKDAY, Kind.MAKE_UP})
    else:
        assert on is (date.isoweekday() in weekdays)
