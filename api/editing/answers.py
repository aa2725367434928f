"""What /v1 answers to a change of a plan, and to questions about a visit.

Trips and positions count from 1, as in schedules.
"""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, Field

from api.schedules.schemas import BothLanguages, ReasonSchedule, Schema
from api.versions.schemas import PlanChanges, Seconds, VersionSummary


class Verdict(Schema):
    """What the independent check says of the whole plan."""

    broken: list[str]
    """Always empty: a plan that breaks a rule is an error."""
    checked: list[str]
    """Codes of all rules."""


class UnservedAnswer(Schema):
    """A visit that nobody serves."""

    visit: str
    tier: int
    reasons: list[ReasonSchedule]


class ToldAnswer(Schema):
    """What happened with less effect than was asked for."""

    code: str
    params: dict[str, int | str]
    text: BothLanguages


class OutcomeAnswer(Schema):
    """What came of a change: the next version, or what it would be."""

    version: VersionSummary | None
    """Null: nothing was stored."""
    verdict: Verdict
    cost: Seconds
    cost_difference: Seconds
    changes: PlanChanges
    unserved: list[UnservedAnswer]
    released: list[BothLanguages]
    """Locks that nobody can keep any more."""
    told: list[ToldAnswer]
    too_late: list[str]
    """Visits with cancelled meals that are on their way already."""
    retimed: bool
    """Roads or speeds have changed since the version was made: its times are new."""


class LockAnswer(Schema):
    """A lock of a version."""

    number: int
    """Counts the version's locks from 1."""
    text: BothLanguages


class CollisionAnswer(Schema):
    """A lock that no plan can keep while serving its visits."""

    lock: int
    others: list[int]
    """Locks that contradict it, alone or together."""
    code: str
    """The rule that stands in the way."""
    text: BothLanguages
    remedy: BothLanguages


class LockList(Schema):
    """The locks of a version."""

    locks: list[LockAnswer]
    collisions: list[CollisionAnswer]


class LaterAnswer(Schema):
    """A visit that is served later because of it."""

    visit: str
    seconds: int


class FitAnswer(Schema):
    """A place for a visit, with what each component of the cost would be more."""

    rider: str
    trip: int
    new_trip: bool
    """The visit makes a trip of its own there."""
    position: int
    canteen: str
    start: AwareDatetime
    cost: Seconds
    later: list[LaterAnswer]
    edit: dict[str, Any] | None = Field(
        description="The edit that puts it there, to be posted; null: it is there already"
    )


class FitList(Schema):
    """The best places for a visit, the cheapest first."""

    visit: str
    places: list[FitAnswer]


class RemedyAnswer(Schema):
    """Something that was tried and helps; ``amounts`` are its values."""

    kind: str
    amounts: dict[str, Any] = Field(description="What exactly: ids, seconds, meals")
    text: BothLanguages


class WhyAnswer(Schema):
    """Why a visit is not served, and what would help, the least trouble first."""

    visit: str
    tier: int
    reasons: list[ReasonSchedule]
    fits: bool
    """It would fit as it is: nothing need be changed."""
    remedies: list[RemedyAnswer]
    impossible: list[str]
    """Kinds of remedy that are proven not to help, whatever the plan."""
    open: list[str]
    """Kinds of which none was found with the rest of the plan as it is."""
