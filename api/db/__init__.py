"""The database: SQLAlchemy, SQLite or beyond, personal data encrypted."""

from __future__ import annotations

from api.db.base import Base, UtcDateTime
from api.db.database import Database
from api.db.encrypted import Encrypted
from api.db.engine import engine_for
from api.db.migrate import migrate, require_ready

__all__ = [
    "Base",
    "Database",
    "Encrypted",
    "UtcDateTime",
    "engine_for",
    "migrate",
    "require_ready",
]
