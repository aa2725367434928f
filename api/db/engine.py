"""Engines: SQLite with the settings that a server with several threads needs."""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, make_url

READ_ONLY = "songcan_read_only"
"""Execution option of connections that promise not to write."""

BUSY_MILLISECONDS = 10_000


def engine_for(url: str) -> Engine:
    """An engine for ``url``.

    SQLite gets write-ahead logging (readers never wait for the writer), foreign keys, and a
    patient wait for the write lock. Its folder is made when missing. Error messages never show
    the parameters of a statement: they may be personal data.
    """
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        database = make_url(url).database
        if database and database != ":memory:":
            Path(database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _record: object) -> None:
    """Leave transactions to ``_begin``: the driver's own start too late and skip DDL."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    """Take the write lock at the start: a lock wanted later fails at once after another write."""
    reading = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
