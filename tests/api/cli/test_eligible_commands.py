"""Eligible people from the command line: imported, listed without names, decided about."""

import re

import pytest

from api.db import Database
from api.schedules.tables import PersonalReadRow
from tests.commands import run
from tests.days import migrated, save_roster, small_roster
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

LIST = """编号,姓名,电话,地址,室号,类别
A1,老人甲,13911110001,花溪路100弄1号,101室,低保
A2,名单人乙,13922220002,花溪路100弄2号,302室,特困
A3,,13922220003,花溪路100弄2号,303室,特困
"""


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    with migrated(folder) as database, database.session() as session:
        save_roster(session, small_roster())
    (tmp_path / "名单.csv").write_text(LIST, encoding="gb18030")
    return folder


def eligible(data, *arguments, code=0):
    result = run("eligible", *arguments, data=data)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return re.sub(r"[ │\n]+", " ", result.output)


def test_import_list_decide(data):
    file = data.parent / "名单.csv"
    preview = eligible(data, "import", file, "--dry-run", code=1)
    assert "2 new" in preview
    shown = eligible(data, "import", file, code=1)
    assert "新增 2" in shown
    assert "此格不能空着" in shown
    listed = eligible(data, "list")
    assert "1 (of 2)" in listed
    assert "没有用餐" in listed
    assert "曹杨食堂" in listed
    refused = eligible(data, "decide", 2, "enrolled", "--by", "社工庚", code=2)
    assert "floor" in refused
    done = eligible(data, "decide", 2, "enrolled", "--by", "社工庚", "--floor", 3)
    assert "N00002" in done
    assert "0 (of 2)" in eligible(data, "list")
    everybody = eligible(data, "list", "--all")
    assert "N00002" in everybody
    assert "E1" in everybody


def test_names_are_shown_on_request_and_logged(data):
    eligible(data, "import", data.parent / "名单.csv", code=1)
    secret = ("名单人乙", "13922220002", "302室", "A2")
    assert not [word for word in secret if word in eligible(data, "list")]
    assert "名单人乙" in eligible(data, "list", "--contacts")
    database = Database(settings_in(data))
    with database.reading() as session:
        (read,) = session.query(PersonalReadRow).all()
        assert (read.endpoint, read.people) == ("songcan eligible list", 1)
    database.close()


def test_wrong_numbers_and_decisions(data):
    assert "99" in eligible(data, "decide", 99, "later", "--by", "社工庚", code=2)
    assert "maybe" in eligible(data, "decide", 1, "maybe", "--by", "社工庚", code=2)
    eligible(data, "decide", 1, "later", code=2)
