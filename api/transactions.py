"""One request, one transaction: what an endpoint asks for when it needs the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from api.db import Database


def database_of(request: Request) -> Database:
    """The database of the application that answers ``request``."""
    database: Database = request.app.state.database
    return database


def _writing(request: Request) -> Iterator[Session]:
    with database_of(request).session() as session:
        yield session


def _reading(request: Request) -> Iterator[Session]:
    with database_of(request).reading() as session:
        yield session


# Scope "function": committed before the first byte of the answer leaves.
Writing = Annotated[Session, Depends(_writing, scope="function")]
Reading = Annotated[Session, Depends(_reading, scope="function")]
