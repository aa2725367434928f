"""The page of people without meals: who is shown, what a form does, what is refused and logged."""

import pytest
from sqlalchemy import select

from api.app import create_app
from api.db import Database
from api.outreach import service
from api.outreach.reading import Listing
from api.roster import repository as rosters
from api.schedules.tables import PersonalReadRow
from tests.days import migrated, save_roster, small_roster
from tests.eligible import NOW, eligible
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

OWN = {"Sec-Fetch-Site": "same-origin"}
PEOPLE = (
    eligible("A", name="老人甲", phone="13911110001"),
    eligible("B", name="老人丙", address="花溪路100弄2号"),
    eligible("C", name="名单<人>丁", phone="13922220002", door="302室"),
    eligible("D", name="名单人戊", address="不知何处", category="高龄"),
)


@pytest.fixture
def folder(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, small_roster())
        service.take_over(session, Listing(people=PEOPLE, rejected=0, findings=()), NOW)
    return tmp_path


@pytest.fixture
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


def read(folder, ask):
    database = Database(settings_in(folder))
    try:
        with database.reading() as session:
            return ask(session)
    finally:
        database.close()


def residents(folder):
    return [one.id for one in read(folder, rosters.load).residents]


def post(client, path, headers=OWN, **form):
    return client.post(f"/eligible/{path}", data={"by": "社工庚"} | form, headers=headers)


def enrol(client, number, **form):
    usual = {"floor": "3", "diet": "soft", "meals": "1", "place": ""}
    return post(client, f"{number}/enrol", **usual | form)


def test_open_cases_stand_with_what_is_needed_to_call(client):
    shown = client.get("/eligible").text
    assert "名单&lt;人&gt;丁" in shown
    assert "13922220002" in shown
    assert "食堂曹杨食堂" in shown
    assert "地址未定位" in shown
    assert "类别不在资助之列" in shown
    assert "老人甲" not in shown, "who has a meal is a number only"
    assert 'value="3"' in shown, "the floor of 302室"


def test_reading_is_logged(client, folder):
    client.get("/eligible")
    rows = read(folder, lambda s: s.scalars(select(PersonalReadRow)).all())
    assert [(row.endpoint, row.people, row.version_id) for row in rows] == [("/eligible", 3, None)]


def test_enrolling(client, folder):
    answer = enrol(client, 3, place="canteen:C1", lift="yes")
    assert (answer.status_code, answer.headers["location"]) == (303, "/eligible?done=enrolled")
    assert residents(folder) == ["E1", "E2", "E3", "E4", "N00003"]
    new = read(folder, rosters.load).residents[-1]
    assert (new.floor, new.lift, new.diet, new.canteen) == (3, True, "soft", "C1")
    assert "名单&lt;人&gt;丁" not in client.get("/eligible?done=enrolled").text


def test_confirming(client):
    assert "是同一人吗" in client.get("/eligible").text
    assert post(client, "2/decide", decision="same", resident="E3").status_code == 303
    assert "是同一人吗" not in client.get("/eligible").text


def test_closed_case_stays_with_its_decision(client):
    post(client, "3/decide", decision="declined", note="女儿做饭")
    shown = client.get("/eligible").text
    assert "已告知，本人不要" in shown
    assert "女儿做饭" in shown
    assert enrol(client, 3).status_code == 303, "people change their minds"


@pytest.mark.parametrize(
    ("form", "status", "complaint"),
    [
        ({"floor": "三楼"}, 422, "floor"),
        ({"by": ""}, 422, "决定人"),
        ({"place": "canteen:C9"}, 422, "C9"),
        ({"at": "1,2"}, 422, "1,2"),
        ({"diet": "糖"}, 422, "餐别"),
    ],
)
def test_wrong_forms_change_nothing_and_come_back(client, folder, form, status, complaint):
    answer = enrol(client, 3, note="下午打过", **form)
    assert answer.status_code == status
    assert complaint in answer.text
    assert "下午打过" in answer.text
    assert len(residents(folder)) == 4


def test_who_may_be_a_resident_cannot_be_enrolled(client, folder):
    answer = enrol(client, 2)
    assert answer.status_code == 409
    assert "E3" in answer.text
    assert len(residents(folder)) == 4


def test_unknown_address_can_be_placed(client, folder):
    assert enrol(client, 4).status_code == 422
    assert enrol(client, 4, at="121.42,31.25").status_code == 303
    assert read(folder, rosters.load).residents[-1].lat == 31.25


@pytest.mark.parametrize("path", ["3/decide", "3/enrol"])
def test_forms_of_other_sites_do_nothing(client, folder, path):
    form = {"decision": "later", "floor": "1", "diet": "soft", "meals": "1"}
    assert post(client, path, headers={"Sec-Fetch-Site": "cross-site"}, **form).status_code == 403
    assert len(residents(folder)) == 4


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("3/decide", {"decision": "enrolled"}, 422),
        ("3/decide", {}, 422),
        ("99/decide", {"decision": "later"}, 404),
        ("x/decide", {"decision": "later"}, 400),
    ],
)
def test_other_requests_are_refused_with_a_page(client, path, form, status):
    answer = post(client, path, **form)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")


def test_form_address_leads_back(client):
    assert client.get("/eligible/3/enrol").headers["location"] == "/eligible"


def test_without_a_list_the_page_says_what_to_do(tmp_path):
    with serving(create_app(settings_in(tmp_path / "empty"))) as client:
        assert "songcan eligible import" in client.get("/eligible").text
