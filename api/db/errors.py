"""Trouble with the key of the encrypted columns; a part of the tree in ``api.errors``."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from sqlalchemy.exc import DontWrapMixin

from api.errors import ApplicationError


class KeyTrouble(ApplicationError, DontWrapMixin):
    """Personal data cannot be read or written with the key at ``path``."""

    status = 500
    key: ClassVar[str]

    def __init__(self, path: Path) -> None:
        super().__init__(self.key, path=str(path))


class KeyMissing(KeyTrouble):
    """The database holds encrypted data, but there is no key file."""

    key = "key_missing"


class KeyUnreadable(KeyTrouble):
    """The key file holds no key."""

    key = "key_unreadable"


class KeyWrong(KeyTrouble):
    """The key belongs to another database, or the data was altered."""

    key = "key_wrong"
