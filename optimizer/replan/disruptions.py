"""What happens on a day that was planned already. Times are seconds after local midnight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from optimizer.problem import Visit
from optimizer.texts import Text, text


class Meals(StrEnum):
    """What becomes of the meals on a vehicle that cannot go on."""

    HAND_OVER = "hand_over"
    """Another rider takes them over at the meeting point."""
    LOST = "lost"
    """They are cooked again, as far as the canteens can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderAbsent:
    """The rider makes no trip that has not departed yet. Who is on the way has a breakdown."""

    rider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderLate:
    """The rider does nothing before ``until``: neither the first trip nor the next stop."""

    rider: str
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The rider's vehicle stops with meals on board, and stays out for the day.

    ``meeting_point`` is a location's id; None: the place of the last stop served, or the canteen
    before the first.
    """

    rider: str
    meals: Meals = Meals.HAND_OVER
    meeting_point: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenDown:
    """The canteen cooks and loads nothing more; visits that named no other may go to any."""

    canteen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenShort:
    """The canteen has only so many meals for the whole sitting, in total or of one diet."""

    canteen: str
    capacity: int
    diet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LateOrder:
    """A visit that is new, or has changed: one with a known id takes its place.

    Its location must be one of the problem's.
    """

    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """The visit is not wanted any more. What is on the way already stays a fact."""

    visit: str


Disruption = (
    RiderAbsent | RiderLate | Breakdown | CanteenDown | CanteenShort | LateOrder | Cancellation
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What change costs while planning again, in seconds of cost.

    ``moved`` per visit that another rider carries than before, ``rider`` per rider whose round is
    not the one they hold in their hands, ``order`` per visit that its rider reaches from another
    place than before.
    """

    moved: int = 300
    rider: int = 3_600
    order: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A disruption that changed less than it asked for, and why: ``code`` names a text."""

    code: str
    params: Mapping[str, int | str] = field(default_factory=dict)


def describe(told: Told) -> Text:
    """The sentence for people."""
    return text(told.code, **told.params)
