"""Riders from the command line: who rides, who is away, hours, loans."""

import re

import pytest

from api.db import Database
from tests import riding
from tests.commands import run
from tests.rosters import MONDAY
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

ON = ("--date", "2026-03-02")


@pytest.fixture
def data(tmp_path):
    with riding.with_riders(tmp_path):
        return tmp_path


def riders(data, *arguments, code=0):
    result = run("riders", *arguments, data=data)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return re.sub(r"[ │\n]+", " ", result.output)


def test_list_says_who_is_off_and_why(data):
    shown = riders(data, "list", *ON)
    assert "4 位骑手中 3 位上班" in shown
    assert "V1 志愿者 / volunteer C1 — 这天不上班" in shown
    assert "R3 正式 / staff C2 ✓ 10:00-12:30 C2" in shown


def test_absent_and_back(data):
    riders(data, "absent", "R1", "--from", "2026-03-02", "--open", "--reason", "vehicle")
    assert "缺勤：车辆故障 away: vehicle out of order" in riders(data, "list", *ON)
    riders(data, "back", "R1", "--from", "2026-03-03")
    assert "3 位上班" in riders(data, "list", "--date", "2026-03-03")
    assert "2 位上班" in riders(data, "list", *ON)


def test_an_illness_is_no_reason(data):
    riders(data, "absent", "R1", "--reason", "flu", code=2)
    both = ("--open", "--to", "2026-03-03")
    assert "--open" in riders(data, "absent", "R1", *both, code=2)


def test_offers(data):
    riders(data, "offer", "V1", *ON, "--hours", "10:30-12:00")
    assert "10:30-12:00" in riders(data, "list", *ON)
    riders(data, "offer", "V1", *ON, "--remove")
    assert "3 位上班" in riders(data, "list", *ON)
    for wrong in ("10-12", "25:00-26:00"):
        assert wrong in riders(data, "offer", "V1", *ON, "--hours", wrong, code=2)


def test_a_loan_from_request_to_plan(data):
    asked = ("--for", "C2", "--from", "C1", "--by", "甲", *ON)
    assert "待答复" in riders(data, "lend", "request", *asked, "--only-there")
    assert "C2 （只在那里） / (only there)" in riders(data, "loans", *ON)
    shown = riders(data, "lend", "consent", "1", "--by", "乙", "--rider", "R1")
    assert "C1 借给 C2，R1：已同意" in shown
    assert "借给 C2，只在那里装车（10:00-12:30）" in riders(data, "list", *ON)
    shown = riders(data, "absent", "R1", "--from", "2026-03-02", "--by", "丙")
    assert "借调 1（2026-03-02 借给 C2）随之结束" in shown
    assert "已撤回" in riders(data, "loans", *ON)


def test_decline_and_withdraw(data):
    asked = ("--for", "C2", "--from", "C1", "--by", "甲", *ON)
    for _ in range(2):
        riders(data, "lend", "request", *asked)
    riders(data, "lend", "decline", "1", "--by", "乙", "--reason", "缺人")
    riders(data, "lend", "withdraw", "2", "--by", "甲")
    shown = riders(data, "loans", *ON)
    assert "已谢绝" in shown
    assert "已撤回" in shown
    assert "借调 1 已谢绝" in riders(data, "lend", "consent", "1", "--by", "乙", code=2)


def test_hours_and_time_bank(data):
    database = Database(settings_in(data))
    with database.session() as session:
        version = riding.publish(session, riding.draft(session, MONDAY))
    database.close()
    paid = {d.rider: -(-(d.end - d.start) // 60) for d in version.plan.riders if d.trips}
    riders(data, "correct", "V1", "--minutes=-15", "--by", "甲", "--why", "多记", *ON)
    shown = riders(data, "hours", "--from", "2026-03-01", "--to", "2026-03-31")
    for rider, minutes in paid.items():
        yuan = f"{minutes / 2:.2f}"  # 30 yuan an hour
        assert re.search(rf"{rider} 正式 / staff 1 \d+ \d+ {minutes} {yuan}", shown), shown
    assert "V1 志愿者 / volunteer 0 0 0 0 0.00 -15 -15" in shown
    assert f"{sum(paid.values())} {sum(paid.values()) / 2:.2f}" in shown


def test_list_tells_of_a_plan_that_does_not_fit(data):
    database = Database(settings_in(data))
    with database.session() as session:
        version = riding.draft(session, MONDAY)
    database.close()
    rider = next(day.rider for day in version.plan.riders if day.trips)
    riders(data, "absent", rider, "--from", "2026-03-02")
    assert f"{rider} 已不在岗" in riders(data, "list", *ON)
    result = run("publish", *ON, "--acknowledge-all", data=data)
    assert result.exit_code == 2
    assert f"{rider} 已不在岗" in result.stderr


def test_corrections_say_minutes(data):
    wrong = riders(data, "correct", "V1", "--minutes", "many", "--by", "甲", "--why", "x", code=2)
    assert "many" in wrong
