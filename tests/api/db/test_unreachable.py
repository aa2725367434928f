"""A PostgreSQL that does not serve us says where, why and what to do, and keeps the password."""

import socket

import pytest
from sqlalchemy import URL
from sqlalchemy import text as sql
from sqlalchemy.exc import OperationalError

from api.db import Database, migrate, require_ready
from api.db.unreachable import unreachable
from api.db.urls import database_url
from api.errors import NotReady
from api.settings import Settings
from tests.commands import run
from tests.postgresql import PASSWORD
from tests.systems import settings_in

WRONG = "not-the-password"


@pytest.fixture
def server(postgresql_system):
    return postgresql_system.server


def refusal(url, folder):
    """What both the start and the health check say."""
    database = Database(Settings(data_folder=folder, database_url=url))
    said = []
    for step in (migrate, require_ready):
        with pytest.raises(NotReady) as caught:
            step(database)
        said.append(caught.value)
    database.close()
    assert said[0].code == said[1].code
    words = " ".join(str(error) for error in said)
    assert PASSWORD not in words
    assert WRONG not in words
    return said[0]


def test_wrong_password(server, tmp_path):
    error = refusal(server.url("postgres", password=WRONG), tmp_path)
    assert error.code == "DATABASE_LOGIN"
    assert "“songcan”" in error.detail.zh
    assert str(server.folder) in error.detail.zh
    assert "DATABASE_URL" in error.remedy.zh


def test_unknown_user(server, tmp_path):
    assert refusal(server.url("postgres", user="nobody"), tmp_path).code == "DATABASE_LOGIN"


def test_missing_database(server, tmp_path):
    error = refusal(server.url("nowhere"), tmp_path)
    assert error.code == "DATABASE_ABSENT"
    assert "createdb" in error.remedy.en
    assert "nowhere" in error.remedy.en


def test_server_that_is_not_there(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        error = refusal(f"postgres://songcan:{WRONG}@127.0.0.1:{port}/meals", tmp_path)
    assert error.code == "DATABASE_SERVER"
    assert f"127.0.0.1:{port}" in error.detail.zh


def test_server_that_stops_later(tmp_path):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"postgres://songcan:{WRONG}@127.0.0.1:{closed.getsockname()[1]}/meals"
        database = Database(Settings(data_folder=tmp_path, database_url=address))
        for transaction in (database.session, database.reading):
            with (
                pytest.raises(NotReady, match=r"127\.0\.0\.1") as caught,
                transaction() as session,
            ):
                session.execute(sql("SELECT 1"))
            assert caught.value.code == "DATABASE_SERVER"
            assert WRONG not in str(caught.value)
    database.close()


def test_host_that_is_not_there(tmp_path):
    error = refusal(f"postgresql://songcan:{WRONG}@nowhere.invalid/meals", tmp_path)
    assert error.code == "DATABASE_SERVER"
    assert "nowhere.invalid" in error.detail.zh


def test_user_who_may_not_make_tables(server, tmp_path):
    server.run("CREATE ROLE guest LOGIN PASSWORD 'not-the-password'")
    server.run("CREATE DATABASE meals TEMPLATE template0")
    database = Database(
        Settings(
            data_folder=tmp_path,
            database_url=server.url("meals", user="guest", password=WRONG),
        )
    )
    with pytest.raises(NotReady) as caught:
        migrate(database)
    database.close()
    server.run("DROP DATABASE meals")
    server.run("DROP ROLE guest")
    assert caught.value.code == "DATABASE_FORBIDDEN"
    assert 'ALTER DATABASE "meals" OWNER TO "guest"' in caught.value.remedy.zh


def test_database_that_cannot_hold_chinese(server, tmp_path):
    server.run(
        "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' "
        "LOCALE 'C' LOCALE_PROVIDER 'libc'"
    )
    database = Database(Settings(data_folder=tmp_path, database_url=server.url("latin")))
    with pytest.raises(NotReady, match=r"LATIN1.*UTF8"):
        migrate(database)
    database.close()
    server.run("DROP DATABASE latin")


def test_command_line_says_it_in_both_languages(server, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.commands.address_in", lambda _: None)
    monkeypatch.setenv("DATABASE_URL", server.url("postgres", password=WRONG))
    result = run("plan", data=tmp_path)
    assert result.exit_code == 2
    assert "不接受用户" in result.stderr
    assert "does not let the user" in result.stderr
    assert WRONG not in result.output
    assert "Traceback" not in result.output


def test_lock_that_is_held_is_said(tmp_path, system, monkeypatch):
    database = Database(settings_in(tmp_path))
    migrate(database)
    monkeypatch.setattr("api.db.engine.BUSY_MILLISECONDS", 50)
    impatient = Database(settings_in(tmp_path))
    with (
        database.engine.begin(),
        pytest.raises(NotReady, match=r"LockNotAvailable|OperationalError"),
    ):
        migrate(impatient)
    impatient.close()
    database.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ('致命错误:  用户 "ann" Password 认证失败', "DATABASE_LOGIN"),
        ('致命错误:  数据库 "meals" 不存在', "DATABASE_ABSENT"),
        ('致命错误:  角色 "ann" 不存在', "DATABASE_LOGIN"),
        ("FATAL:  sorry, too many clients already", "DATABASE_SERVER"),
    ],
)
def test_servers_that_speak_chinese_are_understood(said, code):
    url: URL = database_url("postgresql://ann@host/meals")
    assert unreachable(OperationalError(None, None, Exception(said)), url).code == code
