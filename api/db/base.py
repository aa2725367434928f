"""The declarative base of all tables, and the column types they share."""

from __future__ import annotations

import datetime
from typing import ClassVar

from sqlalchemy import DateTime, Dialect, MetaData
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that migrations can change it on any database."""


class UtcDateTime(TypeDecorator[datetime.datetime]):
    """A moment: any time zone in, UTC out, also where the database knows no zones.

    Raises
    ------
    ValueError
        When a naive datetime is about to be stored: a programming error.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        """To UTC; SQLite gets it without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: give it a time zone")
        utc = value.astimezone(datetime.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(
        self,
        value: datetime.datetime | None,
        dialect: Dialect,  # noqa: ARG002, part of the interface
    ) -> datetime.datetime | None:
        """From the database, always aware."""
        if value is None:
            return None
        naive = value.tzinfo is None
        return value.replace(tzinfo=datetime.UTC) if naive else value.astimezone(datetime.UTC)


class Base(DeclarativeBase):
    """Base of all tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar = {datetime.datetime: UtcDateTime}
