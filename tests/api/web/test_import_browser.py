"""The import page in a real browser: a list is chosen, looked at, corrected and taken over."""

import openpyxl
import pytest

from api.app import create_app
from api.db import Database
from api.exports.delimited import csv_bytes
from api.exports.tables import Table
from api.roster import repository
from api.settings import Settings
from tests import browser
from tests.api.roster.books import resident_row
from tests.browser import fits_office, visiting
from tests.days import migrated, save_roster, small_roster
from tests.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium():
    """One browser for this file only: its event loop would be in the way of other tests."""
    browser.require(browser.CHROMIUM.exists(), "chromium")
    browser.require(browser.has_chinese_fonts(), "fonts-noto-cjk")
    with browser.chromium() as running:
        yield running


@pytest.fixture
def folder(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
    return tmp_path


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def visitor(chromium, folder, request):
    """A manager; old browsers without scripts can do the same."""
    with (
        serving(create_app(Settings(data_folder=folder))) as client,
        visiting(chromium, str(client.base_url), scripts=request.param) as visitor,
    ):
        yield visitor


@pytest.fixture
def file(tmp_path):
    """A list with a change, somebody new and a row that cannot be read."""
    rows = [
        resident_row("E1", 份数=2),
        resident_row("N1", 地址="曹杨路358/81/602", 室号=None),
        resident_row("N2", 楼层="顶楼", 门口备注="很长的备注，" * 20),
    ]
    table = Table(name="老人", headers=tuple(rows[0]), rows=[list(row.values()) for row in rows])
    path = tmp_path / "三月老人名单.csv"
    path.write_bytes(csv_bytes(table))
    return path


def residents(folder):
    database = Database(Settings(data_folder=folder))
    try:
        with database.reading() as session:
            return {record.id: record for record in repository.load(session).residents}
    finally:
        database.close()


def press(page, name):
    """Press a button, and wait until the page that it leads to is there with all its pictures."""
    page.wait_for_load_state("networkidle")
    with page.expect_navigation(wait_until="networkidle"):
        page.get_by_role("button", name=name).click()


def choose(visitor, path):
    page = visitor.go("/import")
    page.get_by_label("文件").set_input_files(path)
    press(page, "先看看")
    return page


def test_look_download_and_take_over_by_clicking(visitor, folder, file, tmp_path):
    page = choose(visitor, file)
    cells = page.locator(".lists tbody tr", has_text="老人").locator("td").all_inner_texts()
    assert cells == ["1", "1", "0", "1", "3"]
    assert "顶楼" in page.locator(".findings").inner_text()
    assert fits_office(page)
    with page.expect_download() as caught:
        page.get_by_role("link", name="下载 Excel").click()
    rejected = tmp_path / caught.value.suggested_filename
    assert rejected.name == "被拒绝的行.xlsx"
    caught.value.save_as(rejected)
    assert all("/rejected.xlsx" in said for said in visitor.complaints), "a download is no page"
    visitor.complaints.clear()
    assert sorted(residents(folder)) == ["E1", "E2", "E3", "E4"], "nothing is written yet"
    press(page, "确认导入")
    assert "写入 2 条" in page.get_by_role("status").inner_text()
    assert residents(folder)["N1"].address == "曹杨路358弄81号"
    assert residents(folder)["N1"].door == "602室"

    book = openpyxl.load_workbook(rejected)
    headers = [cell.value for cell in book["老人"][1]]
    book["老人"].cell(2, headers.index("楼层") + 1).value = 6
    book.save(rejected)
    page = choose(visitor, rejected)
    press(page, "确认导入")
    assert residents(folder)["N2"].floor == 6


def test_changing_ones_mind_deletes_the_files(visitor, folder, file):
    page = choose(visitor, file)
    press(page, "不导入")
    assert "文件已删除" in page.get_by_role("status").inner_text()
    assert "N1" not in residents(folder)
