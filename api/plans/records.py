"""What a stored plan version says about itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from api.orders.records import Order
from api.plans.origins import Origin
from optimizer.plan import Plan
from optimizer.problem import Problem


class Status(StrEnum):
    """A version is a draft until it is published; a newer published one supersedes it."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class HandOverKind(StrEnum):
    """What happens instead of a delivery."""

    VOLUNTEER = "volunteer"
    NEIGHBOUR = "neighbour"
    PICK_UP = "pick_up"
    OTHER_CANTEEN = "other_canteen"
    CALL = "call"
    ACKNOWLEDGED = "acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Who takes care of an unserved visit, and when. ``who`` is personal data."""

    visit: str
    kind: HandOverKind
    who: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A version without its content, so that a list opens no plan."""

    id: int
    date: datetime.date
    sitting: str
    number: int
    status: Status
    created: datetime.datetime
    published: datetime.datetime | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A plan version of one date and sitting; numbers count from 1."""

    id: int
    number: int
    status: Status
    created: datetime.datetime
    published: datetime.datetime | None
    problem: Problem
    plan: Plan
    orders: tuple[Order, ...]
    hand_overs: tuple[HandOver, ...]
    origin: Origin = field(default_factory=Origin)

    @property
    def heading(self) -> Heading:
        """What a list says about it."""
        return Heading(
            id=self.id,
            date=self.problem.date,
            sitting=self.problem.sitting,
            number=self.number,
            status=self.status,
            created=self.created,
            published=self.published,
            origin=self.origin,
        )
