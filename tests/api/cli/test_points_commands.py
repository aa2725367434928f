"""plan says who eats at canteens, and who must be told that the meal comes to the door."""

import datetime

import pytest

from fixtures.workbook import write
from tests.api.roster.books import canteen_row, resident_row, rider_row
from tests.commands import run

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def planned(tmp_path):
    """One seat for two guests, and a point that is closed on the day."""
    point = {
        "编号": "D1",
        "名称": "花溪路助餐点",
        "经度": 121.400,
        "纬度": 31.242,
        "碰头时间": datetime.time(10, 50),
        "开放日": "周日",
    }
    residents = [
        resident_row("0001", 取餐方式="堂食", 助餐点=None, 等级=1),
        resident_row("0002", 取餐方式="堂食", 助餐点=None, 等级=2, 室号="101室", 餐别="软食"),
        resident_row("0003", 取餐方式="助餐点自取", 助餐点="D1", 室号="201室"),
    ]
    canteen = canteen_row(各餐别上限="软食 0")
    sheets = {"食堂": [canteen], "助餐点": [point], "骑手": [rider_row()], "老人": residents}
    write(sheets, tmp_path / "roster.xlsx")
    assert run("import", tmp_path / "roster.xlsx", data=tmp_path).exit_code in {0, 1}
    return run(
        "plan", "--date", "2026-03-02", "--strategy", "nearest", "--time-limit", "5", data=tmp_path
    )


def test_guests_are_counted_and_who_is_moved_is_named(planned):
    assert planned.exit_code == 0, planned.output
    said = " ".join(planned.output.split())
    assert "1 meals are eaten at 1 canteens" in said
    assert "0002, 0003" in said
