"""Engines for SQLite and PostgreSQL, which behave alike: writers take turns, readers never wait."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from api.db.urls import database_url

READ_ONLY = "songcan_read_only"
"""Execution option of connections that promise not to write."""

BUSY_MILLISECONDS = 10_000
"""How long a writer waits for its turn."""

CONNECT_SECONDS = 10
"""How long PostgreSQL may take to answer a new connection."""

WRITERS_TURN = 7_364_220_261_101
"""PostgreSQL's advisory lock that every writing transaction holds; the number means nothing."""


def engine_for(address: str) -> Engine:
    """An engine for the database at ``address``.

    Both systems give the same promises. A writing transaction has the database's writing to
    itself from its start, so what it has read is still true when it writes. A reading one sees
    one state of the data throughout and waits for nobody. Error messages never show the
    parameters of a statement: they may be personal data. SQLite's folder is made when missing.

    Raises
    ------
    NotReady
        When the address is of neither.
    """
    url = database_url(address)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url)
    engine = create_engine(url, hide_parameters=True)
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def reading(engine: Engine) -> Engine:
    """The same engine for transactions that only read, all of them from one state of the data."""
    options: dict[str, Any] = {READ_ONLY: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return engine.execution_options(**options)


def _postgresql(url: URL) -> Engine:
    """Connections that a restart of the server has cut are noticed and made anew."""
    arguments = {"connect_timeout": CONNECT_SECONDS, "application_name": "songcan"}
    arguments = {name: value for name, value in arguments.items() if name not in url.query}
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, connect_args=arguments)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _prepare(connection: SqliteConnection, _record: object) -> None:
    """Leave transactions to ``_begin_sqlite``: the driver's own start too late and skip DDL."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at the start: a lock wanted later fails at once after another write."""
    connection.exec_driver_sql("BEGIN" if _reads(connection) else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    """Take the writers' turn; the lock ends with the transaction, however that ends.

    READ COMMITTED, PostgreSQL's default, is right behind it: each statement sees what the
    writers before have committed, and nobody writes in between.
    """
    if not _reads(connection):
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{BUSY_MILLISECONDS}', true), "
            f"pg_advisory_xact_lock({WRITERS_TURN})"
        )


def _reads(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(READ_ONLY, False))
