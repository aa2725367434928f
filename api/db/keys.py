"""The key of the encrypted columns, in a file beside the database."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from api.db.errors import KeyMissing, KeyUnreadable, KeyWrong

KEY_BYTES = 32
NONCE_BYTES = 12
FORMAT = b"\x01"
"""First byte of every encrypted value, so that another scheme can follow one day."""


class Cipher:
    """AES-256-GCM with the key of ``path``, which is read on first use.

    Raises
    ------
    KeyMissing, KeyUnreadable
        On first use.
    KeyWrong
        When a value was encrypted with another key, or altered.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._aead: AESGCM | None = None

    def encrypt(self, plain: str) -> bytes:
        """Encrypted UTF-8; equal texts give different bytes."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + nonce + self._opened().encrypt(nonce, plain.encode(), FORMAT)

    def decrypt(self, secret: bytes) -> str:
        """The text behind ``secret``."""
        nonce, sealed = secret[1 : 1 + NONCE_BYTES], secret[1 + NONCE_BYTES :]
        try:
            return self._opened().decrypt(nonce, sealed, secret[:1]).decode()
        except (InvalidTag, ValueError) as error:
            raise KeyWrong(self.path) from error

    def _opened(self) -> AESGCM:
        if self._aead is None:
            self._aead = AESGCM(read_key(self.path))
        return self._aead


def read_key(path: Path) -> bytes:
    """The key in ``path``."""
    try:
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError as error:
        raise KeyMissing(path) from error
    except binascii.Error as error:
        raise KeyUnreadable(path) from error
    if len(key) != KEY_BYTES:
        raise KeyUnreadable(path)
    return key


def make_key(path: Path) -> None:
    """Create the key file, readable by its owner only, whole or not at all.

    A key that is already there stays: whoever comes second uses the first one's.
    """
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        draft.unlink()
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have the file's name on disk before anything is encrypted with the key."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
