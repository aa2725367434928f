"""The pages of orders, changes and calendars in a real browser: typed, clicked and printed."""

import datetime

import pytest

from api.app import create_app
from api.roster import repository
from api.settings import Settings
from tests import browser
from tests.browser import fits_office, printed, visiting
from tests.days import migrated, save_roster
from tests.rosters import canteen, resident, roster
from tests.serving import serving

pytestmark = pytest.mark.browser

SOON = datetime.datetime.now(Settings().zone).date() + datetime.timedelta(days=10)


@pytest.fixture(scope="module")
def chromium():
    browser.require(browser.CHROMIUM.exists(), "chromium")
    browser.require(browser.has_chinese_fonts(), "fonts-noto-cjk")
    with browser.chromium() as running:
        yield running


@pytest.fixture
def visitor(chromium, tmp_path):
    people = [resident(f"E{k:02}", name=f"老人{k:02}") for k in range(30)]
    kitchen = canteen(supper_capacity=40)
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, roster(*people, canteens=(kitchen,)))
        assert len(repository.canteens(session)) == 1
    with (
        serving(create_app(Settings(data_folder=tmp_path))) as client,
        visiting(chromium, str(client.base_url)) as visitor,
    ):
        yield visitor


def test_somebody_is_found_and_a_meal_is_added(visitor):
    page = visitor.go(f"/orders?date={SOON}")
    page.get_by_label("编号或姓名").fill("老人07")
    page.get_by_role("button", name="查找").click()
    assert page.locator("article h3").inner_text().startswith("老人07")
    assert "老人" not in page.url
    adding = page.locator('form[action*="/orders/add"]')
    adding.get_by_label("份数").fill("2")
    adding.get_by_role("button", name="加餐").click()
    page.wait_for_url("**done=add")
    assert page.locator(".figures dd").all_inner_texts() == ["30", "2", "0", "32", "30", "0"]
    assert fits_office(page)


def test_lunch_and_supper_are_one_click_apart(visitor):
    page = visitor.go(f"/orders?date={SOON}")
    page.get_by_role("navigation", name="选择餐次").get_by_role("link", name="晚餐").click()
    page.wait_for_url("**/orders?**sitting=supper**")
    assert page.locator("h1").inner_text().split()[2].startswith("晚餐")
    page.get_by_role("link", name="变更名单").click()
    page.wait_for_url("**/changes?**sitting=supper**")
    assert fits_office(page)


def test_a_canteen_is_closed_on_a_date(visitor):
    page = visitor.go(f"/calendar?month={SOON:%Y-%m}")
    page.locator('input[name="date"]').fill(SOON.isoformat())
    page.get_by_label("原因").fill("停电")
    page.get_by_role("button", name="这天关闭").click()
    page.wait_for_url("**done=**")
    assert "食堂自定关闭：停电" in page.locator("table").inner_text()
    assert fits_office(page)


def test_the_list_of_changes_prints_without_the_frame(visitor, tmp_path):
    page = visitor.go(f"/orders?date={SOON}")
    page.get_by_label("编号或姓名").fill("E03")
    page.get_by_role("button", name="查找").click()
    page.locator('form[action*="/orders/cancel"]').get_by_role("button").click()
    page.wait_for_url("**done=cancel")
    page = visitor.go(f"/changes?date={SOON}")
    (sheet,) = printed(page, tmp_path / "changes.pdf")
    assert "老人03" in sheet
    assert "取消一餐" in sheet
    assert "选择日期" not in sheet
