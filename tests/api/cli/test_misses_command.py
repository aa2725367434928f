"""misses prints who was left out and writes everybody to a file; nobody is named."""

import pytest

from tests.commands import run
from tests.days import PERSONAL, migrated, publish_small_day
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")

PERIOD = ("misses", "--from", MONDAY, "--to", MONDAY)


@pytest.fixture
def data(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        publish_small_day(session)
    return tmp_path


def test_report_and_file_name_the_same_person_by_id(data, tmp_path):
    file = tmp_path / "misses.csv"
    done = run(*PERIOD, "--output", file, data=data)
    assert done.exit_code == 0, done.output
    written = file.read_text(encoding="utf-8-sig")
    assert written.splitlines()[1].split(",")[3:7] == ["1", "2026-03-02", "1", "1"]
    for told in (done.output, written):
        assert "E4" in told
        assert not [word for word in (*PERSONAL, "老人丁", "志愿者戊") if word in told]


def test_nobody_missed_is_said(data):
    done = run("misses", "--from", "2026-01-01", "--to", "2026-01-31", data=data)
    assert "没有漏送" in done.output


def test_drafts_with_open_misses_are_told(data):
    run("plan", "--date", MONDAY, "--strategy", "nearest", data=data)
    done = run(*PERIOD, data=data)
    assert "1 visits of 1 people" in done.output


def test_period_that_ends_before_it_begins_is_refused(data):
    done = run("misses", "--from", "2026-03-02", "--to", "2026-03-01", data=data)
    assert done.exit_code == 2
    assert "2026-03-01" in done.output
