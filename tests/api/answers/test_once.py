"""A repeated request is carried out once and answered alike; its key serves no other one."""

import datetime
import threading

import pytest
from sqlalchemy import func, select, update

from api.answers import once
from api.answers.tables import KeptAnswerRow
from api.db import Database
from tests.serving import serving_edited_day
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

WHO = {"by": "张三", "why": "弄错了"}
KEY = {"Idempotency-Key": "5f3c-1"}


@pytest.fixture
def client(tmp_path):
    with serving_edited_day(tmp_path) as client:
        yield client


@pytest.fixture
def database(tmp_path, client):
    database = Database(settings_in(tmp_path))
    yield database
    database.close()


def count(client):
    return len(client.get("/v1/plans", params={"date": "2026-03-02"}).json()["versions"])


def undo(client, headers=KEY, **body):
    return client.post("/v1/plans/4/undo", json=WHO | body, headers=headers)


def test_a_repeat_gets_the_same_answer_and_changes_nothing(client, tmp_path, system):
    """Also when the version that it names is not the newest any more, and by If-Match's word."""
    first = undo(client, KEY | {"If-Match": '"4"'})
    second = undo(client, KEY | {"If-Match": '"4"'})
    assert (second.status_code, second.content) == (201, first.content)
    for name in ("content-type", "etag", "location"):
        assert second.headers[name] == first.headers[name]
    assert count(client) == 5
    assert b"cost_difference" not in system.content(tmp_path), "the answer is kept encrypted"


def test_another_request_under_the_same_key_is_refused(client):
    undo(client)
    others = (
        undo(client, why="别的"),
        client.post("/v1/plans/5/undo", json=WHO, headers=KEY),
        client.post("/v1/plans/4/redo", json=WHO, headers=KEY),
        client.post("/v1/plans/4/undo?again", json=WHO, headers=KEY),
    )
    for other in others:
        assert (other.status_code, other.json()["code"]) == (422, "KEY_USED")
    assert count(client) == 5


def test_a_refused_request_may_succeed_when_asked_again(client):
    nothing = client.post("/v1/plans/5/redo", json=WHO, headers=KEY)
    assert nothing.status_code == 404
    undo(client, {})
    assert client.post("/v1/plans/5/redo", json=WHO, headers=KEY).status_code == 201


def test_of_two_at_once_one_is_carried_out_and_both_are_answered(client):
    together = threading.Barrier(2)
    answers = []

    def ask():
        together.wait()
        answers.append(undo(client))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].content == answers[1].content
    assert count(client) == 5


def test_answers_are_kept_for_a_day(client, database):
    undo(client)
    past = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=1)
    with database.session() as session:
        (expires,) = session.scalars(select(KeptAnswerRow.expires))
        assert once.KEPT - (expires - past) < datetime.timedelta(minutes=1)
        session.execute(update(KeptAnswerRow).values(expires=past))
    assert undo(client).status_code == 409, "nobody knows the first any more"
    body = {"visit": "VH7GC3GUVVR", "kind": "acknowledged"}
    other = {"Idempotency-Key": "5f3c-2"}
    client.post("/v1/plans/5/publish", json={"hand_overs": [body]}, headers=other)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(KeptAnswerRow)) == 1


@pytest.mark.parametrize("key", ["", "a b", "x" * 201])
def test_a_key_has_no_spaces_and_is_not_endless(client, key):
    assert undo(client, {"Idempotency-Key": key}).status_code == 422
