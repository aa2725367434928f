"""The database of the settings, ready to use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.db import Database
    from api.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database with the newest tables; its connections are closed at the end.

    Raises
    ------
    NotReady, KeyTrouble
        When it cannot be used.
    """
    database = _ready(settings)
    try:
        yield database
    finally:
        database.close()


def _ready(settings: Settings) -> Database:
    from sqlalchemy.exc import ArgumentError, OperationalError

    from api.db import Database, migrate
    from api.errors import NotReady

    try:
        database = Database(settings)
        migrate(database)
    except (ArgumentError, OperationalError) as error:
        raise NotReady("database_unreachable", error=type(error).__name__) from error
    return database
