"""Tables of riders' days: absences, offers, corrections of the time bank, loans."""

from __future__ import annotations

import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.db import Base, Encrypted
from api.riders.states import AbsenceReason, LoanState
from api.roster.types import Tuple
from optimizer.problem import Window

_AGREED = text(f"state = '{LoanState.AGREED}'")


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    names = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({names})", name=column)


class RiderAbsenceRow(Base):
    """A rider is away from ``first_date`` to ``last_date``; None: until further notice."""

    __tablename__ = "rider_absences"
    __table_args__ = (_one_of("reason", AbsenceReason),)

    id: Mapped[int] = mapped_column(primary_key=True)
    rider: Mapped[str] = mapped_column(ForeignKey("riders.id"), index=True)
    first_date: Mapped[datetime.date]
    last_date: Mapped[datetime.date | None]
    sitting: Mapped[str | None]
    reason: Mapped[str]


class RiderOfferRow(Base):
    """A rider works at a sitting with these hours."""

    __tablename__ = "rider_offers"

    date: Mapped[datetime.date] = mapped_column(primary_key=True)
    sitting: Mapped[str] = mapped_column(primary_key=True)
    rider: Mapped[str] = mapped_column(ForeignKey("riders.id"), primary_key=True)
    hours: Mapped[Window | None] = mapped_column(Tuple)


class TimeBankRow(Base):
    """A correction of a volunteer's time bank."""

    __tablename__ = "time_bank_corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    rider: Mapped[str] = mapped_column(ForeignKey("riders.id"), index=True)
    date: Mapped[datetime.date]
    minutes: Mapped[int]
    by: Mapped[str] = mapped_column(Encrypted)
    why: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[datetime.datetime]


class RiderLoanRow(Base):
    """A rider asked for by one canteen of another; at most one agreed loan a rider and sitting.

    Borrower and lender may be meal points too, so they refer to no single table.
    """

    __tablename__ = "rider_loans"
    __table_args__ = (
        Index(
            "uq_rider_loans_agreed",
            "date",
            "sitting",
            "rider",
            unique=True,
            sqlite_where=_AGREED,
            postgresql_where=_AGREED,
        ),
        _one_of("state", LoanState),
        CheckConstraint("state <> 'agreed' OR rider IS NOT NULL", name="named"),
        CheckConstraint("borrower <> lender", name="two_canteens"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date] = mapped_column(index=True)
    sitting: Mapped[str]
    borrower: Mapped[str]
    lender: Mapped[str]
    wanted: Mapped[str | None] = mapped_column(ForeignKey("riders.id"))
    hours: Mapped[Window | None] = mapped_column(Tuple)
    exclusive: Mapped[bool]
    state: Mapped[str]
    asked: Mapped[datetime.datetime]
    asked_by: Mapped[str] = mapped_column(Encrypted)
    rider: Mapped[str | None] = mapped_column(ForeignKey("riders.id"))
    answered: Mapped[datetime.datetime | None]
    answered_by: Mapped[str] = mapped_column(Encrypted)
    withdrawn: Mapped[datetime.datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(Encrypted)
    reason: Mapped[str] = mapped_column(Encrypted)
