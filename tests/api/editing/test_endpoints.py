"""Changing a plan over HTTP: the next version, or the rules that it would break."""

import pytest

from api.app import create_app
from api.db import Database
from api.editing import endpoints
from api.editing.changing import edited
from tests import riding
from tests.rosters import MONDAY
from tests.serving import serving
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

SIGNED = {"by": "王店长", "why": "电梯停运"}


@pytest.fixture(scope="module")
def folder(system, tmp_path_factory):
    """The data folder of a street of four visits."""
    folder = tmp_path_factory.mktemp("edited")
    with riding.with_riders(folder):
        return folder


@pytest.fixture(scope="module")
def client(folder):
    with serving(create_app(settings_in(folder))) as client:
        yield client


@pytest.fixture
def planned(folder):
    """A version that was planned anew for each test."""
    database = Database(settings_in(folder))
    with database.session() as session:
        version = riding.draft(session, MONDAY)
    database.close()
    return version


def rider_of(version):
    return next(day for day in version.plan.riders if day.trips)


def visits_of(version):
    return [stop.visit for stop in rider_of(version).trips[0].stops]


def post(client, path, status=201, **body):
    answer = client.post(f"/v1/plans/{path}", json=SIGNED | body)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_an_edit_answers_with_the_next_version(client, planned):
    first = visits_of(planned)[0]
    answer = post(client, f"{planned.id}/edits", edit={"kind": "remove", "visit": first})
    assert answer["version"]["number"] == planned.number + 1
    assert answer["version"]["parent"] == planned.id
    assert answer["verdict"]["broken"] == []
    assert "WINDOW" in answer["verdict"]["checked"]
    assert answer["cost_difference"]["unserved"] > 0
    assert (
        sum(v for k, v in answer["cost_difference"].items() if k != "total")
        == (answer["cost_difference"]["total"])
    )
    gone = next(stop for stop in answer["changes"]["stops"] if stop["visit"] == first)
    assert (gone["how"], gone["after"]) == ("lost", None)
    assert gone["before"]["trip"] == 1
    assert gone["before"]["start"].startswith("2026-03-02T10:")
    assert [entry["visit"] for entry in answer["unserved"]] == [first]
    rider = rider_of(planned).rider
    assert {"rider": rider, "trip": 1, "withdrawn": False} in answer["changes"]["sheets"]
    assert answer["changes"]["kitchens"] == ["C1"]

    put_back = {"kind": "add", "visit": first}
    second = post(client, f"{answer['version']['id']}/edits", edit=put_back)
    assert second["unserved"] == []


def test_drafts_stay_invisible(client, planned):
    post(client, f"{planned.id}/edits", edit={"kind": "remove", "visit": visits_of(planned)[0]})
    assert client.get("/v1/schedules/2026-03-02").status_code == 404


def test_a_dry_run_stores_nothing(client, planned):
    edit = {"kind": "remove", "visit": visits_of(planned)[0]}
    tried = post(client, f"{planned.id}/edits", 200, edit=edit, dry_run=True)
    assert tried["version"] is None
    stored = post(client, f"{planned.id}/edits", edit=edit)
    assert stored["version"]["number"] == planned.number + 1


def test_an_older_version_is_not_changed(client, planned):
    first, second, *_ = visits_of(planned)
    post(client, f"{planned.id}/edits", edit={"kind": "remove", "visit": first})
    edit = {"kind": "remove", "visit": second}
    refused = post(client, f"{planned.id}/edits", 409, edit=edit)
    assert (refused["code"], refused["values"]["newest"]) == ("NOT_NEWEST", planned.number + 1)


def test_a_broken_rule_comes_with_values_and_remedy(client, planned):
    visits = visits_of(planned)
    edit = {"kind": "new_trip", "rider": "R3", "visits": visits, "canteen": "C1"}
    refused = post(client, f"{planned.id}/edits", 422, edit=edit)
    assert refused["code"] == "BROKEN_RULES"
    (violation, *_) = refused["values"]["violations"]
    assert violation["code"] == "CANTEEN"
    assert violation["rider"] == "R3"
    assert violation["remedy"]["zh"]
    assert violation["meaning"]["en"]


@pytest.mark.parametrize(
    ("edit", "where", "value"),
    [
        ({"kind": "remove", "visit": "V0"}, "visit", "V0"),
        ({"kind": "other_rider", "rider": "R1", "trip": 7, "to": "R2"}, "trip", 7),
        ({"kind": "other_rider", "rider": "R9", "trip": 1, "to": "R2"}, "rider", "R9"),
    ],
)
def test_what_is_not_there_is_named(client, planned, edit, where, value):
    refused = post(client, f"{planned.id}/edits", 422, edit=edit)
    (issue, *_) = refused["values"]["issues"]
    assert (issue["where"], issue["value"]) == (where, value)
    assert issue["remedy"]


@pytest.mark.parametrize("body", [
    {"edit": {"kind": "explode", "visit": "V1"}},
    {"edit": {"kind": "remove", "visit": "V1", "colour": "red"}},
    {"edit": {"kind": "remove", "visit": "V1"}, "by": " "},
    {"edit": {"kind": "remove", "visit": "V1"}, "why": ""},
    {},
])  # fmt: skip
def test_what_cannot_be_read_is_refused(client, planned, body):
    assert post(client, f"{planned.id}/edits", 422, **body)["code"] == "INVALID_REQUEST"


def test_there_is_no_such_version(client):
    refused = post(client, "7777/edits", 404, edit={"kind": "remove", "visit": "V1"})
    assert refused["code"] == "VERSION_NOT_FOUND"


def test_a_lock_comes_and_goes(client, planned):
    first, rider = visits_of(planned)[0], rider_of(planned).rider
    lock = {"kind": "rider", "visit": first, "rider": rider}
    made = post(client, f"{planned.id}/locks", lock=lock)["version"]["id"]
    other = "R2" if rider == "R1" else "R1"
    edit = {"kind": "new_trip", "rider": other, "visits": [first]}
    refused = post(client, f"{made}/edits", 422, edit=edit)
    assert refused["values"]["violations"][0]["code"] == "LOCK"
    gone = client.request("DELETE", f"/v1/plans/{made}/locks/1", json=SIGNED)
    assert gone.status_code == 201, gone.text
    post(client, f"{gone.json()['version']['id']}/edits", edit=edit)


def test_a_lock_must_be_kept_already(client, planned):
    lock = {"kind": "never", "visits": visits_of(planned)[:2]}
    refused = post(client, f"{planned.id}/locks", 422, lock=lock)
    assert refused["values"]["violations"][0]["code"] == "LOCK"
    unknown = {"kind": "rider", "visit": "V0", "rider": "R1"}
    issues = post(client, f"{planned.id}/locks", 422, lock=unknown)["values"]["issues"]
    assert issues[0]["value"] == "V0"


@pytest.mark.parametrize("kind", ["never", "sequence"])
def test_a_lock_of_visits_to_each_other_needs_two(client, planned, kind):
    lock = {"kind": kind, "visits": visits_of(planned)[:1]}
    refused = post(client, f"{planned.id}/locks", 422, lock=lock)
    assert refused["code"] == "LOCK_OF_ONE"


def test_a_moment_of_another_day_is_refused(client, planned):
    lock = {"kind": "not_before", "visit": visits_of(planned)[0], "moment": "2026-03-03T10:00:00Z"}
    refused = post(client, f"{planned.id}/locks", 422, lock=lock)
    assert refused["code"] == "OTHER_DAY"


def test_a_repeated_request_changes_nothing_more(client, planned):
    body = SIGNED | {"edit": {"kind": "remove", "visit": visits_of(planned)[0]}}
    key = {"Idempotency-Key": f"edit-{planned.id}"}
    first, again = (
        client.post(f"/v1/plans/{planned.id}/edits", json=body, headers=key) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again.headers["etag"] == first.headers["etag"] == f'"{planned.number + 1}"'
    other = client.post(
        f"/v1/plans/{planned.id}/edits", json=body | {"why": "另一个原因"}, headers=key
    )
    assert (other.status_code, other.json()["code"]) == (422, "KEY_USED")


def test_whoever_knows_an_older_version_changes_nothing(client, planned):
    body = SIGNED | {"edit": {"kind": "remove", "visit": visits_of(planned)[0]}}
    address = f"/v1/plans/{planned.id}/edits"
    stale = client.post(address, json=body, headers={"If-Match": '"1000000"'})
    assert stale.status_code == 412
    known = client.get(f"/v1/plans/{planned.id}").headers["etag"]
    assert client.post(address, json=body, headers={"If-Match": known}).status_code == 201


def test_whoever_is_overtaken_while_the_edit_is_worked_out_is_told_so(client, planned, monkeypatch):
    one, other = visits_of(planned)[:2]

    def overtaken(asked, edit):
        outcome = edited(asked, edit)
        if edit.visit == one:
            post(client, f"{planned.id}/edits", edit={"kind": "remove", "visit": other})
        return outcome

    monkeypatch.setattr(endpoints, "edited", overtaken)
    known = {"If-Match": f'"{planned.number}"'}
    body = SIGNED | {"edit": {"kind": "remove", "visit": one}}
    late = client.post(f"/v1/plans/{planned.id}/edits", json=body, headers=known)
    assert (late.status_code, late.json()["code"]) == (412, "VERSION_OUTDATED")
    assert late.json()["values"]["newest"] == planned.number + 1


def test_a_day_is_planned_again(client, planned):
    rider = rider_of(planned).rider
    happened = {"at": "2026-03-02T09:40:00+08:00", "absent": [rider], "take_changed_orders": True}
    answer = post(client, f"{planned.id}/replan", **happened, strategy="nearest")
    assert answer["version"]["details"]["disruptions"] == [{"kind": "rider_absent", "rider": rider}]
    assert {stop["before"]["rider"] for stop in answer["changes"]["stops"]} == {rider}
    assert answer["unserved"] == []
    assert {"rider": rider, "trip": 1, "withdrawn": True} in answer["changes"]["sheets"]


def test_what_happened_to_whom_is_not_there(client, planned):
    happened = {"at": "2026-03-02T09:40:00+08:00", "absent": ["R9"], "strategy": "nearest"}
    refused = post(client, f"{planned.id}/replan", 422, **happened)
    assert refused["values"]["issues"][0]["value"] == "R9"
    named = happened | {"absent": [], "strategy": "magic"}
    assert post(client, f"{planned.id}/replan", 422, **named)["code"] == "STRATEGY_UNUSABLE"


def test_reasons_and_remedies_of_an_unserved_visit(client, planned):
    first = visits_of(planned)[0]
    served = client.get(f"/v1/plans/{planned.id}/visits/{first}/why")
    assert (served.status_code, served.json()["code"]) == (409, "VISIT_IS_SERVED")
    removed = post(client, f"{planned.id}/edits", edit={"kind": "remove", "visit": first})
    made = removed["version"]["id"]
    why = client.get(f"/v1/plans/{made}/visits/{first}/why").json()
    assert why["fits"]
    assert why["reasons"]
    unknown = client.get(f"/v1/plans/{made}/visits/V0/why")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "VISIT_NOT_IN_VERSION")


def test_the_best_places_for_a_visit(client, planned):
    first, rider = visits_of(planned)[0], rider_of(planned).rider
    address = f"/v1/plans/{planned.id}/visits/{first}/fit"
    assert len(client.get(f"{address}?count=3").json()["places"]) == 3
    found = client.get(f"{address}?count=20").json()["places"]
    assert [one["cost"]["total"] for one in found] == sorted(one["cost"]["total"] for one in found)
    (here,) = (one for one in found if one["edit"] is None)
    assert (here["rider"], here["trip"], here["position"]) == (rider, 1, 1)
    assert here["cost"]["total"] == 0, "where it is"
    other = next(one for one in found if one is not here)
    made = post(client, f"{planned.id}/edits", edit=other["edit"])
    assert made["cost_difference"] == other["cost"], "a place is taken as it was told"


def test_locks_are_listed(client, planned):
    first, rider = visits_of(planned)[0], rider_of(planned).rider
    lock = {"kind": "trip", "visit": first, "rider": rider, "trip": 1}
    made = post(client, f"{planned.id}/locks", lock=lock)["version"]["id"]
    listed = client.get(f"/v1/plans/{made}/locks").json()
    assert [one["number"] for one in listed["locks"]] == [1]
    assert first in listed["locks"][0]["text"]["zh"]
    assert listed["collisions"] == []


def test_names_of_who_changed_it_are_not_told(client, planned):
    edit = {"kind": "remove", "visit": visits_of(planned)[0]}
    answer = client.post(f"/v1/plans/{planned.id}/edits", json=SIGNED | {"edit": edit})
    assert SIGNED["by"] not in answer.text
    assert SIGNED["why"] not in answer.text
