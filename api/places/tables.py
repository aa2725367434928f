"""Tables of places: the cache by building, and the queue."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Dialect
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from api.db import Base, Encrypted
from api.places.finder import Found, Level
from optimizer.travel.datum import Wgs84


class Candidates(TypeDecorator[tuple[Found, ...]]):
    """Candidate places, kept as a JSON list of objects."""

    impl = JSON
    cache_ok = True

    def process_bind_param(
        self,
        value: tuple[Found, ...] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        """Plain objects."""
        return [
            {
                "lon": one.point.lon,
                "lat": one.point.lat,
                "level": one.level.value,
                "confidence": one.confidence,
                "source": one.source,
            }
            for one in value or ()
        ]

    def process_result_value(
        self,
        value: list[dict[str, Any]] | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> tuple[Found, ...]:
        """Places again."""
        return tuple(
            Found(
                point=Wgs84(one["lon"], one["lat"]),
                level=Level(one["level"]),
                confidence=one["confidence"],
                source=one["source"],
            )
            for one in value or ()
        )


class PlaceRow(Base):
    """The place of a building, WGS-84; ``datum`` is what it was converted from."""

    __tablename__ = "places"
    __table_args__ = (
        CheckConstraint("datum IN ('wgs84', 'gcj02', 'bd09')", name="datum"),
        CheckConstraint("level IN ('building', 'lane', 'road', 'area')", name="level"),
        CheckConstraint("confidence BETWEEN 0 AND 1", name="confidence"),
    )

    address: Mapped[str] = mapped_column(primary_key=True)
    lon: Mapped[float]
    lat: Mapped[float]
    datum: Mapped[str]
    level: Mapped[str]
    confidence: Mapped[float]
    source: Mapped[str]
    found: Mapped[datetime.datetime]


class QueuedRow(Base):
    """An address that waits, or waited, for somebody to place it."""

    __tablename__ = "place_queue"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'fixed', 'dropped')", name="status"),
        CheckConstraint("(closed IS NULL) = (status = 'open')", name="closed"),
    )

    address: Mapped[str] = mapped_column(primary_key=True)
    status: Mapped[str]
    reason: Mapped[str]
    people: Mapped[int]
    candidates: Mapped[tuple[Found, ...]] = mapped_column(Candidates)
    opened: Mapped[datetime.datetime]
    closed: Mapped[datetime.datetime | None]
    closed_by: Mapped[str | None] = mapped_column(Encrypted)
