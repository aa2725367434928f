"""Addresses around a day."""

import datetime

import pytest

from api.web.errors import PageError
from api.web.where import Where, date_of


def test_neighbours_cross_months_and_years():
    where = Where(date=datetime.date(2026, 1, 1), sitting="lunch")
    assert where.previous == "/?date=2025-12-31"
    assert where.next == "/?date=2026-01-02"
    assert where.live == "/?date=2026-01-01&show=published"
    assert where.rider_sheets == "/sheets/2026-01-01/riders"


def test_another_sitting_stays_in_every_address():
    where = Where(date=datetime.date(2026, 3, 2), sitting="晚 &餐")
    for address in (where.here, where.next, where.live, where.kitchen_sheet):
        assert "sitting=%E6%99%9A+%26%E9%A4%90" in address


@pytest.mark.parametrize("value", ["2026-13-05", "tomorrow", "", "1999-12-31", "2100-01-01"])
def test_what_is_no_date_of_this_century_is_refused(value):
    with pytest.raises(PageError, match="不是日期") as refused:
        date_of(value)
    assert refused.value.status == 400
