"""The application as a whole: health, errors of every kind in one shape, and a silent log."""

import asyncio
import json
import logging
import socket

import pytest
from sqlalchemy import text

from api.app import create_app
from api.db import Database
from api.db.errors import KeyMissing
from api.settings import Settings
from tests.days import PERSONAL, SECRET
from tests.serving import serving, serving_small_day
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def app(tmp_path):
    app = create_app(settings_in(tmp_path))

    @app.get("/broken")
    def broken() -> None:
        raise ValueError(f"cannot read {PERSONAL[0]}")

    return app


def changed(folder, statement):
    database = Database(settings_in(folder))
    with database.session() as session:
        session.execute(text(statement))
    database.close()


def test_starts_on_an_empty_folder_and_is_ready(app, tmp_path, system):
    with serving(app) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/readyz").json() == {"status": "ok"}
    assert (tmp_path / "songcan.key").exists()
    assert system.content(tmp_path)


def test_is_alive_but_not_ready_without_its_tables(app, tmp_path):
    with serving(app) as client:
        changed(tmp_path, "DELETE FROM alembic_version")
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "NOT_MIGRATED")


def test_does_not_start_without_the_key_of_its_database(app, tmp_path):
    with serving(app):
        pass
    (tmp_path / "songcan.key").unlink()

    async def start():
        async with app.router.lifespan_context(app):
            pytest.fail("it started")

    with pytest.raises(KeyMissing, match=r"songcan\.key.*备份"):
        asyncio.run(start())
    assert not (tmp_path / "songcan.key").exists()


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v2/schedules", 404, "NO_SUCH_ADDRESS"),
        ("POST", "/v1/schedules/2026-03-02", 405, "NO_SUCH_METHOD"),
        ("GET", "/v1/schedules/2026-03-02", 404, "SCHEDULE_NOT_FOUND"),
        ("GET", "/v1/schedules/tomorrow", 422, "INVALID_REQUEST"),
        ("GET", "/broken", 500, "UNEXPECTED"),
    ],
)
def test_every_error_is_a_problem_document(app, method, path, status, code):
    with serving(app) as client:
        answer = client.request(method, path)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert {*problem} == {"type", "title", "status", "detail", "code", "values", "remedy"}
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code)
    assert problem["type"] == f"urn:songcan:error:{code.lower()}"
    for words in (problem["title"], problem["detail"], problem["remedy"]):
        assert " / " in words


def test_refused_method_names_the_allowed_ones(app):
    with serving(app) as client:
        assert client.delete("/healthz").headers["allow"] == "GET"


def test_unexpected_error_can_be_found_in_the_log_by_its_number(app, capsys):
    with serving(app) as client:
        answer = client.get("/broken")
    incident = answer.json()["values"]["incident"]
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    (entry,) = [line for line in lines if line["event"] == "unexpected"]
    assert (entry["incident"], entry["error"]) == (incident, "ValueError")
    assert entry["places"][-1].endswith("broken")
    assert PERSONAL[0] not in answer.text + json.dumps(entry, ensure_ascii=False)


def test_log_has_a_line_for_each_request_and_no_personal_data(tmp_path, capsys, caplog):
    caplog.set_level(logging.DEBUG)
    with serving_small_day(tmp_path) as client:
        route = client.get("/v1/riders/R1/route", params={"date": "2026-03-02"})
        client.get("/v1/schedules/2026-03-02")
        client.get("/", params={"date": "2026-03-02"})
        client.get("/sheets/2026-03-02/riders")
        changed(tmp_path, "DROP TABLE personal_reads")
        assert client.get("/v1/riders/R1/route", params={"date": "2026-03-02"}).status_code == 500
    assert PERSONAL[0] in route.text
    written = capsys.readouterr()
    logged = written.err + written.out + caplog.text
    lines = [json.loads(line) for line in written.err.splitlines()]
    requests = [line for line in lines if line["event"] == "request"]
    assert [line["status"] for line in requests] == [200, 200, 200, 200, 500]
    assert requests[0]["route"] == "/v1/riders/{id}/route"
    assert not [word for word in (*PERSONAL, *SECRET, "志愿者戊") if word in logged]


def test_a_database_that_stops_is_said_as_such(app, tmp_path):
    with socket.socket() as closed, serving(app) as client:
        closed.bind(("127.0.0.1", 0))
        address = f"postgresql://songcan@127.0.0.1:{closed.getsockname()[1]}/meals"
        gone = Database(Settings(data_folder=tmp_path, database_url=address))
        app.state.database, own = gone, app.state.database
        schedule = client.get("/v1/schedules/2026-03-02")
        page = client.get("/")
        app.state.database = own
        gone.close()
    assert (schedule.status_code, schedule.json()["code"]) == (503, "DATABASE_SERVER")
    assert page.status_code == 503
    assert "127.0.0.1" in page.text
