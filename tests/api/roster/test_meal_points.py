"""Meal points are an extra sheet: without it nothing is missing, with it everything is checked."""

import datetime

import pytest

from api.roster import repository, service
from api.roster.workbook import read
from tests.api.roster.books import (
    book,
    codes,
    resident_row,
    rider_row,
    saved,
    small,
    with_residents,
)
from tests.days import migrated
from tests.rosters import meal_point

pytestmark = pytest.mark.usefixtures("system")


def point_row(name="D1", **changes):
    values = {
        "编号": name,
        "名称": "花溪路助餐点",
        "街镇": "曹杨新村",
        "地址": "花溪路100弄",
        "经度": 121.400,
        "纬度": 31.242,
        "食堂": "C1",
        "碰头时间": datetime.time(10, 40),
        "开放日": "周一至周五",
    }
    return values | changes


def with_points(*points, **sheets):
    return {**small(), "助餐点": points, **sheets}


@pytest.fixture
def imported(tmp_path):
    return lambda sheets, **known: read(saved(book(sheets), tmp_path), **known)


def test_a_workbook_without_points_is_complete(imported):
    report = imported(small())
    assert report.findings == ()
    assert report.roster.meal_points == ()
    assert {resident.mode for resident in report.residents.accepted} == {"delivery"}


def test_a_point_becomes_a_record(imported):
    report = imported(with_points(point_row()))
    assert report.findings == ()
    assert report.roster.meal_points == (
        meal_point(
            name="花溪路助餐点",
            address="花溪路100弄",
            lon=121.400,
            lat=31.242,
            canteen="C1",
            meeting=38_400,
            weekdays=(1, 2, 3, 4, 5),
        ),
    )


def test_volunteers_meet_at_ten_to_eleven_unless_it_says_otherwise(imported):
    (point,) = imported(with_points(point_row(碰头时间=None, 食堂=None))).meal_points.accepted
    assert (point.meeting, point.canteen) == (39_000, None)


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"编号": "C1"}, "编号", "id_of_canteen"),
        ({"食堂": "C9"}, "食堂", "unknown_canteen"),
        ({"碰头时间": "十点"}, "碰头时间", "not_a_time"),
    ],
)
def test_a_bad_point_is_rejected(imported, changes, column, code):
    report = imported(with_points(point_row(**changes)))
    assert codes(report) == [("助餐点", 2, column, code)]
    assert report.meal_points.accepted == ()


def test_residents_say_how_they_get_their_meal(imported):
    rows = [
        resident_row("0001", 取餐方式="堂食", 助餐点=None),
        resident_row("0002", 取餐方式="自取", 助餐点="D1"),
        resident_row("0003", 取餐方式=None, 助餐点="D1"),
    ]
    report = imported(with_points(point_row(), 老人=rows))
    assert report.findings == ()
    assert [(r.mode, r.meal_point) for r in report.residents.accepted] == [
        ("dine_in", None),
        ("point", "D1"),
        ("delivery", "D1"),
    ]


@pytest.mark.parametrize(
    ("mode", "point", "code"),
    [("助餐点自取", None, "point_missing"), ("助餐点自取", "D9", "unknown_point")],
)
def test_who_fetches_names_a_known_point(imported, mode, point, code):
    rows = [resident_row(取餐方式=mode, 助餐点=point)]
    report = imported(with_points(point_row(), 老人=rows))
    assert codes(report) == [("老人", 2, "取餐方式、助餐点", code)]


def test_points_may_be_known_from_elsewhere(imported):
    sheets = with_residents(resident_row(取餐方式="自取", 助餐点="D7"))
    assert imported(sheets, meal_points=(meal_point("D7"),)).findings == ()


def test_a_canteen_does_not_take_the_id_of_a_point(imported):
    report = imported(small(), meal_points=(meal_point("C1"),))
    assert codes(report)[0] == ("食堂", 2, "编号", "id_of_point")
    assert report.canteens.accepted == ()


def test_a_volunteer_belongs_to_a_point_and_a_tricycle_carries_bulk(imported):
    riders = [
        rider_row("W1", 食堂="D1", 车辆="步行", 类型="志愿者"),
        rider_row("T1", 车辆="三轮车", 技能="大件、上海话", 可装车食堂="D1"),
        rider_row("T2", 车辆="面包车", 技能="bulk"),
    ]
    report = imported(with_points(point_row(), 骑手=riders))
    assert report.findings == ()
    walker, tricycle, van = report.riders.accepted
    assert (walker.canteen, tricycle.may_load_at) == ("D1", ("D1",))
    assert (tricycle.skills, van.skills) == (("bulk", "上海话"), ("bulk",))
    assert van.profile == "van"


def test_points_are_stored_with_whoever_names_them(imported, tmp_path):
    sheets = with_points(
        point_row(),
        骑手=[rider_row(), rider_row("W1", 食堂="D1")],
        老人=[resident_row(取餐方式="自取", 助餐点="D1")],
    )
    report = imported(sheets)
    with migrated(tmp_path) as database, database.session() as session:
        changes = service.apply(session, report)
        assert [kind.sheet for kind in changes.kinds] == ["食堂", "助餐点", "骑手", "老人"]
        assert repository.load(session) == report.roster
        assert service.preview(session, report).empty
        without = service.preview(session, imported(small()))
        assert [kind.sheet for kind in without.kinds] == ["食堂", "骑手", "老人"]
        assert without.meal_points.missing == ()
