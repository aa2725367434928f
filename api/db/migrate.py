"""Bring a database to the present tables, from Python and without ``alembic.ini``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from api.db.database import Database
from api.db.postgresql import compare_by_code_point, require_utf8
from api.db.proof import prove, proven
from api.db.unreachable import unreachable
from api.errors import NotReady

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to ``revision`` and make sure of the key, in one transaction.

    Raises
    ------
    NotReady
        When the database does not answer, or belongs to a later release.
    KeyTrouble
        When the key file does not fit the database; the database stays as it was.
    """
    with _answering(database), database.engine.begin() as connection:
        require_utf8(connection)
        _require_known(_revisions(connection))
        command.upgrade(config(connection), revision)
        compare_by_code_point(connection)
        with Session(connection, join_transaction_mode="rollback_only") as session:
            prove(session, database.cipher)


def require_ready(database: Database) -> None:
    """Raise unless the database answers, is at the newest revision, and its key fits.

    Raises
    ------
    NotReady, KeyTrouble
        What is missing.
    """
    with _answering(database), database.reading() as session:
        found = _revisions(session.connection())
        wanted = heads()
        if set(found) != set(wanted) or not proven(session):
            raise NotReady("not_migrated", found=", ".join(found) or "-", wanted=", ".join(wanted))


@contextmanager
def _answering(database: Database) -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise unreachable(error, database.engine.url) from error


def _revisions(connection: Connection) -> tuple[str, ...]:
    return MigrationContext.configure(connection).get_current_heads()


def _require_known(found: tuple[str, ...]) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if unknown := [revision for revision in found if revision not in known]:
        raise NotReady("newer_database", found=", ".join(unknown), known=max(known))


def heads() -> tuple[str, ...]:
    """The newest revision."""
    return tuple(_scripts().get_heads())


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration; its environment uses ``connection`` as it is."""
    alembic = Config()
    alembic.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    alembic.attributes["connection"] = connection
    return alembic
