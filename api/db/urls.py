"""Addresses of databases: what is taken, and how an address is shown without its password."""

from __future__ import annotations

import re

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from api.errors import NotReady

POSTGRESQL = "postgresql+psycopg"
"""The driver behind every spelling of PostgreSQL's addresses."""

_DRIVERS = {
    "postgres": POSTGRESQL,
    "postgresql": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
}


def database_url(address: str) -> URL:
    """The database that ``address`` means: SQLite's file or PostgreSQL with psycopg.

    Raises
    ------
    NotReady
        When it is no address, or one of another system; of the address only what stands before
        the first colon is shown, since a password may follow.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _unusable(address) from error
    if url.drivername not in _DRIVERS:
        raise _unusable(address)
    url = url.set(drivername=_DRIVERS[url.drivername])
    if url.drivername == POSTGRESQL and "@" in f"{url.host}{url.database}":
        raise _unusable(address)  # of the password, the rest of which would be shown
    return url


def place(url: URL) -> str:
    """Where the database is, for people: SQLite's file, or PostgreSQL's host, port and name."""
    if url.get_backend_name() == "sqlite":
        return url.database or ":memory:"
    return f"{server(url)}/{url.database or url.username or ''}"


def server(url: URL) -> str:
    """PostgreSQL's host and port, or the folder of its socket."""
    named = [*(_query(url, "host")), *([url.host] if url.host else [])]
    host = named[0] if named else "localhost"
    port = url.port or next(iter(_query(url, "port")), 5432)
    return f"{host}:{port}"


def user(url: URL) -> str:
    """Who logs in."""
    return url.username or next(iter(_query(url, "user")), "-")


def _query(url: URL, name: str) -> tuple[str, ...]:
    return tuple(url.normalized_query.get(name, ()))


def _unusable(address: str) -> NotReady:
    found = re.match(r"[\w+.-]{0,30}", address)
    return NotReady("database_url_unusable", scheme=found[0] if found else "")
