"""The pages of orders, changes and calendars over real HTTP; names never stand in an address."""

import datetime
import re
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from api.app import create_app
from api.db import Database
from api.order_book import repository
from api.orders.build import planning_day
from api.orders.parameters import LUNCH, SUPPER
from api.plans import service as plans
from api.schedules.tables import PersonalReadRow
from api.settings import Settings
from tests.days import acknowledged, migrated, save_roster, small_plan
from tests.rosters import TRAVEL, canteen, resident, rider, roster
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

OWN = {"Sec-Fetch-Site": "same-origin"}
TODAY = datetime.datetime.now(Settings().zone).date()
SOON = TODAY + datetime.timedelta(days=10)
AT = f"?date={SOON}"


def people():
    return roster(
        resident("E1", name="老人甲", door="101室"),
        resident("E2", name="老人乙<b>", sittings=("lunch", "supper")),
        resident("E3", name="老人丙", hold_from=TODAY, hold_to=SOON),
        canteens=(canteen(supper_capacity=40),),
        riders=(rider(), rider("R2", shift=(57_600, 66_600))),
    )


@pytest.fixture
def folder(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, people())
    return tmp_path


@pytest.fixture
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


@contextmanager
def opened(folder):
    database = Database(settings_in(folder))
    try:
        with database.session() as session:
            yield session
    finally:
        database.close()


def stored(folder, query):
    database = Database(settings_in(folder))
    with database.reading() as session:
        found = query(session)
    database.close()
    return found


def post(client, path, headers=OWN, **fields):
    return client.post(path, data=fields, headers=headers)


def test_a_sitting_without_a_plan_tells_its_own_command(client):
    lunch, supper = client.get(f"/{AT}").text, client.get(f"/{AT}&sitting=supper").text
    assert f"songcan plan --date {SOON}<" in lunch
    assert f"songcan plan --date {SOON} --sitting supper<" in supper


def done(answer):
    assert answer.status_code == 303, answer.text
    assert "老人" not in answer.headers["location"]
    return answer.headers["location"]


def counts(page):
    return [int(n) for n in re.findall(r"<dd>(\d+)</dd>", page.text)]


def test_orders_are_changed_and_the_counts_add_up(client, folder):
    assert counts(client.get(f"/orders{AT}")) == [2, 0, 0, 2, 2, 1]
    location = done(post(client, f"/orders/add{AT}", resident="E1", meals="2", diet="soft"))
    page = client.get(location)
    assert "已加餐" in page.text
    assert counts(page) == [2, 2, 0, 4, 2, 1]
    done(post(client, f"/orders/cancel{AT}", resident="E2", by="王主任", reason="体检"))
    page = client.get(f"/orders{AT}")
    assert counts(page) == [2, 2, 1, 3, 1, 1]
    assert "老人乙&lt;b&gt;" in page.text
    assert "体检" in page.text
    done(post(client, f"/orders/undo{AT}", change="2"))
    assert counts(client.get(f"/orders{AT}")) == [2, 2, 0, 4, 2, 1]
    changes = stored(folder, lambda session: repository.one_offs(session, SOON, "lunch"))
    assert [change.taken_back for change in changes] == [False, True]


def test_holds_and_restarts(client):
    page = client.get(f"/orders{AT}").text
    held, ending = page.split("ending-title", 1)
    assert "老人丙" in held, "on hold, with a form to restart"
    assert "/orders/restart" in held
    assert "老人丙" in ending, "a hold that ends soon"
    done(post(client, f"/orders/restart{AT}", resident="E3", **{"from": SOON}))
    done(post(client, f"/orders/hold{AT}", resident="E1", first=SOON, last=SOON))
    assert counts(client.get(f"/orders{AT}"))[-2:] == [2, 1]
    again = post(client, f"/orders/hold{AT}", resident="E1", first=SOON, last=SOON)
    assert again.status_code == 409
    assert "已经暂停" in again.text


@pytest.mark.parametrize("words", ["e1", "甲"])
def test_search_shows_who_was_meant_and_logs_it(client, folder, words):
    page = post(client, f"/orders/search{AT}", words=words)
    assert page.status_code == 200
    assert "老人甲" in page.text
    assert "老人丙" not in page.text.split("find-title")[1].split("one-offs-title")[0]
    reads = stored(folder, lambda session: session.scalars(select(PersonalReadRow)).all())
    assert ("/orders/search", 1, None) in [(r.endpoint, r.people, r.version_id) for r in reads]
    assert "没有找到" in post(client, f"/orders/search{AT}", words="没有").text


def test_a_refused_change_is_shown_beside_its_person(client, folder):
    late = f"?date={TODAY}"
    refused = post(client, f"/orders/add{late}", resident="E1", meals="1")
    assert refused.status_code == 409
    assert "15:00" in refused.text
    assert "老人甲" in refused.text
    assert post(client, f"/orders/add{AT}", resident="E1", meals="two").status_code == 422
    assert post(client, f"/orders/add{AT}", resident="E9", meals="1").status_code == 404
    assert post(client, f"/orders/hold{AT}", resident="E1", first="bald").status_code == 400
    assert post(client, f"/orders/burn{AT}", resident="E1").status_code == 404
    assert stored(folder, lambda session: repository.one_offs(session, SOON, "lunch")) == ()
    signed = {"late": "1", "by": "王主任", "reason": "客人"}
    done(post(client, f"/orders/add{late}", resident="E1", meals="1", **signed))
    assert "截止后" in client.get(f"/orders{late}").text


@pytest.mark.parametrize(
    "path", [f"/orders/add{AT}", f"/orders/search{AT}", "/calendar/close?canteen=C1"]
)
def test_forms_of_other_sites_are_refused(client, path):
    foreign = {"Sec-Fetch-Site": "cross-site"}
    answer = post(client, path, headers=foreign, resident="E1", meals="1", words="E1", canteen="C1")
    assert answer.status_code == 403
    assert counts(client.get(f"/orders{AT}"))[1] == 0


def test_what_was_typed_into_a_refused_change_is_shown_again(client):
    typed = {"meals": "3", "diet": "soft", "by": "王<主任>", "reason": "来客"}
    page = post(client, f"/orders/add?date={TODAY}", resident="E1", **typed).text
    added, cancelled = page.split("/orders/add?")[1].split("</form>")[0], page.split("/cancel?")[1]
    assert 'value="3"' in added
    assert '<option value="soft" selected>' in added
    assert 'value="王&lt;主任&gt;"' in added
    assert 'value="来客"' in added
    assert "来客" not in cancelled.split("</form>")[0], "another form"


def test_entering_a_forms_address_shows_the_page(client):
    assert done(client.get(f"/orders/search{AT}")).startswith("/orders?date=")


def test_changes_since_the_last_plan(client, folder):
    day = planning_day(people(), SOON, LUNCH, TRAVEL)
    with opened(folder) as session:
        plans.store(session, day, small_plan(day))
    after = SOON + datetime.timedelta(days=1)
    page = client.get(f"/changes?date={after}")
    assert page.status_code == 200
    assert "第 1 版" in page.text
    assert "老人丙" in page.text
    assert "老人甲" not in page.text
    done(post(client, f"/orders/cancel?date={after}", resident="E1"))
    assert "老人甲" in client.get(f"/changes?date={after}").text
    done(post(client, f"/orders/cancel{AT}", resident="E1"))
    for path in ("/orders", "/"):
        assert "有 1 人的订餐有变" in client.get(f"{path}{AT}").text
    told = client.get(f"/orders{AT}").text.split("有 1 人的订餐有变")[1].split("</p>")[0]
    assert "E1" in told, "who it is, by id"
    reads = stored(folder, lambda session: session.scalars(select(PersonalReadRow)).all())
    assert {read.people for read in reads if read.endpoint == "/changes"} == {1, 2}


def test_supper_has_its_pages_sheets_and_schedule(client, folder):
    for sitting in (LUNCH, SUPPER):
        day = planning_day(people(), SOON, sitting, TRAVEL)
        with opened(folder) as session:
            kept = plans.store(session, day, small_plan(day))
            plans.publish(session, kept.id, acknowledged(kept.plan))
    lunch, supper = client.get(f"/{AT}"), client.get(f"/{AT}&sitting=supper")
    assert f'href="/{AT}&amp;sitting=supper"' in lunch.text
    assert f'href="/{AT}"' in supper.text
    assert "晚餐" in supper.text
    for sheet in ("riders", "kitchen"):
        noon = client.get(f"/sheets/{SOON}/{sheet}")
        evening = client.get(f"/sheets/{SOON}/{sheet}?sitting=supper")
        assert (noon.status_code, evening.status_code) == (200, 200)
        assert noon.text != evening.text
    sheet = client.get(f"/sheets/{SOON}/riders?sitting=supper").text
    assert "骑手R2" in sheet
    assert "老人甲" not in sheet
    schedule = client.get(f"/v1/schedules/{SOON}?sitting=supper").json()
    assert schedule["sitting"] == "supper"
    assert [rider["rider"] for rider in schedule["riders"]] == ["R2"]
    route = client.get(f"/v1/riders/R2/route?date={SOON}&sitting=supper").json()
    met = [c["resident"] for t in route["trips"] for s in t["stops"] for c in s["contacts"]]
    assert met == ["E2"]
    assert client.get(f"/orders{AT}&sitting=brunch").status_code == 422


def test_a_canteens_month(client):
    page = client.get("/calendar?month=2026-05")
    assert page.status_code == 200
    assert "劳动节" in page.text
    assert "晚餐" in page.text
    assert client.get("/calendar?month=2026-15").status_code == 400
    assert client.get("/calendar?canteen=C9").status_code == 404
    assert "尚未收录" not in client.get("/calendar?month=2099-05").text, "C1 follows its weekdays"


def test_own_days_are_written_and_dropped(client):
    month = f"/calendar?month={SOON:%Y-%m}"
    close = "/calendar/close?canteen=C1"
    assert post(client, close, date=SOON).status_code == 422
    page = client.get(done(post(client, close, date=SOON, reason="停电", sitting="supper")))
    assert "食堂自定关闭：停电" in page.text
    done(post(client, "/calendar/open?canteen=C1", date=SOON, reason="加开"))
    assert "食堂自定开放：加开" in client.get(month).text
    done(post(client, "/calendar/reset?canteen=C1", date=SOON))
    assert "食堂自定" not in client.get(month).text
    assert post(client, "/calendar/reset?canteen=C1", date=SOON).status_code == 404
    assert post(client, "/calendar/burn?canteen=C1", date=SOON).status_code == 404


def test_an_empty_roster_has_pages_too(tmp_path):
    with serving(create_app(settings_in(tmp_path))) as client:
        for path in ("/orders", "/changes", "/calendar"):
            assert client.get(path).status_code == 200, path
