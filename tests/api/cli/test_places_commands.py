"""Addresses are listed, placed, asked for and taken off from the command line."""

import pytest

from api.db import Database
from api.places import repository
from api.places.geocoders import choice
from api.settings import Settings
from tests.api.places.geocoders.providing import providing
from tests.api.places.geocoders.test_providers import AMAP
from tests.api.roster.books import book, resident_row, saved, small
from tests.commands import run
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def data(tmp_path):
    """A data folder in which two addresses wait for three people."""
    rows = [
        resident_row("E1"),
        resident_row("E2", 地址="枫桥路5号", 经度=None, 纬度=None),
        resident_row("E3", 地址="枫桥路5号", 经度=None, 纬度=None),
        resident_row("E4", 地址="曹杨路900号", 经度=None, 纬度=None),
    ]
    result = run("import", saved(book({**small(), "老人": rows}), tmp_path), data=tmp_path)
    assert result.exit_code == 1
    assert "songcan places fix" in result.stdout
    assert "2 个地址没有位置，3 位老人" in result.stdout
    return tmp_path


def waiting(data):
    return {entry.address: entry.people for entry in read(data, repository.queue)}


def read(data, ask):
    """What ``ask`` answers about the database of ``data``."""
    database = Database(settings_in(data))
    try:
        with database.reading() as session:
            return ask(session)
    finally:
        database.close()


def test_who_waits_is_listed(data):
    result = run("places", "list", data=data)
    assert result.exit_code == 0
    for words in ("枫桥路5号", "曹杨路900号", "2 个地址", "同路门牌推算"):
        assert words in result.stdout


def test_a_plan_says_who_is_left_out(data):
    result = run("plan", "--date", "2026-03-02", "--strategy", "nearest", data=data)
    assert result.exit_code == 0, result.output
    assert "3 位老人因此排不进计划" in result.stdout
    for address in ("枫桥路5号", "曹杨路900号"):
        run("places", "drop", address, data=data)
    again = run("plan", "--date", "2026-03-02", "--strategy", "nearest", data=data)
    assert "排不进计划" not in again.stdout


def test_nobody_waits(tmp_path):
    result = run("places", "list", data=tmp_path)
    assert "没有待定位的地址" in result.stdout


def test_fixing_one(data):
    at = ["--at", "31.244,121.4075", "--datum", "gcj02"]
    result = run("places", "fix", "枫桥路5号", *at, data=data)
    assert result.exit_code == 0, result.output
    assert "曹杨路358弄81号" in result.stdout, "the next known building"
    assert waiting(data) == {"曹杨路900号": 1}
    assert read(data, lambda session: repository.place(session, "枫桥路5号")).datum == "gcj02"


def test_a_doubtful_place_is_refused_until_confirmed(data):
    doubtful = ["places", "fix", "枫桥路5号", "--at", "121.6,31.2"]
    result = run(*doubtful, data=data)
    assert result.exit_code == 2
    assert "普陀区之外" in result.stderr
    assert "--anyway" in result.stderr
    assert len(waiting(data)) == 2
    assert run(*doubtful, "--anyway", data=data).exit_code == 0
    assert len(waiting(data)) == 1


def test_what_is_no_place_is_refused(data):
    result = run("places", "fix", "枫桥路5号", "--at", "here", data=data)
    assert result.exit_code == 2
    assert "“here”" in result.stderr


def test_taking_one_off(data):
    assert run("places", "drop", "枫桥路5号", data=data).exit_code == 0
    assert waiting(data) == {"曹杨路900号": 1}
    again = run("places", "drop", "枫桥路5号", data=data)
    assert again.exit_code == 2
    assert "没有“枫桥路5号”" in again.stderr


def test_importing_a_list(data, tmp_path):
    path = tmp_path / "坐标.csv"
    path.write_text(
        '地址,经纬度,坐标系\n枫桥路5号,"121.4,31.24",WGS-84\n曹杨路900号,"121.9,31.24",WGS-84\n',
        encoding="gb18030",
    )
    result = run("places", "import", path, data=data)
    assert result.exit_code == 1, "a line was rejected"
    assert "普陀区之外" in result.stdout
    assert waiting(data) == {"曹杨路900号": 1}


@pytest.fixture
def provider(monkeypatch):
    """Amap on this computer, opted for."""
    with providing() as provider:
        provider.answers(AMAP)
        monkeypatch.setattr(choice, "PACES", dict.fromkeys(choice.PACES, 0))
        for name, value in {
            "NO_PROXY": "127.0.0.1",
            "SONGCAN_GEOCODER": "amap",
            "SONGCAN_GEOCODER_KEY": "K1",
            "SONGCAN_GEOCODER_SERVER": provider.address,
        }.items():
            monkeypatch.setenv(name, value)
        yield provider


def test_nothing_is_sent_unless_opted_for(data):
    result = run("places", "geocode", "--yes", data=data)
    assert result.exit_code == 2
    assert "SONGCAN_GEOCODER" in result.stderr


def test_nothing_is_sent_without_agreement(data, provider):
    result = run("places", "geocode", data=data)
    assert result.exit_code == 1
    assert "没有姓名、电话和室号" in result.stdout
    assert "枫桥路5号" in result.stdout
    assert provider.asked == []


def answer(address, lon, lat):
    place = AMAP["geocodes"][0] | {"formatted_address": address, "location": f"{lon},{lat}"}
    return AMAP | {"geocodes": [place]}


def test_asking_for_all_open_ones(data, provider):
    provider.answers(answer("上海市普陀区枫桥路5号", 121.41, 31.245))
    result = run("places", "geocode", "--yes", data=data)
    assert result.exit_code == 0, result.output
    assert "查到 1 个，拿不准 1 个" in result.stdout
    assert waiting(data) == {"曹杨路900号": 1}
    assert {fields["address"] for _, fields in provider.asked} == {
        "上海市普陀区枫桥路5号",
        "上海市普陀区曹杨路900号",
    }


def test_trouble_is_told_with_its_remedy(data, provider):
    provider.answers({"status": "0", "infocode": "10044", "info": "USER_DAILY_QUERY_OVER_LIMIT"})
    result = run("places", "geocode", "--yes", data=data)
    assert result.exit_code == 1
    assert "配额" in result.stderr
    assert "未问 1 个" in result.stdout
    assert len(waiting(data)) == 2
    assert len(provider.asked) == 1


def test_no_setting_asks_by_itself(data):
    assert Settings(data_folder=data).geocoder == "none"
