"""Uploads in the database: all its SQL."""

from __future__ import annotations

import base64
import datetime
from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.roster.sources.file import SourceFile
from api.uploads.records import Upload
from api.uploads.tables import UploadRow


def add(session: Session, upload: Upload) -> None:
    """Keep ``upload``, encrypted."""
    session.add_all(
        UploadRow(
            token=upload.token,
            position=position,
            expires=upload.expires,
            sheet=upload.sheet,
            name=file.name,
            content=base64.b64encode(file.content).decode("ascii"),
        )
        for position, file in enumerate(upload.files)
    )
    session.flush()


def find(session: Session, token: str, now: datetime.datetime) -> Upload | None:
    """The upload with this token, unless it has expired."""
    rows = session.scalars(
        select(UploadRow)
        .where(UploadRow.token == token, UploadRow.expires > now)
        .order_by(UploadRow.position)
    ).all()
    return _upload(rows) if rows else None


def purge(session: Session, now: datetime.datetime) -> None:
    """Delete whatever has expired."""
    session.execute(delete(UploadRow).where(UploadRow.expires <= now))


def remove(session: Session, token: str) -> None:
    """Delete an upload."""
    session.execute(delete(UploadRow).where(UploadRow.token == token))


def _upload(rows: Sequence[UploadRow]) -> Upload:
    return Upload(
        token=rows[0].token,
        expires=rows[0].expires,
        sheet=rows[0].sheet,
        files=tuple(
            SourceFile(name=row.name, place=row.name, content=base64.b64decode(row.content))
            for row in rows
        ),
    )
