"""Kept answers in the database. All SQL about them is here; nothing is committed here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from api.answers.tables import KeptAnswerRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """The answer to the request whose hash is ``request``."""

    request: str
    status: int
    headers: Mapping[str, str]
    body: str


def find(session: Session, key: str, now: datetime.datetime) -> KeptAnswer | None:
    """What was answered under ``key``, unless it has expired."""
    row = session.get(KeptAnswerRow, key)
    if row is None or row.expires <= now:
        return None
    return KeptAnswer(request=row.request, status=row.status, headers=row.headers, body=row.body)


def add(session: Session, key: str, answer: KeptAnswer, expires: datetime.datetime) -> None:
    """Keep an answer under ``key``, where none is."""
    session.add(
        KeptAnswerRow(
            key=key,
            request=answer.request,
            expires=expires,
            status=answer.status,
            headers=dict(answer.headers),
            body=answer.body,
        )
    )
    session.flush()


def purge(session: Session, now: datetime.datetime) -> None:
    """Delete what has expired."""
    session.execute(delete(KeptAnswerRow).where(KeptAnswerRow.expires <= now))
