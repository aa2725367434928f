"""Keeping files between preview and import: encrypted, and not for long."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable

from sqlalchemy.orm import Session

from api.errors import NotFound
from api.roster.sources.file import SourceFile
from api.uploads import repository
from api.uploads.records import Upload

KEPT = datetime.timedelta(hours=1)
"""Time to read a preview and decide."""

TOKEN_BYTES = 24


def keep(
    session: Session, files: Iterable[SourceFile], sheet: str | None, now: datetime.datetime
) -> Upload:
    """Keep ``files`` until they expire; what has expired by now is deleted."""
    repository.purge(session, now)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    upload = Upload(token=token, expires=now + KEPT, sheet=sheet, files=tuple(files))
    repository.add(session, upload)
    return upload


def find(session: Session, token: str, now: datetime.datetime) -> Upload:
    """The upload that was kept under ``token``.

    Raises
    ------
    NotFound
        When there is none, or no longer.
    """
    upload = repository.find(session, token, now)
    if upload is None:
        raise NotFound("upload_not_found")
    return upload


def discard(session: Session, token: str) -> None:
    """Delete an upload before it expires."""
    repository.remove(session, token)


def purge(session: Session, now: datetime.datetime) -> None:
    """Delete whatever has expired."""
    repository.purge(session, now)
