"""A plan changed in a real browser: two clicks for an absent rider, put here, printed anew."""

import re

import pytest

from api.app import create_app
from tests import browser, riding
from tests.browser import fits_office, printed, visiting
from tests.rosters import MONDAY
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.browser

DAY = f"/?date={MONDAY}"
PATIENT = 120_000
"""Milliseconds: the engine may have to be compiled first."""


@pytest.fixture(scope="module")
def chromium():
    """One browser for this file only: its event loop would be in the way of other tests."""
    browser.require(browser.CHROMIUM.exists(), "chromium")
    browser.require(browser.has_chinese_fonts(), "fonts-noto-cjk")
    with browser.chromium() as running:
        yield running


@pytest.fixture
def street(tmp_path):
    """The address of a street of four visits, all served and published, and its plan."""
    with riding.with_riders(tmp_path) as database, database.session() as session:
        version = riding.publish(session, riding.draft(session, MONDAY))
    with serving(create_app(settings_in(tmp_path))) as client:
        yield str(client.base_url), version


@pytest.fixture
def clerk(chromium, street):
    with visiting(chromium, street[0]) as visitor:
        visitor.page.set_default_timeout(PATIENT)
        yield visitor


@pytest.fixture
def plain(chromium, street):
    """Somebody whose browser runs no scripts."""
    with visiting(chromium, street[0], scripts=False) as visitor:
        visitor.page.set_default_timeout(PATIENT)
        yield visitor


def rider_of(version):
    return next(day.rider for day in version.plan.riders if day.trips)


def absent(page, rider):
    """The first click; who does it is typed in once."""
    page.get_by_label("经办人").fill("王店长")
    page.get_by_role("button", name=f"骑手{rider}请假").click()
    page.wait_for_url("**/changes*")


def test_two_clicks_for_an_absent_rider_and_only_the_changed_sheets(clerk, street, tmp_path):
    rider = rider_of(street[1])
    page = clerk.go(DAY)
    absent(page, rider)
    assert fits_office(page)
    rows = page.locator(".changed-stops tbody tr")
    assert rows.count() == len(street[1].plan.served())
    assert f"骑手{rider} 第 1 趟" in rows.first.inner_text()
    assert "草稿" in page.locator(".chip").inner_text()
    assert "王店长" not in page.url
    page.get_by_role("button", name="接受并发布").click()
    assert page.locator(".chip").inner_text().startswith("已发布")
    page.get_by_role("link", name="只打印有变动的骑手单").click()
    page.wait_for_load_state()
    first, *rest = printed(page, tmp_path / "changed.pdf")
    assert "请收回这些旧单" in first
    assert f"骑手{rider}" in first
    assert rest
    assert all(re.search(r"第 2 版 \d\d:\d\d 替换第 1 版", sheet) for sheet in rest)


def test_discarding_leaves_the_plan_as_it_was(clerk, street):
    page = clerk.go(DAY)
    absent(page, rider_of(street[1]))
    page.get_by_role("button", name="放弃").click()
    assert "已撤销" in page.get_by_role("status").first.inner_text()
    page.get_by_role("link", name="看变动").click()
    assert "与第 1 版相同" in page.content()


def test_remedies_and_places_open_below_the_case_and_put_here_serves_it(clerk, street):
    visit = street[1].plan.riders[0].trips[0].stops[0].visit
    page = clerk.go(f"/versions/{street[1].id}/visits/{visit}")
    assert fits_office(page)
    form = page.locator("form[action$=remove]")
    form.get_by_label("经办人").fill("王店长")
    form.get_by_label("原因").fill("住院")
    form.get_by_role("button", name="撤下").click()
    page.get_by_role("link", name="返回当天计划").click()
    page.get_by_role("link", name="看办法和位置").click()
    places = page.locator(".loaded .fits tbody tr")
    places.first.wait_for()
    assert fits_office(page)
    assert page.locator(".loaded").get_by_label("经办人").input_value() == "王店长"
    page.locator(".loaded").get_by_label("原因").fill("出院了")
    places.first.get_by_role("button", name="放到这里").click()
    assert "已放好" in page.get_by_role("status").first.inner_text()
    assert "今天每一处都有人送" in page.content()
    assert "出院" not in page.url


def test_everything_works_without_scripts(plain, street):
    rider = rider_of(street[1])
    page = plain.go(DAY)
    absent(page, rider)
    page.get_by_role("button", name="接受并发布").click()
    page.locator(".rider-stops summary").first.click()
    page.locator(".stops a").first.click()
    form = page.locator("form[action$=lock]").last
    form.get_by_label("经办人").fill("王店长")
    form.get_by_label("原因").fill("老人只认他")
    form.get_by_role("button", name="锁定").click()
    page.locator("form.lock").get_by_label("经办人").fill("王店长")
    page.locator("form.lock").get_by_label("原因").fill("可以换人了")
    page.get_by_role("button", name="解锁").click()
    assert "没有锁定" in page.content()


@pytest.mark.parametrize("path", ["happened", "changes", ""])
def test_pages_fit_an_office_screen(clerk, street, path):
    base = f"/versions/{street[1].id}/{path}" if path else f"/versions?date={MONDAY}"
    assert fits_office(clerk.go(base))


def test_waiting_is_announced_and_nobody_asks_twice(clerk, street):
    page = clerk.go(DAY)
    page.get_by_label("经办人").fill("王店长")
    page.evaluate("window.addEventListener('submit', (event) => event.preventDefault())")
    page.get_by_role("button", name=f"骑手{rider_of(street[1])}请假").click()
    assert "正在重新安排" in page.locator(".waiting").inner_text()
    assert page.evaluate("'waits' in document.body.dataset")
