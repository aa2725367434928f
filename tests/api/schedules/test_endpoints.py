"""Published schedules over HTTP: what is there, what never is, and what is asked for again."""

import httpx
import pytest
from sqlalchemy import select, text

from api.db import Database
from api.schedules.tables import PersonalReadRow
from tests.days import PERSONAL, SECRET
from tests.rosters import MONDAY
from tests.systems import allow_inserts, refuse_inserts, settings_in

SCHEDULE = "/v1/schedules/2026-03-02"
ROUTE = "/v1/riders/R1/route?date=2026-03-02"


@pytest.fixture
def database(served_folder):
    database = Database(settings_in(served_folder))
    yield database
    database.close()


def test_schedule_and_map_hold_no_personal_data(client):
    for path in (SCHEDULE, f"{SCHEDULE}/geojson"):
        shown = client.get(path).text
        assert "花溪路100弄1号" in shown
        assert not [word for word in (*PERSONAL, *SECRET, "志愿者戊") if word in shown]
        assert "tier" not in shown


def test_route_shows_contacts_but_never_why(client):
    shown = client.get(ROUTE).text
    assert not [word for word in PERSONAL if word not in shown]
    words = (*SECRET, "tier", "category", "programme", "老人丁")
    assert not [word for word in words if word in shown]


def test_times_carry_their_zone(client):
    trip = client.get(SCHEDULE).json()["riders"][0]["trips"][0]
    moments = [trip["load_start"], trip["depart"], trip["return"], trip["stops"][0]["start"]]
    assert all(m.startswith("2026-03-02T10:") and m.endswith("+08:00") for m in moments)


def test_one_canteens_part_is_all_there_is_with_one_canteen(client):
    assert client.get(SCHEDULE, params={"canteen": "C1"}).json() == client.get(SCHEDULE).json()


@pytest.mark.parametrize("path", [SCHEDULE, f"{SCHEDULE}/geojson"])
def test_unchanged_answer_is_not_sent_again(client, path):
    first = client.get(path)
    etag = first.headers["etag"]
    for held in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = client.get(path, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    assert client.get(path, headers={"If-None-Match": '"other"'}).json() == first.json()


def test_map_is_geojson_with_longitude_first(client):
    answer = client.get(f"{SCHEDULE}/geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    features = answer.json()["features"]
    kinds = [feature["properties"]["kind"] for feature in features]
    assert kinds == ["canteen", "route", "stop", "stop", "unserved"]
    route = features[1]["geometry"]["coordinates"]
    assert route[0] == route[-1] == [121.405, 31.24]
    assert route[1:3] == [features[2]["geometry"]["coordinates"], [121.412, 31.243]]


def test_each_reading_of_contacts_is_logged_without_personal_data(client, database):
    def reads():
        with database.reading() as session:
            return session.scalars(select(PersonalReadRow).order_by(PersonalReadRow.id)).all()

    before = len(reads())
    answer = client.get(ROUTE)
    client.get(SCHEDULE)
    assert answer.headers["cache-control"] == "no-store"
    assert len(reads()) == before + 1
    read = reads()[-1]
    assert (read.endpoint, read.rider) == ("/v1/riders/{id}/route", "R1")
    assert (read.date, read.people) == (MONDAY, 3)
    with database.reading() as session:
        logged = str(session.execute(text("SELECT * FROM personal_reads")).all())
    assert not [word for word in PERSONAL if word in logged]


def test_route_is_refused_when_the_reading_cannot_be_logged(client, database):
    with database.session() as session:
        refuse_inserts(session, "personal_reads", "disk full")
    answer = client.get(ROUTE)
    with database.session() as session:
        allow_inserts(session, "personal_reads")
    assert answer.status_code == 500
    assert not [word for word in (*PERSONAL, "disk full") if word in answer.text]
    assert client.get(ROUTE).status_code == 200


def test_who_left_the_roster_is_still_on_the_route(client, database):
    whole = client.get(ROUTE).json()["trips"][0]["stops"][1]
    with database.session() as session:
        session.execute(text("UPDATE residents SET id = 'gone' WHERE id = 'E3'"))
    stop = client.get(ROUTE).json()["trips"][0]["stops"][1]
    with database.session() as session:
        session.execute(text("UPDATE residents SET id = 'E3' WHERE id = 'gone'"))
    assert whole["contacts"][0]["name"] == "老人丙"
    contact = stop["contacts"][0]
    assert (contact["resident"], contact["meals"]) == ("E3", {"regular": 1})
    assert (contact["name"], contact["phone"], stop["address"]) == (None, None, None)


def test_altered_plan_is_not_served(client, database):
    with database.session() as session:
        session.execute(text("UPDATE plan_orders SET meals = meals + 1"))
    answers = [client.get(path) for path in (SCHEDULE, f"{SCHEDULE}/geojson", ROUTE)]
    with database.session() as session:
        session.execute(text("UPDATE plan_orders SET meals = meals - 1"))
    assert [answer.json()["code"] for answer in answers] == ["ALTERED_PLAN"] * 3
    assert client.get(SCHEDULE).status_code == 200


@pytest.mark.parametrize(
    "date", ["1772409600", "20260302", "2026-03-02T00:00:00", "heute", "02.03.26"]
)
def test_only_one_spelling_of_a_date_is_taken(client, date):
    answer = client.get(f"/v1/schedules/{date}")
    assert answer.status_code == 422
    assert answer.json()["values"]["issues"] == [
        {"where": "path.date", "value": date, "problem": "not a date like 2026-03-02"}
    ]


def test_missing_parameter_is_named(client):
    issues = client.get("/v1/riders/R1/route").json()["values"]["issues"]
    assert [issue["where"] for issue in issues] == ["query.date"]


def test_twenty_clients_at_once_get_the_same(client):
    from concurrent.futures import ThreadPoolExecutor

    def get(_):
        with httpx.Client(base_url=client.base_url, trust_env=False) as own:
            return own.get(ROUTE).json()

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(get, range(20)))
    assert all(answer == answers[0] for answer in answers)
