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
    from api.db import Database, migrate

    database = Database(settings)
    try:
        migrate(database)
        yield database
    finally:
        database.close()
