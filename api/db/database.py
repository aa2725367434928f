"""The database as the application sees it: transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.db.encrypted import use_cipher
from api.db.engine import engine_for, reading
from api.db.keys import Cipher
from api.db.unreachable import is_wrong_statement, unreachable
from api.settings import Settings


class Database:
    """One database with its key; ``close`` it at the end.

    Raises
    ------
    NotReady
        When the settings name no database that can be used.
    """

    def __init__(self, settings: Settings) -> None:
        self.engine = engine_for(settings.database_url)
        self.cipher = Cipher(settings.key_file)
        use_cipher(self.engine, self.cipher)
        self._reader = reading(self.engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """One transaction: committed on success, rolled back on any error.

        Raises
        ------
        NotReady
            When the database does not answer, or other writers take too long.
        """
        with self._answering(), Session(self.engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view of the data that waits for no writer; nothing is written.

        Raises
        ------
        NotReady
            When the database does not answer.
        """
        with self._answering(), Session(self._reader) as session:
            yield session

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        try:
            yield
        except OperationalError as error:
            if is_wrong_statement(error):
                raise
            raise unreachable(error, self.engine.url) from error
