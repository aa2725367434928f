"""Versions over HTTP: nobody overwrites what they have not seen, drafts stay drafts."""

import threading
from collections import Counter

import pytest

from api.versions.examples import COUPLE, HALAL
from tests.serving import serving_edited_day

pytestmark = pytest.mark.usefixtures("system")

WHO = {"by": "张三", "why": "弄错了"}
ACKNOWLEDGED = {"kind": "acknowledged"}


@pytest.fixture
def client(tmp_path):
    with serving_edited_day(tmp_path) as client:
        yield client


def numbers(client):
    listed = client.get("/v1/plans", params={"date": "2026-03-02"}).json()["versions"]
    return [(one["number"], one["status"], one["action"]) for one in listed]


def test_undo_and_redo_answer_with_what_differs_and_where_it_is(client):
    undone = client.post("/v1/plans/4/undo", json=WHO)
    assert (undone.status_code, undone.headers["etag"]) == (201, '"5"')
    body = undone.json()
    assert {stop["how"] for stop in body["changes"]["stops"]} == {"gained"}
    assert body["cost_difference"]["total"] < 0
    found = client.get(undone.headers["location"])
    assert (found.headers["etag"], found.headers["cache-control"]) == ('"5"', "no-store")
    plan = found.json()
    assert plan["cost"] == body["cost"]
    assert (plan["undo"], plan["redo"]) == (None, 2)
    assert plan["riders"][0]["trips"][0]["number"] == 1
    redone = client.post("/v1/plans/5/redo", json=WHO).json()
    assert {stop["how"] for stop in redone["changes"]["stops"]} == {"lost"}
    assert redone["changes"]["sheets"] == [{"rider": "R1", "trip": 1, "withdrawn": True}]
    assert [action for *_, action in numbers(client)[3:]] == ["undo", "undo", "redo"]


def test_only_who_knows_the_newest_version_changes_it(client):
    tags = {"If-Match": '"4"'}
    assert client.post("/v1/plans/4/undo", json=WHO, headers=tags).status_code == 201
    for path, body in (
        ("undo", WHO),
        ("redo", WHO),
        ("hand-overs", {"visit": HALAL, **ACKNOWLEDGED}),
        ("publish", {}),
    ):
        late = client.post(f"/v1/plans/4/{path}", json=body, headers=tags)
        assert (late.status_code, late.json()["code"]) == (412, "VERSION_OUTDATED"), path
        assert late.json()["values"]["newest"] == 5
    stale = client.post("/v1/plans/5/redo", json=WHO, headers={"If-Match": '"3", "4"'})
    assert stale.status_code == 412
    blind = client.post("/v1/plans/4/undo", json=WHO)
    assert (blind.status_code, blind.json()["code"]) == (409, "NOT_NEWEST")
    assert len(numbers(client)) == 5
    fresh = client.post("/v1/plans/5/redo", json=WHO, headers={"If-Match": '"4", "5"'})
    assert fresh.status_code == 201


def test_of_two_at_once_one_is_told(client):
    together = threading.Barrier(2)
    outcomes: Counter[int] = Counter()

    def undo():
        together.wait()
        answer = client.post("/v1/plans/4/undo", json=WHO, headers={"If-Match": '"4"'})
        outcomes[answer.status_code] += 1

    threads = [threading.Thread(target=undo) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == {201: 1, 412: 1}
    assert len(numbers(client)) == 5


def test_a_draft_is_published_once_everybody_has_an_owner(client):
    before = client.get("/v1/schedules/2026-03-02").json()
    who = {"visit": COUPLE, "kind": "neighbour", "who": "邻居己", "at": "2026-03-02T03:30:00Z"}
    agreed = client.post("/v1/plans/4/hand-overs", json=who)
    assert agreed.status_code == 200
    assert client.get("/v1/schedules/2026-03-02").json() == before, "drafts are invisible"
    refused = client.post("/v1/plans/4/publish", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "NOT_PUBLISHABLE")
    still_open = agreed.json()["open"]
    assert [one["visit"] for one in refused.json()["values"]["open"]] == still_open
    hand_overs = [{"visit": visit, **ACKNOWLEDGED} for visit in still_open]
    done = client.post("/v1/plans/4/publish", json={"hand_overs": hand_overs})
    assert done.json()["version"]["status"] == "published"
    assert done.json()["open"] == []
    after = client.get("/v1/schedules/2026-03-02").json()
    assert after["version"] == 4
    (kept,) = [one for one in after["unserved"] if one["visit"] == COUPLE]
    assert kept["hand_over"] == {"kind": "neighbour", "at": "2026-03-02T11:30:00+08:00"}
    again = client.post("/v1/plans/4/hand-overs", json={"visit": HALAL, **ACKNOWLEDGED})
    assert (again.status_code, again.json()["code"]) == (409, "NOT_A_DRAFT")


def test_nobody_is_named_in_any_answer(client):
    who = {"visit": HALAL, "kind": "call", "who": "社工庚", "at": "2026-03-02T11:30:00+08:00"}
    answers = [
        client.post("/v1/plans/4/hand-overs", json=who),
        client.post("/v1/plans/4/undo", json=WHO),
        client.get("/v1/plans/4"),
        client.get("/v1/plans", params={"date": "2026-03-02"}),
        client.get("/v1/misses", params={"from": "2026-03-02", "to": "2026-03-02"}),
    ]
    told = "".join(answer.raise_for_status().text for answer in answers)
    assert not [word for word in ("社工庚", "张三", "弄错了", "老人") if word in told]


@pytest.mark.parametrize("at", ["2026-03-03T11:30:00+08:00", "9999-12-31T11:30:00+08:00"])
def test_a_hand_over_is_on_the_day_of_the_plan(client, at):
    who = {"visit": HALAL, "kind": "call", "who": "社工庚", "at": at}
    answer = client.post("/v1/plans/4/hand-overs", json=who)
    assert (answer.status_code, answer.json()["code"]) == (422, "HAND_OVER_OTHER_DAY")


def test_no_versions_is_an_empty_list(client):
    answer = client.get("/v1/plans", params={"date": "2026-03-03", "sitting": "supper"})
    assert answer.json() == {"versions": []}
