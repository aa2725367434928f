"""versions tells how each plan came about; undo and redo store drafts and name the sheets."""

import pytest
from sqlalchemy import select

from api.db import Database
from api.schedules.tables import PersonalReadRow
from tests.commands import run
from tests.days import edit_small_day, migrated, publish_small_day
from tests.rosters import MONDAY
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def data(tmp_path):
    """Published as version 1, edited twice, once undone as version 4."""
    with migrated(tmp_path) as database, database.session() as session:
        publish_small_day(session)
        edit_small_day(session)
    return tmp_path


def test_versions_say_what_was_done_by_whom_and_why(data):
    done = run("versions", "--date", MONDAY, data=data)
    assert done.exit_code == 0, done.output
    for told in ("published", "edited", "undone", "张三", "电梯坏了", "kind=remove visit=V"):
        assert told in done.output
    database = Database(settings_in(data))
    with database.reading() as session:
        (read,) = session.scalars(select(PersonalReadRow))
        assert (read.endpoint, read.people) == ("songcan versions", 3)
    database.close()


def test_undo_and_redo_name_the_sheets_to_print_again(data):
    undone = run("undo", "--date", MONDAY, "--by", "李四", data=data)
    assert undone.exit_code == 0, undone.output
    assert "draft number 5 has the content of number 1" in undone.output
    assert "print again the sheets of R1" in undone.output
    redone = run("redo", "--date", MONDAY, "--by", "李四", "--why", "还是要改", data=data)
    assert "draft number 6 has the content of number 2" in redone.output
    assert "还是要改" in run("versions", "--date", MONDAY, data=data).output


def test_undo_at_the_beginning_says_what_to_do(data):
    run("undo", "--date", MONDAY, "--by", "李四", data=data)
    done = run("undo", "--date", MONDAY, "--by", "李四", data=data)
    assert done.exit_code == 2
    assert "songcan versions" in done.output


@pytest.mark.parametrize("command", [("versions",), ("undo", "--by", "李四")])
def test_a_day_without_a_plan_is_said(data, command):
    done = run(*command, "--date", "2026-03-03", data=data)
    assert done.exit_code == 2
    assert "2026-03-03" in done.output
