"""Tables of eligible people and of what was decided about them."""

from __future__ import annotations

import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted
from api.outreach.records import Decision

_DECISIONS = ", ".join(f"'{decision}'" for decision in Decision)


class EligiblePersonRow(Base):
    """Somebody whom a list of eligible people has named; nobody is ever deleted here.

    The code is encrypted like the rest: who is meant again is found after decryption.
    """

    __tablename__ = "eligible_people"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(Encrypted)
    name: Mapped[str] = mapped_column(Encrypted)
    phone: Mapped[str] = mapped_column(Encrypted)
    street_town: Mapped[str]
    address: Mapped[str]
    door: Mapped[str] = mapped_column(Encrypted)
    category: Mapped[str]
    listed: Mapped[bool]
    first_seen: Mapped[datetime.datetime]
    last_seen: Mapped[datetime.datetime]


class EligibleDecisionRow(Base):
    """One decision by a named person; later ones do not erase it."""

    __tablename__ = "eligible_decisions"
    __table_args__ = (CheckConstraint(f"decision IN ({_DECISIONS})", name="decision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("eligible_people.id"), index=True)
    decision: Mapped[str]
    by: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[datetime.datetime]
    note: Mapped[str] = mapped_column(Encrypted)
    resident: Mapped[str | None]
