"""plan stores a draft; publish asks for a hand-over of everybody who is not served."""

import datetime

import pytest
import typer

from api.cli.days import parse_hand_over
from api.db import Database
from api.files import read_problem
from api.plans import service
from api.plans.records import HandOver, HandOverKind, Status
from api.roster import repository
from tests.commands import run
from tests.days import small_roster
from tests.rosters import MONDAY
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

PLAN = ("plan", "--date", MONDAY, "--strategy", "nearest", "--time-limit", 5)


@pytest.fixture
def data(tmp_path):
    """A data folder with the small roster; one of its visits cannot be served."""
    run("publish", data=tmp_path)  # makes the tables
    database = Database(settings_in(tmp_path))
    with database.session() as session:
        small = small_roster()
        repository.save(session, small.canteens)
        repository.save(session, small.riders)
        repository.save(session, small.residents)
    database.close()
    return tmp_path


def latest_problem(data):
    run(*PLAN, data=data)
    return latest(data).problem


def visits_of(problem):
    return {visit.id for visit in problem.visits}


def latest(data):
    database = Database(settings_in(data))
    with database.reading() as session:
        found = service.latest(session, MONDAY, "lunch")
    database.close()
    return found


def test_plan_and_publish_with_a_hand_over(data):
    planned = run(*PLAN, data=data)
    assert planned.exit_code == 0, planned.output
    draft = latest(data)
    assert draft.status is Status.DRAFT
    (left,) = draft.plan.unserved
    assert left.visit in planned.stdout
    assert "枫桥路50弄3号" in planned.stdout, "where nobody delivers"

    refused = run("publish", "--date", MONDAY, data=data)
    assert refused.exit_code == 2
    assert left.visit in refused.stderr
    assert latest(data).status is Status.DRAFT

    agreed = f"{left.visit}=volunteer:王阿姨@11:30"
    published = run("publish", "--date", MONDAY, "--hand-over", agreed, data=data)
    assert published.exit_code == 0, published.output
    assert latest(data).status is Status.PUBLISHED
    assert latest(data).hand_overs == (
        HandOver(visit=left.visit, kind=HandOverKind.VOLUNTEER, who="王阿姨", at=41_400),
    )

    again = run("publish", "--date", MONDAY, data=data)
    assert again.exit_code == 2
    assert "已经发布过" in again.stderr


@pytest.mark.parametrize("all_at_once", [True, False])
def test_acknowledgement_is_said_openly(data, all_at_once):
    run(*PLAN, data=data)
    visit = latest(data).plan.unserved[0].visit
    options = ["--acknowledge-all"] if all_at_once else ["--acknowledge", visit]
    result = run("publish", "--date", MONDAY, *options, data=data)
    assert result.exit_code == 0, result.output
    assert f"nobody takes over, only acknowledged: {visit}" in result.stdout
    assert latest(data).hand_overs[0].kind is HandOverKind.ACKNOWLEDGED


def test_acknowledging_all_keeps_the_hand_over(data):
    run(*PLAN, data=data)
    visit = latest(data).plan.unserved[0].visit
    options = ("--hand-over", f"{visit}=call:李@9:05", "--acknowledge-all")
    assert run("publish", "--date", MONDAY, *options, data=data).exit_code == 0
    assert [agreed.kind for agreed in latest(data).hand_overs] == [HandOverKind.CALL]


def test_unknown_visit_is_refused(data):
    run(*PLAN, data=data)
    result = run("publish", "--date", MONDAY, "--acknowledge", "V0", data=data)
    assert result.exit_code == 2
    assert "V0" in result.stderr


def test_export_writes_the_days_problem_without_personal_data(data, tmp_path):
    written = tmp_path / "problem.json"
    result = run("export", "--date", MONDAY, "-o", written, data=data)
    assert result.exit_code == 0, result.output
    problem = read_problem(written)
    assert problem.date == MONDAY
    assert {visit.id for visit in problem.visits} == visits_of(latest_problem(data))
    text = written.read_text(encoding="utf-8")
    for resident in small_roster().residents:
        for personal in (resident.name, resident.phone, resident.door):
            assert f'"{personal}"' not in text


def test_slow_day_makes_rides_longer(data, tmp_path):
    usual, rain = tmp_path / "usual.json", tmp_path / "rain.json"
    run("export", "--date", MONDAY, "-o", usual, data=data)
    run("export", "--date", MONDAY, "-o", rain, "--day-speed", 0.5, data=data)
    before, after = (read_problem(path).travel["ebike"] for path in (usual, rain))
    assert (after.metres == before.metres).all()
    assert (abs(after.seconds - 2 * before.seconds) <= 1).all()


def test_nothing_to_publish(tmp_path):
    result = run("publish", "--date", "2026-03-03", data=tmp_path)
    assert result.exit_code == 2
    assert "songcan plan --date 2026-03-03" in result.stderr


def test_empty_roster(tmp_path):
    result = run(*PLAN, data=tmp_path)
    assert result.exit_code == 2
    assert "songcan import" in result.stderr
    assert "Traceback" not in result.output


def test_date_that_is_none(tmp_path):
    result = run("plan", "--date", "2026-02-30", data=tmp_path)
    assert result.exit_code == 2
    assert "2026-02-30" in result.stderr


def test_setting_that_cannot_be_used(tmp_path, monkeypatch):
    monkeypatch.setenv("SONGCAN_DAY_SPEED", "fast")
    result = run("plan", "--date", datetime.date(2026, 3, 2), data=tmp_path)
    assert result.exit_code == 2
    assert "SONGCAN_DAY_SPEED" in result.stderr


@pytest.mark.parametrize(
    "value",
    ["", "V1", "V1=volunteer", "V1=robot:Li@11:30", "V1=call:Li@24:00", "V1=call: @11:30",
     "V1=call:Li", "V1=acknowledged:Li@11:30", "=call:Li@11:30", "V1=call:Li@11:60"],
)  # fmt: skip
def test_hand_over_that_cannot_be_read(value):
    with pytest.raises(typer.BadParameter, match="VISIT=KIND:WHO@HH:MM"):
        parse_hand_over(value)


def test_hand_over_of_an_odd_visit():
    assert parse_hand_over("a=b=neighbour:Ms Wu (no. 3)@8:05") == HandOver(
        visit="a=b", kind=HandOverKind.NEIGHBOUR, who="Ms Wu (no. 3)", at=29_100
    )
