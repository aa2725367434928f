"""What /v1 says about plan versions. Who made one, and why, is personal data and not among it.

Trips are numbered from 1 within a rider's day, as in schedules.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from api.plans.origins import Action
from api.plans.records import HandOverKind, Status
from api.schedules.schemas import (
    CanteenPlace,
    HandOverSchedule,
    KitchenSchedule,
    NoticeSchedule,
    RiderSchedule,
    Schema,
    UnservedVisit,
)
from optimizer.replan.changes import How


def _moment(value: object) -> datetime.datetime:
    """A moment as ISO 8601 with its zone; pydantic takes numbers besides."""
    try:
        if isinstance(value, str) and "T" in value.upper():
            return datetime.datetime.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("moment", "not a moment like 2026-03-02T11:30:00+08:00")


Words = Annotated[str, StringConstraints(pattern=r"\S", max_length=400)]
Reason = Annotated[str, StringConstraints(max_length=400)]
Moment = Annotated[AwareDatetime, BeforeValidator(_moment)]
Seconds = Annotated[
    dict[str, int], Field(description="Seconds by component, with their total", examples=[{}])
]


class VersionSummary(Schema):
    """A version without its content."""

    id: int
    date: datetime.date
    sitting: str
    number: int
    """Counts the plans of this date and sitting from 1."""
    status: Status
    action: Action
    """What made it."""
    details: dict[str, Any]
    """What exactly was done: ids, codes and numbers."""
    parent: int | None
    """Id of the version that it was made from; null: from the roster."""
    created: AwareDatetime
    published: AwareDatetime | None


class VersionList(Schema):
    """All versions of a sitting, by number."""

    versions: list[VersionSummary]


class UnservedPlanned(UnservedVisit):
    """A visit without delivery; publishing needs a hand-over for each."""

    hand_over: HandOverSchedule | None


class PlanVersion(Schema):
    """A version with its plan."""

    version: VersionSummary
    now: AwareDatetime | None
    """Until then the day has happened already: trips that had begun cannot change."""
    undo: int | None
    """Id of the version that an undo would bring back; null: nothing to undo."""
    redo: int | None
    cost: Seconds
    kpis: dict[str, int | float]
    canteens: list[CanteenPlace]
    riders: list[RiderSchedule]
    unserved: list[UnservedPlanned]
    kitchens: list[KitchenSchedule]
    notices: list[NoticeSchedule]


class StopPlace(Schema):
    """Where a plan serves a visit."""

    rider: str
    trip: int
    canteen: str
    behind: str | None
    """The visit served before it on the trip; null: it is the first."""
    start: AwareDatetime


class ChangedStop(Schema):
    """How one visit fares in the new plan; a place is null where nobody serves it."""

    visit: str
    how: How
    before: StopPlace | None
    after: StopPlace | None
    later_seconds: int


class ChangedSheet(Schema):
    """A trip's sheet to print again; withdrawn: the rider must give the old one back."""

    rider: str
    trip: int
    withdrawn: bool


class PlanChanges(Schema):
    """Exactly what differs from the version before."""

    stops: list[ChangedStop]
    sheets: list[ChangedSheet]
    riders: list[str]
    """Whose sheets these are."""
    kitchens: list[str]
    """Canteens whose packing lists differ."""


class VersionState(Schema):
    """A version, and the visits of which nobody has taken care yet."""

    version: VersionSummary
    open: list[str]


class ChangedVersion(VersionState):
    """A new version, and how it differs from the one before."""

    cost: Seconds
    cost_difference: Seconds
    changes: PlanChanges


class Undoing(Schema):
    """Who takes something back, and why; the reason may stay empty."""

    by: Words
    why: Reason = ""


class HandOverRequest(Schema):
    """What happens instead of a delivery; an acknowledgement needs neither name nor time."""

    visit: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    kind: HandOverKind
    who: Reason = ""
    """A name: encrypted, and never given out."""
    at: Moment | None = None
    """On the plan's date."""


class Publication(Schema):
    """Further hand-overs to record while publishing."""

    hand_overs: list[HandOverRequest] = Field(default_factory=list, max_length=10_000)
