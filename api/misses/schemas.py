"""What /v1 says about people without delivery; ids only."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import Field

from api.schedules.schemas import Schema

Instead = Annotated[
    dict[str, int],
    Field(
        description="Meals by the kind of hand-over, “open” where nobody took over; they add up",
        examples=[{"volunteer": 1}],
    ),
]


class MissedPerson(Schema):
    """How one resident fared in published plans."""

    resident: str
    tier: int
    canteens: list[str] | None
    """Who may cook; null: any canteen."""
    sittings: int
    meals: int
    last: datetime.date
    instead: Instead


class MissedGroup(Schema):
    """The people of one tier for whom the same canteens may cook."""

    canteens: list[str] | None
    tier: int
    people: int
    times: int
    """Sittings missed, added up over the people."""
    meals: int
    instead: Instead


class OpenMiss(Schema):
    """Somebody whom a newest draft leaves out, and of whom nobody has taken care yet."""

    date: datetime.date
    sitting: str
    resident: str
    visit: str
    meals: int
    tier: int


class MissesReport(Schema):
    """Who was missed in a period, whoever was missed most first."""

    first: datetime.date
    last: datetime.date
    people: list[MissedPerson]
    groups: list[MissedGroup]
    open: list[OpenMiss]
