"""The column type of personal data."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Engine, LargeBinary
from sqlalchemy.types import TypeDecorator

from api.db.keys import Cipher

_ciphers: WeakKeyDictionary[Dialect, Cipher] = WeakKeyDictionary()


def use_cipher(engine: Engine, cipher: Cipher) -> None:
    """Let the encrypted columns of ``engine`` use ``cipher``; each engine has its own."""
    _ciphers[engine.dialect] = cipher


class Encrypted(TypeDecorator[str]):
    """Text that the database sees only encrypted; it can be neither searched nor sorted there."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _ciphers[dialect].encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else _ciphers[dialect].decrypt(value)
