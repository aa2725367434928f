"""The office gets the roster as it can be imported again, and the day as a table."""

import csv
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select

from api.db import Database
from api.schedules.tables import PersonalReadRow
from tests.commands import run
from tests.days import PERSONAL, SECRET, migrated, publish_small_day
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

DATE = "2026-03-02"


@pytest.fixture
def data(tmp_path):
    """A data folder with the small day, published."""
    with migrated(tmp_path / "data") as database, database.session() as session:
        publish_small_day(session)
    return tmp_path / "data"


def reads(data):
    database = Database(settings_in(data))
    try:
        with database.reading() as session:
            rows = session.scalars(select(PersonalReadRow).order_by(PersonalReadRow.id))
            return [(row.endpoint, row.rider, row.people) for row in rows]
    finally:
        database.close()


def table(path):
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("target", ["名册.xlsx", "名册"])
def test_an_exported_roster_changes_nothing(tmp_path, data, target):
    result = run("roster", "export", tmp_path / target, data=data)
    assert result.exit_code == 0, result.output
    path = tmp_path / target
    files = [path] if path.is_file() else sorted(path.glob("*.csv"))
    again = run("import", *files, data=data)
    assert again.exit_code == 0, again.output
    numbers = [line.split("│")[2:4] for line in again.stdout.splitlines() if line.count("│") == 7]
    assert numbers
    assert all([cell.strip() for cell in cells] == ["0", "0"] for cells in numbers[1:])
    assert reads(data) == [("songcan roster export", "*", 5)]


def test_a_roster_is_more_than_one_csv(tmp_path, data):
    result = run("roster", "export", tmp_path / "a.csv", data=data)
    assert result.exit_code == 2
    assert ".xlsx" in result.stderr
    assert reads(data) == []


def test_a_days_schedule_names_nobody(tmp_path, data):
    path = tmp_path / "day.csv"
    result = run("schedule", "export", "--date", DATE, "-o", path, data=data)
    assert result.exit_code == 0, result.output
    headers, *rows = table(path)
    assert headers[:3] == ["骑手 rider", "趟 trip", "装车 load"]
    assert headers[-3:] == ["软食", "清真", "说明 remark"]
    assert [row[0] for row in rows] == ["R1", "R1", "未送"]
    assert "枫桥路50弄3号" in rows[-1]
    assert rows[-1][-1].startswith("志愿者送 11:30（")
    content = path.read_text(encoding="utf-8-sig")
    assert not [value for value in (*PERSONAL, *SECRET, "老人丁") if value in content]
    assert reads(data) == []


def test_a_days_schedule_as_a_workbook_has_times_and_numbers(tmp_path, data):
    path = tmp_path / "day.xlsx"
    assert run("schedule", "export", "--date", DATE, "-o", path, data=data).exit_code == 0
    (sheet,) = openpyxl.load_workbook(path).worksheets
    heads, cells = ([cell.value for cell in row] for row in sheet.iter_rows(max_row=2))
    values: dict[Any, Any] = dict(zip(heads, cells, strict=True))
    assert values["开始 start"].hour in (10, 11)
    assert values["份数 meals"] == values["普通"] + values["软食"] + values["清真"]


def test_names_are_written_only_on_request_and_logged(tmp_path, data):
    path = tmp_path / "day.csv"
    run("schedule", "export", "--date", DATE, "-o", path, "--with-names", data=data)
    content = path.read_text(encoding="utf-8-sig")
    assert not [value for value in PERSONAL if value not in content]
    assert not [value for value in SECRET if value in content]
    assert "按两次门铃" in content
    assert "未送" in content
    ((endpoint, rider, people),) = reads(data)
    assert (endpoint, rider, people) == ("songcan schedule export --with-names", "R1", 3)


def test_a_day_that_is_not_published_is_no_file(tmp_path, data):
    result = run("schedule", "export", "--date", "2026-03-03", "-o", tmp_path / "x.csv", data=data)
    assert result.exit_code == 2
    assert not (tmp_path / "x.csv").exists()
    assert "Traceback" not in result.output
