"""replan shows what changes for whom and what to print again, and stores a draft."""

import re

import pytest

from api.plans.origins import Action
from api.plans.records import Status
from tests import riding
from tests.commands import run
from tests.rosters import MONDAY

QUICKLY = ("--strategy", "nearest", "--date", MONDAY)
SIGNED = ("--by", "王店长", "--why", "请假")


@pytest.fixture
def data(tmp_path):
    with riding.with_riders(tmp_path) as database, database.session() as session:
        riding.draft(session, MONDAY)
    return tmp_path


def newest(data):
    return riding.newest(data, MONDAY)


def replan(data, *arguments, code=0):
    result = run("replan", *arguments, *SIGNED, *QUICKLY, data=data)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return re.sub(r"[ │\n]+", " ", result.output)


def rider_of(version):
    return next(day.rider for day in version.plan.riders if day.trips)


def test_an_absent_rider(data):
    rider = rider_of(newest(data))
    shown = replan(data, "--at", "09:40", "--absent", rider)
    version = newest(data)
    assert (version.number, version.status) == (2, Status.DRAFT)
    assert version.origin.action is Action.REPLAN
    assert "有变动的送餐点 4 处" in shown
    assert f"需收回的路线单：{rider} 第 1 趟" in shown
    other = rider_of(version)
    assert f"需重新打印的路线单：{other} 第 1 趟" in shown
    assert "需重新打印的厨房单：C1" in shown
    assert "songcan publish --date 2026-03-02" in shown


def test_publishing_says_which_sheets_are_out_of_date(data):
    rider = rider_of(newest(data))
    assert run("publish", "--date", MONDAY, data=data).exit_code == 0
    replan(data, "--at", "09:40", "--absent", rider)
    visit = next(iter(newest(data).plan.served()))
    run("edit", "remove", visit, *SIGNED, "--date", MONDAY, data=data)
    run("edit", "add", visit, *SIGNED, "--date", MONDAY, data=data)
    published = run("publish", "--date", MONDAY, data=data)
    assert f"需收回的路线单：{rider} 第 1 趟" in published.output, "of all drafts together"


def test_a_dry_run(data):
    shown = replan(data, "--at", "09:40", "--absent", rider_of(newest(data)), "--dry-run")
    assert "没有存入" in shown
    assert newest(data).number == 1


def test_nobody_is_left(data):
    shown = replan(data, "--at", "09:40", "--absent", "R1", "--absent", "R2", "--absent", "R3")
    assert "未送 4 处" in shown
    assert len(newest(data).plan.unserved) == 4


def test_locks_to_an_absent_rider_are_released_and_named(data):
    version = newest(data)
    rider, visit = rider_of(version), next(iter(version.plan.served()))
    run("lock", "rider", visit, "--rider", rider, *SIGNED, "--date", MONDAY, data=data)
    shown = replan(data, "--at", "09:40", "--absent", rider)
    assert f"{visit} 由骑手 {rider} 送" in shown
    assert "lock released" in shown
    assert newest(data).problem.locks == ()


def test_everything_else_that_may_happen(data):
    version = newest(data)
    rider = rider_of(version)
    trip = next(day.trips[0] for day in version.plan.riders if day.rider == rider)
    replan(data, "--at", "09:40", "--late", f"{rider}=10:40", "--short", "C1=3", "--orders")
    assert newest(data).number == 2
    at = f"{trip.depart // 3_600:02d}:{trip.depart // 60 % 60:02d}"
    replan(data, "--at", at, "--down", "C1", "--price-moved", 0, "--price-rider", 0)
    assert newest(data).problem.canteen["C1"].capacity <= 3


def test_what_is_not_there_or_cannot_be_read(data):
    assert "R9" in replan(data, "--at", "09:40", "--absent", "R9", code=2)
    assert "9.40" in replan(data, "--at", "9.40", "--absent", "R1", code=2)
    assert "--broken R1" in replan(data, "--at", "09:40", "--meals-lost", "R1", code=2)
    assert newest(data).number == 1


def test_where_a_visit_would_fit(data):
    visit = next(iter(newest(data).plan.served()))
    result = run("fit", visit, "--date", MONDAY, "--count", 3, data=data)
    assert result.exit_code == 0, result.output
    shown = re.sub(r"[ │\n]+", " ", result.output)
    assert f"{visit} 可以放的位置" in shown
    assert "第 1 趟第" in shown
    unknown = run("fit", "V0", "--date", MONDAY, data=data)
    assert unknown.exit_code == 2
    assert "V0" in unknown.output
