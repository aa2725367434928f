"""Tables of what changes orders beside the roster; no import ever touches them.

Rows are kept when they no longer count, with who ended them: the settlement may ask. Reasons tell
of illness, so they are encrypted like names.
"""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted


class OneOffRow(Base):
    """Further meals, or a cancellation, of one resident, date and sitting."""

    __tablename__ = "one_off_orders"
    __table_args__ = (
        CheckConstraint("kind IN ('add', 'cancel')", name="kind"),
        CheckConstraint("(kind = 'add') = (meals > 0)", name="meals"),
        Index("ix_one_off_orders_date_sitting", "date", "sitting"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resident: Mapped[str] = mapped_column(ForeignKey("residents.id"), index=True)
    date: Mapped[datetime.date]
    sitting: Mapped[str]
    kind: Mapped[str]
    meals: Mapped[int]
    diet: Mapped[str | None]
    reason: Mapped[str] = mapped_column(Encrypted)
    by: Mapped[str] = mapped_column(Encrypted)
    late: Mapped[bool]
    at: Mapped[datetime.datetime]
    taken_back_at: Mapped[datetime.datetime | None]
    taken_back_by: Mapped[str] = mapped_column(Encrypted)
    taken_back_reason: Mapped[str] = mapped_column(Encrypted)


class HoldRow(Base):
    """A hold that the office set, or a hold of the roster that it ended early."""

    __tablename__ = "order_holds"
    __table_args__ = (CheckConstraint("source IN ('office', 'roster')", name="source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    resident: Mapped[str] = mapped_column(ForeignKey("residents.id"), index=True)
    source: Mapped[str]
    hold_from: Mapped[datetime.date | None]
    hold_to: Mapped[datetime.date | None]
    reason: Mapped[str] = mapped_column(Encrypted)
    by: Mapped[str] = mapped_column(Encrypted)
    late: Mapped[bool]
    at: Mapped[datetime.datetime]
    lifted_from: Mapped[datetime.date | None]
    lifted_reason: Mapped[str] = mapped_column(Encrypted)
    lifted_by: Mapped[str] = mapped_column(Encrypted)
    lifted_late: Mapped[bool]
    lifted_at: Mapped[datetime.datetime | None]
