"""Own days and marked days are kept, replaced and taken back, and a month tells of each date."""

import datetime
from typing import Any

import pytest

from api.calendars import repository, service
from api.calendars.records import MarkedDay, OwnDay
from api.errors import NotFound, Unusable
from api.roster import repository as rosters
from tests.days import migrated
from tests.rosters import canteen

pytestmark = pytest.mark.usefixtures("system")

NOW = datetime.datetime(2026, 4, 20, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 5, 13)


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        rosters.save(session, [canteen(holidays="statutory", weekdays=(1, 2, 3, 4, 5))])
        yield session


def own(**changes):
    values: dict[str, Any] = {
        "canteen": "C1",
        "date": DAY,
        "open": False,
        "reason": "停电",
        "by": "王主任",
    }
    return OwnDay(**(values | changes))


def test_a_month_has_every_date_with_a_reason(session):
    service.set_own_day(session, own(), NOW)
    days = service.month(session, service.canteen_of(session, "C1"), 2026, 5)
    assert [day.date.day for day in days] == list(range(1, 32))
    lunches = {day.date.day: day.openings["lunch"] for day in days}
    assert [day for day, one in lunches.items() if one.open] == [
        6, 7, 8, 9, 11, 12, 14, 15, 18, 19, 20, 21, 22, 25, 26, 27, 28, 29
    ]  # fmt: skip
    words = {day: service.words(one).zh for day, one in lunches.items()}
    assert words[1] == "法定节假日：劳动节"
    assert words[9] == "调休上班日（劳动节）"
    assert words[13] == "食堂自定关闭：停电"
    assert words[16] == "按每周开放日"
    assert service.words(days[0].openings["supper"]).zh == "不供应该餐次"
    assert str(service.national_words(lunches[9])).startswith("劳动节调休上班 /")
    assert service.national_words(lunches[13]) is None


def test_the_last_word_counts_and_can_be_taken_back(session):
    service.set_own_day(session, own(), NOW)
    service.set_own_day(session, own(open=True, reason="修好了"), NOW)
    (kept,) = repository.calendar(session, DAY, DAY).own
    assert (kept.open, kept.reason, kept.by) == (True, "修好了", "王主任")
    service.drop_own_day(session, "C1", DAY, None, NOW)
    assert repository.calendar(session, DAY, DAY).own == ()
    with pytest.raises(NotFound, match="C1"):
        service.drop_own_day(session, "C1", DAY, None, NOW)


def test_a_sittings_word_can_be_taken_back_alone(session):
    service.set_own_day(session, own(), NOW)
    service.set_own_day(session, own(sitting="supper"), NOW)
    service.drop_own_day(session, "C1", DAY, "supper", NOW)
    (kept,) = repository.calendar(session, DAY, DAY).own
    assert kept.sitting is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"canteen": "C9"}, NotFound),
        ({"reason": " "}, Unusable),
        ({"sitting": "brunch"}, Unusable),
        ({"date": datetime.date(2026, 4, 19)}, Unusable),
    ],
)
def test_what_cannot_be_is_refused(session, changes, error):
    with pytest.raises(error):
        service.set_own_day(session, own(**changes), NOW)
    assert repository.calendar(session, datetime.date.min, datetime.date.max).own == ()


def test_marked_days_close_and_open(session):
    holiday, workday = datetime.date(2027, 2, 8), datetime.date(2027, 2, 20)
    service.mark(session, MarkedDay(date=holiday, working=False, name="春节"), NOW)
    service.mark(session, MarkedDay(date=workday, working=True, name="春节"), NOW)
    kitchen = service.canteen_of(session, "C1")
    days = {day.date: day for day in service.month(session, kitchen, 2027, 2)}
    assert not days[holiday].openings["lunch"].open
    assert days[workday].openings["lunch"].open
    assert not days[holiday].doubtful
    service.unmark(session, holiday, NOW)
    with pytest.raises(NotFound, match="2027-02-08"):
        service.unmark(session, holiday, NOW)
