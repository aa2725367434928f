"""Why a database does not answer, in words that say what to do, and without any password."""

from __future__ import annotations

import re
from sqlite3 import SQLITE_ERROR

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from api.db.urls import place, server, user
from api.errors import NotReady

# libpq hands on no codes for what went wrong before there is a connection, only messages, and a
# server may write them in its own language.
_LOGIN = re.compile(r"password|authentication|pg_hba|role .* does not exist|口令|密码|认证|角色")
_ABSENT = re.compile(r"database .* does not exist|数据库.*不存在")

FORBIDDEN = "42501"
"""SQLSTATE of a login that may not do something."""


def unreachable(error: SQLAlchemyError, url: URL) -> NotReady:
    """The trouble behind ``error`` with the database at ``url``."""
    if url.get_backend_name() == "postgresql" and isinstance(error, DBAPIError):
        return NotReady(
            _key(error),
            place=place(url),
            server=server(url),
            user=user(url),
            name=url.database or user(url),
            error=type(error.orig).__name__,
        )
    return NotReady("database_unreachable", place=place(url), error=type(error).__name__)


def is_wrong_statement(error: OperationalError) -> bool:
    """Whether a bug of ours is behind ``error``: SQLite calls that operational too."""
    return getattr(error.orig, "sqlite_errorcode", None) == SQLITE_ERROR


def _key(error: DBAPIError) -> str:
    """Which text describes what psycopg says."""
    said = str(error.orig)
    if (state := getattr(error.orig, "sqlstate", None)) is not None:
        return "database_forbidden" if state == FORBIDDEN else "database_broken"
    if _ABSENT.search(said):
        return "database_absent"
    return "database_login" if _LOGIN.search(said) else "database_server"
