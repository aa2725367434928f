"""Many rows at once, inserted or replaced by their primary key, on either database system."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.db.base import Base

_INSERT: Mapping[str, Callable[[Table], Any]] = {
    "postgresql": postgresql.insert,
    "sqlite": sqlite.insert,
}


def upsert(session: Session, mapped: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows`` into the table of ``mapped``, or replace those that are there.

    One statement for all rows, past the session's objects: what of them the session has loaded
    before is loaded again. Every row names the same columns.
    """
    if not rows:
        return
    session.flush()
    table = inspect(mapped).local_table
    assert isinstance(table, Table)  # noqa: S101, no row of ours lives in a join
    statement = _INSERT[session.get_bind().dialect.name](table)
    key = [column.name for column in table.primary_key]
    rest = {name: statement.excluded[name] for name in rows[0] if name not in key}
    session.execute(
        statement.on_conflict_do_update(index_elements=key, set_=rest)
        if rest
        else statement.on_conflict_do_nothing(index_elements=key),
        list(rows),
    )
    session.expire_all()
