"""Dates, times and weekdays are understood in every usual spelling."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.cells.basic import BadCell
from api.roster.cells.moments import clock, date, weekdays

MIDNIGHT = datetime.datetime.combine(datetime.date(2026, 3, 2), datetime.time())
"""How a date comes out of Excel."""

SPELLINGS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 00:00:00")


@given(
    st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2100, 1, 1)),
    st.sampled_from(SPELLINGS),
)
def test_every_spelling_of_a_date_is_that_date(day, spelling):
    assert date(day.strftime(spelling)) == day


def test_excel_dates_are_dates():
    assert date(MIDNIGHT) == date(MIDNIGHT.date()) == datetime.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("下周", "not_a_date"),
        ("3月2日", "not_a_date"),
        (46_083, "not_a_date"),
        ("2026-02-30", "no_such_date"),
        (datetime.time(10, 0), "unexpected_date"),
    ],
)
def test_no_dates(raw, key):
    with pytest.raises(BadCell) as caught:
        date(raw)
    assert caught.value.key == key


@given(st.times())
def test_excel_times_and_their_text_are_the_same(moment):
    assert clock(moment) == clock(moment.strftime("%H:%M:%S"))


@pytest.mark.parametrize(
    "raw",
    [
        "10:30",
        "10：30",
        "10:30:00",
        "10点30分",
        "10点30",
        "10点半",
        0.4375,
        datetime.timedelta(hours=10.5),
    ],
)
def test_half_past_ten(raw):
    assert clock(raw) == 37_800


def test_full_hours():
    assert (clock("9点"), clock("24:00")) == (32_400, 86_400)


@pytest.mark.parametrize("raw", ["10:60", "25:00", "24:01", "中午", 10, MIDNIGHT])
def test_no_times(raw):
    with pytest.raises(BadCell) as caught:
        clock(raw)
    assert caught.value.key == "not_a_time"


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("每天", (1, 2, 3, 4, 5, 6, 7)),
        ("工作日", (1, 2, 3, 4, 5)),
        ("周末", (6, 7)),
        ("一二三四五", (1, 2, 3, 4, 5)),
        ("周一至周五", (1, 2, 3, 4, 5)),
        ("星期一到星期三", (1, 2, 3)),
        ("周六至周一", (1, 6, 7)),
        ("1,3,5", (1, 3, 5)),
        ("1-5", (1, 2, 3, 4, 5)),
        ("1～5", (1, 2, 3, 4, 5)),
        (135, (1, 3, 5)),
        (7, (7,)),
        ("周一、周三、周五", (1, 3, 5)),
        ("周日，周二", (2, 7)),
        ("周一至周三、周六", (1, 2, 3, 6)),
        ("礼拜天", (7,)),
    ],
)
def test_weekdays(raw, days):
    assert weekdays(raw) == days


@given(st.sets(st.integers(min_value=1, max_value=7), min_size=1))
def test_any_set_of_weekdays_can_be_listed(days):
    assert weekdays("、".join(f"周{'一二三四五六日'[day - 1]}" for day in days)) == tuple(
        sorted(days)
    )


@pytest.mark.parametrize("raw", ["有时", "周八", "0", "、", "周", "1-9", "十"])
def test_no_weekdays(raw):
    with pytest.raises(BadCell) as caught:
        weekdays(raw)
    assert caught.value.key == "not_weekdays"


def test_weekdays_that_excel_took_for_a_date():
    """3-2 typed into a cell becomes the second of March."""
    with pytest.raises(BadCell) as caught:
        weekdays(MIDNIGHT)
    assert caught.value.key == "weekdays_as_date"
