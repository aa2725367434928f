"""Tables of plan versions: how each came about, its orders, whom it misses, and hand-overs."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from api.db import Base, Encrypted
from api.plans.origins import Action
from api.plans.records import HandOverKind, Status
from api.roster.types import Tuple

_PUBLISHED = text(f"status = '{Status.PUBLISHED}'")


def _one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    names = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({names})", name=column)


class PlanVersionRow(Base):
    """A plan with its problem, as compressed documents; at most one a sitting is published."""

    __tablename__ = "plan_versions"
    __table_args__ = (
        UniqueConstraint("date", "sitting", "number"),
        Index(
            "uq_plan_versions_published",
            "date",
            "sitting",
            unique=True,
            sqlite_where=_PUBLISHED,
            postgresql_where=_PUBLISHED,
        ),
        _one_of("status", Status),
        CheckConstraint("(published IS NULL) = (status = 'draft')", name="published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[datetime.date]
    sitting: Mapped[str]
    number: Mapped[int]
    status: Mapped[str]
    created: Mapped[datetime.datetime]
    published: Mapped[datetime.datetime | None]
    problem: Mapped[bytes] = mapped_column(LargeBinary)
    plan: Mapped[bytes] = mapped_column(LargeBinary)
    hand_overs: Mapped[list[PlanHandOverRow]] = relationship(order_by="PlanHandOverRow.visit")
    origin: Mapped[PlanOriginRow] = relationship(foreign_keys="PlanOriginRow.version_id")


class PlanOriginRow(Base):
    """How a version came about, see ``api.plans.origins``; never changed.

    ``by`` and ``why`` are None where nobody said so, as in versions from before this was kept.
    """

    __tablename__ = "plan_origins"
    __table_args__ = (_one_of("action", Action),)

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), primary_key=True)
    parent: Mapped[int | None] = mapped_column(ForeignKey("plan_versions.id"))
    action: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    by: Mapped[str | None] = mapped_column(Encrypted)
    why: Mapped[str | None] = mapped_column(Encrypted)
    day_speed: Mapped[float]


class PlanOrderRow(Base):
    """One resident's meals in a version. The resident may have left the roster since."""

    __tablename__ = "plan_orders"

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    resident: Mapped[str]
    visit: Mapped[str]
    diet: Mapped[str]
    meals: Mapped[int]


class PlanRiderDayRow(Base):
    """What a version plans for one rider, so that hours add up without opening any plan.

    ``kind`` is the rider's on that day, ``loads_at`` the canteens where the trips load; ``begun``
    of the trips were facts already when the version was made; ``starts`` and ``ends`` bound the
    paid day.
    """

    __tablename__ = "plan_rider_days"

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), primary_key=True)
    rider: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    loads_at: Mapped[tuple[str, ...]] = mapped_column(Tuple)
    trips: Mapped[int]
    begun: Mapped[int] = mapped_column(server_default="0")
    stops: Mapped[int]
    starts: Mapped[int]
    ends: Mapped[int]


class PlanMissRow(Base):
    """A resident whose visit a version leaves out, so that nobody needs to open plans to count.

    ``tier`` is the visit's, ``canteens`` those that may cook for it; None: any.
    """

    __tablename__ = "plan_misses"

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), primary_key=True)
    resident: Mapped[str] = mapped_column(primary_key=True, index=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    meals: Mapped[int]
    tier: Mapped[int]
    canteens: Mapped[tuple[str, ...] | None] = mapped_column(Tuple)


class PlanHandOverRow(Base):
    """What happens instead of an unserved visit; ``at`` in seconds after local midnight."""

    __tablename__ = "plan_hand_overs"
    __table_args__ = (_one_of("kind", HandOverKind),)

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_versions.id"), primary_key=True)
    visit: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    who: Mapped[str] = mapped_column(Encrypted)
    at: Mapped[int | None]
