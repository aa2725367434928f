"""Tables of the days that somebody wrote into the calendars."""

from __future__ import annotations

import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted


class OwnDayRow(Base):
    """A canteen's own closing or opening; ``sitting`` "": all sittings."""

    __tablename__ = "own_days"

    canteen: Mapped[str] = mapped_column(ForeignKey("canteens.id"), primary_key=True)
    date: Mapped[datetime.date] = mapped_column(primary_key=True, index=True)
    sitting: Mapped[str] = mapped_column(primary_key=True)
    open: Mapped[bool]
    reason: Mapped[str]
    by: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[datetime.datetime]


class MarkedDayRow(Base):
    """A national holiday or make-up day that somebody entered."""

    __tablename__ = "marked_days"

    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    working: Mapped[bool]
    name: Mapped[str]
    by: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[datetime.datetime]
