"""The page over real HTTP: what it shows, what it refuses, what it logs."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from sqlalchemy import select

from api.app import create_app
from api.db import Database
from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.plans import service
from api.plans.records import HandOverKind, Status
from api.schedules.tables import PersonalReadRow
from tests.days import (
    PERSONAL,
    SECRET,
    acknowledged,
    migrated,
    publish_small_day,
    save_roster,
    small_day,
    small_plan,
    small_roster,
)
from tests.rosters import MONDAY, TRAVEL, roster
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

DAY = "/?date=2026-03-02"
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def folder(tmp_path):
    """A data folder with the small day as a draft."""
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
        day = small_day()
        service.store(session, day, small_plan(day))
    return tmp_path


@pytest.fixture
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    ["/", "/orders", "/changes", "/calendar", "/riders", "/import", "/places", "/eligible"],
)
def test_the_navigation_says_where_one_is(client, path):
    sections = client.get(path).text.split('class="sections"')[1].split("</nav>")[0]
    links = re.findall(r'<a href="([^"?]+)[^"]*"( aria-current="page")?>', sections)
    assert [link for link, here in links if here] == [path]
    assert len(links) == 8


def test_a_day_without_a_plan_leads_to_the_import(client):
    assert 'class="button" href="/import"' in client.get("/?date=2026-03-05").text


@pytest.fixture
def live(tmp_path):
    """The small day, published."""
    with migrated(tmp_path) as database, database.session() as session:
        publish_small_day(session)
    with serving(create_app(settings_in(tmp_path))) as client:
        yield client


def draft_of(folder):
    database = Database(settings_in(folder))
    try:
        with database.reading() as session:
            return service.latest(session, small_day().problem.date, "lunch")
    finally:
        database.close()


def unserved(folder):
    return draft_of(folder).plan.unserved[0].visit


def agree(client, visit, version=1, headers=OWN, **changes):
    form = {"visit": visit, "kind": "neighbour", "who": "邻居甲", "at": "11:30"} | changes
    return client.post(f"/versions/{version}/hand-overs", data=form, headers=headers)


class Outline(HTMLParser):
    """Levels of headings, and the names of inputs that no label explains."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.unlabelled, self.labels, self.inside = [], [], set(), 0
        self.labels = set(re.findall(r'<label for="([^"]+)"', html))
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "label":
            self.inside += 1
        shown = tag in ("input", "select") and values.get("type") != "hidden"
        if shown and not self.inside and values.get("id") not in self.labels:
            self.unlabelled.append(values.get("name"))

    def handle_endtag(self, tag):
        self.inside -= tag == "label"


def test_draft_says_so_and_cannot_be_published_yet(client):
    page = client.get(DAY).text
    assert "草稿" in page
    assert "还有 1 处没人接手" in page
    assert re.search(r"<button[^>]*disabled[^>]*>发布这一版", page)
    assert "打印骑手单" not in page


def test_no_resident_is_named_on_the_screen(live):
    page = live.get(DAY).text
    assert not [value for value in (*PERSONAL, *SECRET) if value in page]
    assert "骑手R1" in page
    assert "志愿者戊" in page


def test_headings_are_in_order_and_inputs_have_labels(client):
    outline = Outline(client.get(DAY).text)
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(outline.levels, outline.levels[1:], strict=False))
    assert not outline.unlabelled


def test_answers_carry_security_headers_and_nothing_inline(client):
    for path in (DAY, "/?date=2026-03-03", "/?date=x", "/static/songcan.css"):
        answer = client.get(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'self'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", answer.text)
    assert client.get(DAY).headers["cache-control"] == "no-store"


def test_hand_over_then_publish(client, folder):
    visit = unserved(folder)
    recorded = agree(client, visit)
    assert recorded.status_code == 303
    assert recorded.headers["location"] == f"{DAY}&done=hand_over"
    page = client.get(recorded.headers["location"]).text
    assert "已记下接手安排" in page
    assert "邻居代取" in page
    assert "邻居甲，11:30" in page
    done = client.post("/versions/1/publish", headers=OWN)
    assert done.headers["location"] == f"{DAY}&done=published"
    page = client.get(done.headers["location"]).text
    assert "已发布" in page
    assert "/sheets/2026-03-02/riders" in page
    assert draft_of(folder).status is Status.PUBLISHED


def test_acknowledgement_is_recorded(client, folder):
    answer = agree(client, unserved(folder), kind="acknowledged", who="", at="")
    assert answer.headers["location"].endswith("done=acknowledged")
    (agreed,) = draft_of(folder).hand_overs
    assert agreed.kind is HandOverKind.ACKNOWLEDGED


def test_mistake_is_shown_where_it_was_made_with_what_was_typed(client, folder):
    answer = agree(client, unserved(folder), at="25:00", who="<b>甲</b>", kind="call")
    assert answer.status_code == 422
    assert "“25:00”不是时间" in answer.text
    assert "&lt;b&gt;甲&lt;/b&gt;" in answer.text
    assert "<b>甲" not in answer.text
    assert re.search(r'value="call" selected', answer.text)
    assert not draft_of(folder).hand_overs


def test_served_visit_needs_no_hand_over(client):
    answer = agree(client, "nobody")
    assert answer.status_code == 422
    assert "无需接手" in answer.text


def test_publishing_too_early_changes_nothing(client, folder):
    answer = client.post("/versions/1/publish", headers=OWN)
    assert answer.status_code == 409
    assert "无人接手" in answer.text
    assert draft_of(folder).status is Status.DRAFT


def test_publishing_twice_keeps_the_publication(client, folder):
    agree(client, unserved(folder))
    client.post("/versions/1/publish", headers=OWN)
    again = client.post("/versions/1/publish", headers=OWN)
    assert again.status_code == 409
    assert "已经发布过" in again.text
    assert draft_of(folder).status is Status.PUBLISHED


@pytest.mark.parametrize("path", ["/versions/1/hand-overs", "/versions/1/publish"])
def test_forms_of_other_sites_do_nothing(client, folder, path):
    answer = client.post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "不是从本页面发出" in answer.text
    assert draft_of(folder).status is Status.DRAFT


def test_address_of_a_form_leads_back_to_the_day(client):
    answer = client.get("/versions/1/hand-overs")
    assert (answer.status_code, answer.headers["location"]) == (303, DAY)


def test_day_without_plan_says_what_to_do_and_where_plans_are(client):
    answer = client.get("/?date=2026-03-05")
    assert answer.status_code == 404
    assert "songcan plan --date 2026-03-05" in answer.text
    assert 'href="/?date=2026-03-02"' in answer.text
    assert 'href="/?date=2026-03-04"' in answer.text


def test_day_without_orders_says_so(client, folder):
    database = Database(settings_in(folder))
    with database.session() as session:
        nobody = planning_day(roster(), MONDAY + timedelta(days=1), LUNCH, TRAVEL)
        stored = service.store(session, nobody, small_plan(nobody))
        service.publish(session, stored.id)
    database.close()
    page = client.get("/?date=2026-03-03")
    assert page.status_code == 200
    assert "这一天没有人订餐" in page.text
    assert client.get("/sheets/2026-03-03/riders").status_code == 200


def test_first_page_is_today(client):
    assert "这一天还没有送餐计划" in client.get("/").text


@pytest.mark.parametrize(
    ("path", "status", "complaint"),
    [
        ("/?date=soon", 400, "“soon”不是日期"),
        ("/sheets/soon/riders", 400, "“soon”不是日期"),
        ("/versions/x/publish", 400, "version_id"),
        ("/versions/99/publish", 404, "99"),
        ("/static/nothing.css", 404, "没有这个页面"),
        ("/sheets/2026-03-02/riders", 404, "还没有发布，不能打印"),
        ("/sheets/2026-03-02/kitchen", 404, "还没有发布，不能打印"),
    ],
)
def test_errors_are_pages(client, path, status, complaint):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert complaint in answer.text
    assert "返回今天" in answer.text


def test_altered_plan_is_refused_with_a_page(client, folder):
    database = Database(settings_in(folder))
    with database.session() as session:
        session.connection().exec_driver_sql("UPDATE plan_versions SET plan = problem")
    database.close()
    answer = client.get(DAY)
    assert answer.status_code == 500
    assert "返回今天" in answer.text


def test_even_a_breakdown_is_a_page(client, folder):
    database = Database(settings_in(folder))
    with database.session() as session:
        session.connection().exec_driver_sql("DROP TABLE personal_reads")
    database.close()
    answer = client.get(DAY)
    assert answer.status_code >= 500
    assert "返回今天" in answer.text


def test_newer_draft_stands_beside_what_is_published(client, folder):
    agree(client, unserved(folder))
    client.post("/versions/1/publish", headers=OWN)
    database = Database(settings_in(folder))
    with database.session() as session:
        day = small_day()
        service.store(session, day, small_plan(day))
    database.close()
    draft = client.get(DAY).text
    assert "骑手现在用的是第 1 版" in draft
    assert "草稿" in draft
    live = client.get(f"{DAY}&show=published").text
    assert "有一份更新的草稿：第 2 版" in live
    assert "打印骑手单" in live


def test_older_draft_published_late_is_what_the_page_shows(client, folder):
    database = Database(settings_in(folder))
    with database.session() as session:
        day = small_day()
        newer = service.store(session, day, small_plan(day))
        service.publish(session, newer.id, acknowledged(newer.plan))
        service.publish(session, 1, acknowledged(newer.plan))
    database.close()
    assert "第 1 版" in client.get(DAY).text


def test_rider_sheet_has_what_is_needed_at_the_door_and_nothing_more(live):
    sheet = live.get("/sheets/2026-03-02/riders").text
    assert not [value for value in PERSONAL if value not in sheet]
    assert "按两次门铃" in sheet
    assert not [value for value in (*SECRET, "一级", "老人丁", "志愿者戊") if value in sheet]


def test_kitchen_list_names_no_resident(live):
    sheet = live.get("/sheets/2026-03-02/kitchen").text
    assert "曹杨食堂" in sheet
    assert not [value for value in (*PERSONAL, *SECRET) if value in sheet]


def test_readings_of_personal_data_are_logged(live, tmp_path):
    for path in (DAY, "/sheets/2026-03-02/riders", "/sheets/2026-03-02/kitchen"):
        assert live.get(path).status_code == 200
    database = Database(settings_in(tmp_path))
    with database.reading() as session:
        rows = session.scalars(select(PersonalReadRow).order_by(PersonalReadRow.id)).all()
        logged = [(row.endpoint, row.rider, row.people) for row in rows]
    database.close()
    assert logged == [
        ("/", "*", 2),
        ("/sheets/{date}/riders", "R1", 3),
        ("/sheets/{date}/kitchen", "*", 1),
    ]
