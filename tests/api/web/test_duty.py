"""The riders' page over real HTTP: who is on duty, absences, loans, and what it logs."""

import datetime

import pytest
from sqlalchemy import select

from api.app import create_app
from api.db import Database
from api.schedules.tables import PersonalReadRow
from tests import riding
from tests.rosters import MONDAY
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

PAGE = "/riders?date=2026-03-02"
OWN = {"Sec-Fetch-Site": "same-origin"}
ON = {"date": "2026-03-02", "sitting": "lunch"}
ASKED = {"borrower": "C2", "lender": "C1", "by": "站长甲"}


@pytest.fixture
def folder(tmp_path):
    with riding.with_riders(tmp_path):
        return tmp_path


@pytest.fixture
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


def send(client, path, **fields):
    return client.post(f"/riders/{path}", data={**ON, **fields}, headers=OWN)


def section(page, name):
    """One section of the page, from its heading to the next section."""
    return page.split(f'id="{name}"')[1].split("</section>")[0]


def test_everybody_is_on_one_of_both_lists(client):
    page = client.get(PAGE).text
    on, off = section(page, "on-duty"), section(page, "off-duty").split("<form")[0]
    assert all(f"骑手{name}</b>" in on for name in ("R1", "R2", "R3"))
    assert "骑手V1</b>" in off
    assert "这天不上班" in off
    assert "食堂C2" in on


def test_one_canteen_sees_its_own_riders(client):
    page = client.get(f"{PAGE}&canteen=C2").text
    assert "骑手R3</b>" in page
    assert "骑手R1</b>" not in page
    assert client.get(f"{PAGE}&canteen=C9").status_code == 404


def test_absent_today_and_back(client):
    answer = send(client, "absences", rider="R1", reason="unable", last="2026-03-02")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/riders?date=2026-03-02&done=absent"
    page = client.get(answer.headers["location"]).text
    assert "缺勤已登记" in page
    assert "缺勤：当天不能到岗" in section(page, "off-duty")
    assert send(client, "returns", rider="R1").status_code == 303
    assert "骑手R1</b>" in section(client.get(PAGE).text, "on-duty")


def test_a_plan_with_the_absent_rider_is_told(client, folder):
    database = Database(settings_in(folder))
    with database.session() as session:
        version = riding.publish(session, riding.draft(session, MONDAY))
    rider = next(day.rider for day in version.plan.riders if day.trips)
    send(client, "absences", rider=rider, reason="leave", last="2026-03-02")
    page = client.get(PAGE).text
    assert f"已发布的第 1 版不再符合现状：骑手{rider} 已不在岗" in page
    assert "不再符合现状" not in client.get("/?date=2026-03-02").text, "of past days nobody asks"
    database.close()


def test_the_days_page_tells_what_the_riders_page_tells(client, folder):
    database = Database(settings_in(folder))
    ahead = (datetime.date.today() - MONDAY).days // 7 + 2  # noqa: DTZ011, some Monday ahead
    day = MONDAY + datetime.timedelta(weeks=ahead)
    with database.session() as session:
        version = riding.draft(session, day)
    rider = next(one.rider for one in version.plan.riders if one.trips)
    form = {"date": day, "rider": rider, "reason": "leave", "last": day}
    before = client.get(f"/?date={day}").text
    assert "每一处都有人送" in before
    assert "不再符合现状" not in before
    assert client.post("/riders/absences", data=form, headers=OWN).status_code == 303
    for path in ("/", "/riders"):
        told = f"草稿第 1 版不再符合现状：骑手{rider} 已不在岗"
        page = client.get(f"{path}?date={day}").text
        assert told in page
        assert "每一处都有人送" not in page
    database.close()


@pytest.mark.parametrize(
    ("path", "fields", "status"),
    [
        ("absences", {"rider": "R1", "reason": "flu", "last": ""}, 422),
        ("absences", {"rider": "R9", "reason": "leave", "last": ""}, 404),
        ("absences", {"rider": "R1", "reason": "leave", "last": "2026-03-01"}, 422),
        ("returns", {"rider": "R1"}, 404),
        ("loans", {**ASKED, "lender": "C2"}, 422),
        ("loans", {**ASKED, "opens": "10:00"}, 422),
        ("loans/7/consent", {"by": "乙", "rider": "R1"}, 404),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(client, path, fields, status):
    answer = send(client, path, **fields)
    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert "上班" in answer.text


def test_what_was_typed_in_is_shown_again(client):
    page = send(client, "loans", **{**ASKED, "lender": "C2", "rider": "R<1>", "opens": "10:30"})
    loans = section(page.text, "loans")
    assert 'value="站长甲"' in loans
    assert 'value="R&lt;1&gt;"' in loans
    assert 'value="10:30"' in loans


def test_a_loan_is_asked_for_consented_to_and_withdrawn(client):
    asked = {**ASKED, "opens": "10:00", "closes": "12:00", "exclusive": "yes"}
    assert send(client, "loans", **asked).status_code == 303
    loans = section(client.get(PAGE).text, "loans")
    assert "待答复" in loans
    assert "站长甲" in loans
    assert '<option value="R1">' in loans
    assert '<option value="R3">' not in loans, "of another canteen"
    assert '<option value="V1">' not in loans, "off duty"
    assert send(client, "loans/1/consent", by="站长乙", rider="R1").status_code == 303
    page = client.get(PAGE).text
    assert "借给 食堂C2，只在那里装车（10:00-12:00）" in section(page, "on-duty")
    assert "已同意" in section(page, "loans")
    assert send(client, "loans/1/withdraw", by="站长乙", why="缺人").status_code == 303
    loans = section(client.get(PAGE).text, "loans")
    assert "已撤回" in loans
    assert "缺人" in loans
    assert "借给" not in section(client.get(PAGE).text, "on-duty")


def test_a_declined_request_says_why(client):
    send(client, "loans", **ASKED)
    assert send(client, "loans/1/decline", by="站长乙").status_code == 422
    answer = send(client, "loans/1/decline", by="站长乙", why="自己也缺人", canteen="C1")
    assert answer.headers["location"] == "/riders?date=2026-03-02&canteen=C1&done=decline"
    assert "自己也缺人" in client.get(PAGE).text


def test_only_the_page_itself_may_send_forms(client):
    answer = client.post("/riders/absences", data={**ON, "rider": "R1", "reason": "leave"})
    assert answer.status_code == 403
    assert "骑手R1</b>" in section(client.get(PAGE).text, "on-duty")


def test_a_form_s_address_leads_to_the_page(client):
    assert client.get("/riders/loans/1/consent").headers["location"] == "/riders"


def test_odd_addresses_are_pages(client):
    assert client.get("/riders?date=tomorrow").status_code == 400
    assert client.get(f"{PAGE}&sitting=tea").status_code == 404


def test_reading_names_is_logged(client, folder):
    client.get(PAGE)
    database = Database(settings_in(folder))
    with database.reading() as session:
        (read,) = session.scalars(select(PersonalReadRow))
        assert (read.endpoint, read.people, read.date) == ("/riders", 4, MONDAY)
    database.close()
