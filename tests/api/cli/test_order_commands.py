"""Orders, changes and calendars from the command line, for lunch and for supper."""

import datetime
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from api.db import Database
from api.plans import service as plans
from api.roster import repository as rosters
from api.schedules.tables import PersonalReadRow
from api.settings import Settings
from tests.commands import run
from tests.days import migrated, save_roster
from tests.rosters import canteen, resident, rider, roster
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

TODAY = datetime.datetime.now(Settings().zone).date()
SOON = TODAY + datetime.timedelta(days=10)
EVENING = (57_600, 66_600)


@pytest.fixture
def data(tmp_path):
    """A data folder with three people, of whom one has suppers too."""
    people = (
        resident("E1", name="老人甲"),
        resident("E2", name="老人乙", sittings=("lunch", "supper")),
        resident("E3", name="老人丙", hold_from=TODAY),
    )
    kitchen = canteen(supper_capacity=40, holidays="statutory", weekdays=(1, 2, 3, 4, 5))
    workers = (rider(), rider("R2", shift=EVENING))
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, roster(*people, canteens=(kitchen,), riders=workers))
    return tmp_path


def orders(data, *arguments, ok=True):
    result = run("orders", *arguments, data=data)
    assert result.exit_code == (0 if ok else 2), result.output
    return result


def listed(data, date=SOON):
    return orders(data, "list", "--date", date).stdout


@contextmanager
def kept(data):
    database = Database(settings_in(data))
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


def reads(data):
    with kept(data) as session:
        rows = session.scalars(select(PersonalReadRow)).all()
        return [(row.endpoint, row.people, row.version_id) for row in rows]


def test_add_cancel_and_undo(data):
    added = orders(
        data, "add", "E1", "--date", SOON, "--meals", 2, "--diet", "soft", "--by", "王主任"
    )
    assert "更改 1" in added.stdout
    orders(data, "cancel", "E2", "--date", SOON, "--reason", "女儿来")
    shown = listed(data)
    for words in ("老人甲", "老人乙", "王主任", "女儿来", "加餐", "取消", "老人丙", "尚无结束日期"):
        assert words in shown
    orders(data, "undo", 2)
    assert "已撤销" in listed(data)
    assert "更改 2" in orders(data, "undo", 2, ok=False).stderr
    assert ("songcan orders list", 3, None) in reads(data)


def test_hold_and_restart(data):
    held = orders(data, "hold", "E1", "--from", SOON, "--to", SOON, "--reason", "住院")
    assert str(SOON + datetime.timedelta(days=1)) in held.stdout
    assert "老人甲" in listed(data)
    orders(data, "restart", "E1", "--date", SOON)
    orders(data, "restart", "E3", "--date", SOON)
    assert "E3" in orders(data, "restart", "E3", "--date", SOON, ok=False).stderr
    assert "直到手工恢复" in orders(data, "hold", "E2", "--from", SOON).stdout


def test_after_the_cut_off_somebody_must_stand_for_it(data):
    refused = orders(data, "add", "E1", "--date", TODAY, ok=False)
    assert "15:00" in refused.stderr
    assert "--late" in refused.stderr
    unsigned = orders(data, "add", "E1", "--date", TODAY, "--late", ok=False)
    assert "--by" in unsigned.stderr
    signed = ("--late", "--by", "王主任", "--reason", "客人")
    assert "截止后" in orders(data, "add", "E1", "--date", TODAY, *signed).stdout
    assert "截止后" in listed(data, TODAY)


def test_search_by_id_and_by_name(data):
    assert "老人乙" in orders(data, "find", "E2").stdout
    found = orders(data, "find", "老人").stdout
    assert all(name in found for name in ("老人甲", "老人乙", "老人丙"))
    assert "E" not in orders(data, "find", "没有这个人").stdout.split("door")[-1]
    assert [row for row in reads(data) if row[0] == "songcan orders find"] == [
        ("songcan orders find", 1, None),
        ("songcan orders find", 3, None),
        ("songcan orders find", 0, None),
    ]


def test_supper_is_planned_and_published_apart(data):
    for sitting in ("lunch", "supper"):
        named = ("--date", SOON, "--sitting", sitting)
        planned = run("plan", *named, "--strategy", "nearest", "--time-limit", 5, data=data)
        assert planned.exit_code == 0, planned.output
        published = run("publish", *named, "--acknowledge-all", data=data)
        assert published.exit_code == 0, published.output
    with kept(data) as session:
        lunch = plans.published(session, SOON, "lunch")
        supper = plans.published(session, SOON, "supper")
    assert lunch is not None
    assert supper is not None
    assert {order.resident for order in lunch.orders} == {"E1", "E2"}
    assert {order.resident for order in supper.orders} == {"E2"}
    assert [rider.id for rider in supper.problem.riders] in ([], ["R2"])


def test_a_change_after_planning_asks_for_another_plan(data):
    run("plan", "--date", SOON, "--strategy", "nearest", "--time-limit", 5, data=data)
    said = orders(data, "cancel", "E1", "--date", SOON).stdout
    assert f"songcan plan --date {SOON} --sitting lunch" in said
    assert "须重新排班：E1" in listed(data)
    published = run("publish", "--date", SOON, "--acknowledge-all", data=data)
    assert published.exit_code == 0, published.output
    assert "须重新排班：E1" in published.stdout


def test_changes_name_who_differs(data):
    run("plan", "--date", SOON, "--strategy", "nearest", "--time-limit", 5, data=data)
    day_after = SOON + datetime.timedelta(days=1)
    orders(data, "cancel", "E1", "--date", day_after, "--reason", "体检")
    result = run("changes", "--date", day_after, data=data)
    assert result.exit_code == 0, result.output
    assert "第 1 版排班" in result.stdout
    assert "取消（1 人）" in result.stdout
    assert "老人甲" in result.stdout
    assert "体检" not in result.stdout
    assert ("songcan changes", 1, None) in reads(data)
    nothing = run("changes", "--date", SOON, "--sitting", "supper", data=data)
    assert "没有变化" in nothing.stdout


def test_a_month_of_a_canteen(data):
    may = run("calendar", "--canteen", "C1", "--month", "2026-05", data=data)
    assert may.exit_code == 0, may.output
    assert "法定节假日：劳动节" in may.stdout
    assert "调休上班日（劳动节）" in may.stdout
    assert "晚餐" in may.stdout
    assert "尚未收录" not in may.stdout
    assert "尚未收录" in run("calendar", "--month", "2099-05", data=data).stdout
    for arguments in (("--month", "2026-13"), ("--canteen", "C9")):
        assert run("calendar", *arguments, data=data).exit_code == 2


def test_own_days_and_national_days_by_hand(data):
    month = f"{SOON:%Y-%m}"
    closed = run("calendar", "close", "C1", SOON, "--reason", "停电检修", data=data)
    assert closed.exit_code == 0, closed.output
    assert "停电检修" in run("calendar", "--month", month, data=data).stdout
    assert run("calendar", "open", "C1", SOON, "--reason", "修好了", data=data).exit_code == 0
    assert "修好了" in run("calendar", "--month", month, data=data).stdout
    assert run("calendar", "reset", "C1", SOON, data=data).exit_code == 0
    assert run("calendar", "reset", "C1", SOON, data=data).exit_code == 2
    assert run("calendar", "close", "C1", SOON, "--reason", " ", data=data).exit_code == 2
    assert run("calendar", "holiday", SOON, "校庆", data=data).exit_code == 0
    assert "法定节假日：校庆" in run("calendar", "--month", month, data=data).stdout
    assert run("calendar", "workday", SOON, "校庆", data=data).exit_code == 0
    assert run("calendar", "unmark", SOON, data=data).exit_code == 0
    assert run("calendar", "unmark", SOON, data=data).exit_code == 2


def test_an_import_leaves_changes_by_hand_alone(data):
    orders(data, "cancel", "E1", "--date", SOON)
    with kept(data) as session:
        rosters.save(session, rosters.load(session).residents)
    assert "取消" in listed(data).split("临时更改")[-1]


def test_an_empty_roster_has_no_calendar(tmp_path):
    result = run("calendar", data=tmp_path)
    assert result.exit_code == 0
    assert "还没有食堂" in result.stdout
