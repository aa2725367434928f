"""Tables of the roster: a column for each field of a record, personal data encrypted."""

from __future__ import annotations

import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted
from api.roster.types import Batches, Tuple
from optimizer.problem import Batch, Window


class CanteenRow(Base):
    """A canteen."""

    __tablename__ = "canteens"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    street_town: Mapped[str]
    address: Mapped[str]
    lon: Mapped[float]
    lat: Mapped[float]
    capacity: Mapped[int]
    capacity_by_diet: Mapped[dict[str, int]] = mapped_column(JSON)
    diets: Mapped[tuple[str, ...]] = mapped_column(Tuple)
    loading_seconds: Mapped[int]
    loading_bays: Mapped[int | None]
    batches: Mapped[tuple[Batch, ...]] = mapped_column(Batches)
    weekdays: Mapped[tuple[int, ...]] = mapped_column(Tuple)
    holidays: Mapped[str] = mapped_column(server_default="usual")
    supper_capacity: Mapped[int | None]
    supper_batches: Mapped[tuple[Batch, ...]] = mapped_column(Batches, server_default="[]")


class MealPointRow(Base):
    """A meal point."""

    __tablename__ = "meal_points"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    street_town: Mapped[str]
    address: Mapped[str]
    lon: Mapped[float]
    lat: Mapped[float]
    canteen: Mapped[str | None] = mapped_column(ForeignKey("canteens.id"), index=True)
    meeting: Mapped[int]
    weekdays: Mapped[tuple[int, ...]] = mapped_column(Tuple)


class RiderRow(Base):
    """A rider; ``canteen`` is a canteen or a meal point, so it refers to no single table."""

    __tablename__ = "riders"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Encrypted)
    phone: Mapped[str] = mapped_column(Encrypted)
    canteen: Mapped[str] = mapped_column(index=True)
    boxes: Mapped[int]
    shift: Mapped[Window] = mapped_column(Tuple)
    max_trips: Mapped[int]
    profile: Mapped[str]
    kind: Mapped[str]
    skills: Mapped[tuple[str, ...]] = mapped_column(Tuple)
    may_load_at: Mapped[tuple[str, ...]] = mapped_column(Tuple)
    weekdays: Mapped[tuple[int, ...]] = mapped_column(Tuple)
    supper_shift: Mapped[Window | None] = mapped_column(Tuple)
    hourly_fen: Mapped[int | None]
    weekly_minutes: Mapped[int | None]
    monthly_minutes: Mapped[int | None]


class ResidentRow(Base):
    """A resident; the note on the door tells of the person behind it, so it is encrypted too."""

    __tablename__ = "residents"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Encrypted)
    phone: Mapped[str] = mapped_column(Encrypted)
    street_town: Mapped[str]
    address: Mapped[str]
    door: Mapped[str] = mapped_column(Encrypted)
    floor: Mapped[int]
    lift: Mapped[bool]
    lon: Mapped[float]
    lat: Mapped[float]
    diet: Mapped[str]
    portions: Mapped[int]
    weekdays: Mapped[tuple[int, ...]] = mapped_column(Tuple)
    hold_from: Mapped[datetime.date | None]
    hold_to: Mapped[datetime.date | None]
    tier: Mapped[int]
    category: Mapped[str]
    programme: Mapped[str]
    canteen: Mapped[str | None] = mapped_column(ForeignKey("canteens.id"), index=True)
    window: Mapped[Window | None] = mapped_column(Tuple)
    door_note: Mapped[str] = mapped_column(Encrypted)
    missed_recently: Mapped[int]
    sittings: Mapped[tuple[str, ...]] = mapped_column(Tuple, server_default='["lunch"]')
    mode: Mapped[str] = mapped_column(server_default="delivery")
    meal_point: Mapped[str | None] = mapped_column(ForeignKey("meal_points.id"), index=True)
