"""An upload as a plain record."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from api.roster.sources.file import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """Files that somebody wants to import, known by an unguessable ``token`` until it expires."""

    token: str
    expires: datetime.datetime
    sheet: str | None
    files: tuple[SourceFile, ...]
