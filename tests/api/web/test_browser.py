"""The page in a real browser, on the sample canteen: seen, clicked and printed."""

import re

import pytest

from api.app import create_app
from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.plans import service
from api.roster import service as roster_service
from api.roster import workbook
from api.roster.repository import load
from api.settings import Settings
from fixtures.canteen import MONDAY, SAMPLE
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import browser
from tests.browser import fits_office, printed, visiting
from tests.days import acknowledged, migrated, save_roster, small_day, small_plan, small_roster
from tests.rosters import TRAVEL
from tests.serving import serving

pytestmark = pytest.mark.browser

DAY = f"/?date={MONDAY}"
PAGES = (DAY, f"/sheets/{MONDAY}/riders", f"/sheets/{MONDAY}/kitchen")


@pytest.fixture(scope="module")
def chromium():
    """One browser for this file only: its event loop would be in the way of other tests."""
    browser.require(browser.CHROMIUM.exists(), "chromium")
    browser.require(browser.has_chinese_fonts(), "fonts-noto-cjk")
    with browser.chromium() as running:
        yield running


@pytest.fixture(scope="module")
def canteen(tmp_path_factory):
    """The sample canteen's Monday, published."""
    folder = tmp_path_factory.mktemp("canteen")
    with migrated(folder) as database, database.session() as session:
        roster_service.apply(session, workbook.read(SAMPLE))
        day = planning_day(load(session), MONDAY, LUNCH, TRAVEL)
        stored = service.store(session, day, solve(day.problem, "nearest", Stop()))
        service.publish(session, stored.id, acknowledged(stored.plan))
        plan = stored.plan
    with serving(create_app(Settings(data_folder=folder))) as client:
        yield str(client.base_url), plan


@pytest.fixture
def visitor(chromium, canteen):
    home, _ = canteen
    with visiting(chromium, home) as visitor:
        yield visitor


@pytest.fixture
def clerk(chromium, tmp_path):
    """Somebody in front of the small day's draft."""
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
        day = small_day()
        service.store(session, day, small_plan(day))
    with (
        serving(create_app(Settings(data_folder=tmp_path))) as client,
        visiting(chromium, str(client.base_url)) as visitor,
    ):
        yield visitor


def test_chinese_is_drawn_as_characters(visitor):
    """Two characters drawn with the page's font differ; the box for missing ones does not."""
    page = visitor.go(DAY)
    drawn = page.evaluate(
        """(characters) => characters.map((character) => {
            const canvas = document.createElement("canvas");
            canvas.width = canvas.height = 64;
            const pen = canvas.getContext("2d");
            pen.font = "48px " + getComputedStyle(document.body).fontFamily;
            pen.fillText(character, 4, 52);
            return pen.getImageData(0, 0, 64, 64).data.join();
        })""",
        ["送", "餐", "\U0010fffd"],
    )
    assert len(set(drawn)) == 3


@pytest.mark.parametrize("path", PAGES)
def test_fits_an_office_screen_without_scrolling_sideways(visitor, path):
    page = visitor.go(path)
    assert fits_office(page)


def test_every_route_of_the_plan_is_on_the_map_and_the_timeline(visitor, canteen):
    _, plan = canteen
    page = visitor.go(DAY)
    riding = [day for day in plan.riders if day.trips]
    assert page.locator(".map .route").count() == len(riding)
    assert page.locator(".timeline .row").count() == len(riding)
    assert page.locator(".map .stop").count() == len(plan.served())
    assert page.locator(".map .missing").count() == len(plan.unserved)


def test_nothing_is_drawn_outside_the_map(visitor):
    page = visitor.go(DAY)
    page.locator("tr[data-pick=A]").click()
    outside = page.evaluate(
        """() => {
            const sheet = document.querySelector(".map").getBoundingClientRect();
            return [...document.querySelectorAll(".map text")].filter((text) => {
                const box = text.getBoundingClientRect();
                return box.width && (box.left < sheet.left || box.right > sheet.right
                    || box.top < sheet.top || box.bottom > sheet.bottom);
            }).map((text) => text.textContent);
        }"""
    )
    assert outside == []


def opacity(page, rider):
    return float(
        page.locator(f"#route-{rider}").evaluate("(route) => getComputedStyle(route).opacity")
    )


def test_a_click_singles_a_rider_out_and_another_one_shows_all(visitor):
    page = visitor.go(DAY)
    page.locator("tr[data-pick=B]").click()
    assert (opacity(page, "A"), opacity(page, "B")) == (0.1, 1)
    assert page.locator("#route-B .stop text").first.is_visible()
    assert not page.locator("#route-A .stop text").first.is_visible()
    page.locator("tr[data-pick=B]").click()
    assert (opacity(page, "A"), opacity(page, "B")) == (1, 1)


def test_the_keyboard_singles_a_rider_out(visitor):
    page = visitor.go(DAY)
    page.locator("tr[data-pick=C] a").focus()
    page.keyboard.press("Enter")
    assert (opacity(page, "A"), opacity(page, "C")) == (0.1, 1)


def test_riders_can_be_singled_out_without_scripts(chromium, canteen):
    home, _ = canteen
    with visiting(chromium, home, scripts=False) as visitor:
        page = visitor.go(DAY)
        page.locator("tr[data-pick=B] a").click()
        assert page.url.endswith("#route-B")
        assert page.locator("#route-B .stop text").first.is_visible()
        assert not page.locator("#route-A .stop text").first.is_visible()


def test_stops_unfold(visitor, canteen):
    _, plan = canteen
    page = visitor.go(DAY)
    page.locator(".rider-stops summary").first.click()
    shown = page.locator(".rider-stops").first.locator(".stops tbody tr")
    first = next(day for day in plan.riders if day.trips)
    assert shown.count() == sum(len(trip.stops) for trip in first.trips)
    assert shown.first.is_visible()


def test_hand_over_and_publishing_by_clicking(clerk):
    page = clerk.go(DAY)
    publish = page.get_by_role("button", name="发布这一版")
    assert publish.is_disabled()
    page.get_by_label("方式").select_option("neighbour")
    page.get_by_label("姓名").fill("邻居甲")
    page.get_by_label("几点").fill("11:30")
    page.get_by_role("button", name="记下").click()
    assert "已记下接手安排" in page.get_by_role("status").inner_text()
    assert page.locator(".answer").inner_text().startswith("✓ 邻居代取：邻居甲，11:30")
    assert publish.is_enabled()
    publish.click()
    assert page.locator(".chip").inner_text().startswith("已发布")
    assert page.get_by_role("link", name="打印骑手单").is_visible()
    assert page.get_by_role("button", name="发布这一版").count() == 0


def test_acknowledging_by_clicking(clerk):
    page = clerk.go(DAY)
    page.get_by_role("button", name="今天不送，我已知悉").click()
    assert page.get_by_role("button", name="发布这一版").is_enabled()


def test_settled_case_can_be_changed(clerk):
    page = clerk.go(DAY)
    page.get_by_role("button", name="今天不送，我已知悉").click()
    page.get_by_text("修改").click()
    page.get_by_label("方式").select_option("volunteer")
    page.get_by_label("姓名").fill("志愿者戊")
    page.get_by_label("几点").fill("11:45")
    page.get_by_role("button", name="记下").click()
    assert page.locator(".answer").inner_text().startswith("✓ 志愿者送：志愿者戊，11:45")


def test_each_trip_prints_on_its_own_pages_with_head_and_version(visitor, canteen, tmp_path):
    _, plan = canteen
    sheets = printed(visitor.go(PAGES[1]), tmp_path / "riders.pdf")
    heads = [re.match(r" *([A-Z]) +\S+ +第 (\d) 趟", sheet) for sheet in sheets]
    assert all(heads), "a page without its rider and trip"
    seen = [head.groups() for head in heads if head]
    trips = [
        (chr(ord("A") + k), str(number))
        for k, day in enumerate(day for day in plan.riders if day.trips)
        for number in range(1, len(day.trips) + 1)
    ]
    assert list(dict.fromkeys(seen)) == trips
    assert all("第 1 版" in sheet and "打印于" in sheet for sheet in sheets)


def test_every_stop_is_printed_once(visitor, canteen, tmp_path):
    _, plan = canteen
    sheets = printed(visitor.go(PAGES[1]), tmp_path / "riders.pdf")
    stops = re.findall(r"^ *(\d+) +\d\d:\d\d ", "\n".join(sheets), flags=re.M)
    assert len(stops) == len(plan.served())


def test_kitchen_list_prints_on_one_page(visitor, tmp_path):
    (sheet,) = printed(visitor.go(PAGES[2]), tmp_path / "kitchen.pdf")
    assert "打印于" in sheet
    assert "本批打包" in sheet
