"""The database systems that tests run on: SQLite, and a real PostgreSQL server.

A test that depends on the fixture ``system`` runs once on each. `settings_in` gives the settings
of an application whose data lie in a folder: on PostgreSQL, every folder has a database of its
own on the tests' server.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from psycopg import Error, sql
from sqlalchemy import text
from sqlalchemy.orm import Session

from api.db import Database, migrate
from api.settings import Settings
from tests.postgresql import Server

TEMPLATE = "migrated"

SHAPE = """
    SELECT (SELECT string_agg(version_num, ',') FROM alembic_version),
           (SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace),
           (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal),
           (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace)
"""
"""What a test may have changed in a database besides its rows."""

EMPTY = """
    DO $$ DECLARE name text; BEGIN
        SET LOCAL lock_timeout = 1000;
        SET LOCAL session_replication_role = replica;  -- in any order of the tables
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN ('alembic_version', 'encryption_proof')
        LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
        FOR name IN SELECT sequencename FROM pg_sequences
            WHERE schemaname = 'public' AND last_value IS NOT NULL
        LOOP EXECUTE format('ALTER SEQUENCE %I RESTART', name); END LOOP;
    END $$
"""
"""Takes back all rows, which is quicker than another database."""


class System(Protocol):
    """A database system that tests run on."""

    def url(self, folder: Path) -> str | None:
        """The address of the folder's database, which is made when missing; None: the usual."""
        ...

    def prepare(self, folder: Path) -> None:
        """Put a migrated, empty database with its key into ``folder``."""
        ...

    def content(self, folder: Path) -> bytes:
        """All that the folder's database holds, as it lies on the disk."""
        ...

    def databases(self) -> tuple[str, ...]:
        """What has been made so far and does not go with its folder."""
        ...

    def drop(self, databases: Iterable[str]) -> None:
        """Take back some of it."""
        ...


class Sqlite:
    """A file in each folder; ``kept`` is the folder of the migrated one that is copied."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept

    def url(self, folder: Path) -> str | None:
        return None

    def prepare(self, folder: Path) -> None:
        if not (self.kept / "songcan.db").exists():
            _migrate(Settings(data_folder=self.kept))
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("songcan.db", "songcan.key"):
            shutil.copy2(self.kept / name, folder / name)

    def content(self, folder: Path) -> bytes:
        return b"".join(path.read_bytes() for path in folder.glob("songcan.db*"))

    def databases(self) -> tuple[str, ...]:
        return ()

    def drop(self, databases: Iterable[str]) -> None:
        assert not [*databases]


class PostgreSql:
    """A database for each folder; ``kept`` holds the key of the migrated one that is copied."""

    def __init__(self, server: Server, kept: Path) -> None:
        self.server, self.kept = server, kept
        self._names: dict[Path, str] = {}
        self._numbers = count()
        self._shape: object = None
        self._copies: set[str] = set()
        self._empty: list[str] = []

    def url(self, folder: Path) -> str | None:
        if folder not in self._names:
            self._create(folder, "template0")
        return self.server.url(self._names[folder])

    def prepare(self, folder: Path) -> None:
        if self._shape is None:
            self.server.run("CREATE DATABASE {} TEMPLATE template0", TEMPLATE)
            url = self.server.url(TEMPLATE)
            _migrate(Settings(data_folder=self.kept, database_url=url))
            self._shape = self._shape_of(TEMPLATE)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy2(self.kept / "songcan.key", folder / "songcan.key")
        if self._empty:
            self._names[folder] = self._empty.pop()
        else:
            self._create(folder, TEMPLATE)
            self._copies.add(self._names[folder])

    def content(self, folder: Path) -> bytes:
        found = b""
        with self.server.connect(self._names[folder]) as connection:
            listed = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            for (table,) in connection.execute(listed).fetchall():
                copy = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(table))
                with connection.cursor().copy(copy) as rows:
                    found += b"".join(map(bytes, rows))
        return found

    def databases(self) -> tuple[str, ...]:
        return tuple(self._names.values())

    def drop(self, databases: Iterable[str]) -> None:
        gone = set(databases)
        for name in gone:
            if name in self._copies and self._emptied(name):
                self._empty.append(name)
            else:
                self._copies.discard(name)
                self.server.run("DROP DATABASE {} WITH (FORCE)", name)
        self._names = {f: name for f, name in self._names.items() if name not in gone}

    def _emptied(self, name: str) -> bool:
        """Whether a copy is as empty as it was; one whose tables a test has changed is not."""
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        self.server.run(f"{others}'{name}'")
        try:
            if self._shape_of(name) != self._shape:
                return False
            self.server.run(EMPTY, database=name)
        except Error:
            return False
        return True

    def _shape_of(self, name: str) -> object:
        with self.server.connect(name) as connection:
            return connection.execute(SHAPE).fetchone()

    def _create(self, folder: Path, template: str) -> None:
        name = f"test_{next(self._numbers)}"
        self.server.run("CREATE DATABASE {} TEMPLATE {}", name, template)
        self._names[folder] = name


class _InUse:
    """The system that the tests are at, and whether the test that runs asks for it."""

    system: System | None = None
    asked_for = False


def _in_use() -> System | None:
    return _InUse.system if _InUse.asked_for else None


def asked_for(yes: bool) -> None:
    """Whether the test that comes next runs on the system in use, or on what settings say."""
    _InUse.asked_for = yes


def settings_in(folder: Path, **changes: Any) -> Settings:
    """Settings of an application whose data lie in ``folder``, on the system in use."""
    url = address_in(folder)
    named = {} if url is None else {"database_url": url}
    return Settings(data_folder=folder, **named | changes)


def address_in(folder: Path) -> str | None:
    """The address of the folder's database on the system in use; None: the settings' own."""
    system = _in_use()
    return None if system is None else system.url(folder)


@contextmanager
def using(system: System) -> Iterator[None]:
    """Be at ``system`` until the end of the block."""
    before, _InUse.system = _InUse.system, system
    try:
        yield
    finally:
        _InUse.system = before


def prepare(folder: Path) -> None:
    """Put a migrated, empty database with its key into ``folder``, on the system in use."""
    system = _in_use()
    if system is None:
        _migrate(Settings(data_folder=folder))
    else:
        system.prepare(folder)


def refuse_inserts(session: Session, table: str, why: str) -> None:
    """From now on no row goes into ``table``: an ``IntegrityError`` says ``why``."""
    name = f"refuse_{table}"
    if session.get_bind().dialect.name == "sqlite":
        body = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    else:
        session.execute(
            text(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = '23000'; END $$"
            )
        )
        body = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    session.execute(text(f"CREATE TRIGGER {name} BEFORE INSERT ON {table} {body}"))


def allow_inserts(session: Session, table: str) -> None:
    """Take back `refuse_inserts`."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"DROP TRIGGER refuse_{table}"))
    else:
        session.execute(text(f"DROP FUNCTION refuse_{table} CASCADE"))


def _migrate(settings: Settings) -> None:
    database = Database(settings)
    try:
        migrate(database)
    finally:
        database.close()
