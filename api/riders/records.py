"""What is kept about riders' days besides the roster. Times are seconds after local midnight."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from api.riders.states import AbsenceReason, LoanState
from optimizer.problem import Window

VOLUNTEER = "volunteer"
"""The kind of rider whose minutes go into the time bank."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A rider is away from ``first`` to ``last``, both included.

    ``last`` None: until further notice. ``sitting`` None: all sittings.
    """

    id: int
    rider: str
    first: datetime.date
    last: datetime.date | None
    sitting: str | None
    reason: AbsenceReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A rider works at a sitting, also outside the usual days; ``hours`` None: the usual ones."""

    rider: str
    date: datetime.date
    sitting: str
    hours: Window | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Minutes added to, or taken from, a volunteer's time bank by hand.

    ``by`` and ``why`` are personal data.
    """

    rider: str
    date: datetime.date
    minutes: int
    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One sitting of a rider in a published plan."""

    rider: str
    kind: str
    date: datetime.date
    sitting: str
    trips: int
    stops: int
    paid_seconds: int

    @property
    def minutes(self) -> int:
        """Paid minutes: each sitting counts whole minutes, so that parts of a period add up."""
        return -(-self.paid_seconds // 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan version of a sitting that matters: the published one or the newest."""

    version: int
    number: int
    published: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ridden:
    """What a version plans for a rider: where the trips load, and the paid day.

    ``over``: every trip had begun when the version was made, so whether the rider is there from
    then on does not matter.
    """

    rider: str
    loads_at: tuple[str, ...]
    paid: Window
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanRequest:
    """Canteen ``borrower`` asks ``lender`` for a rider at one sitting.

    ``wanted`` None: any rider. ``hours`` None: as long as the rider offers. ``exclusive``: the
    rider loads at the borrower alone, and the day starts and ends there. ``by`` is personal data.
    """

    date: datetime.date
    sitting: str
    borrower: str
    lender: str
    by: str
    wanted: str | None = None
    hours: Window | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A request with its answer; whose words they are, and ``reason``, is personal data.

    ``rider`` is named by the lender's consent. ``answered_by`` consented or declined.
    """

    id: int
    request: LoanRequest
    state: LoanState
    asked: datetime.datetime
    rider: str | None = None
    answered: datetime.datetime | None = None
    answered_by: str = ""
    withdrawn: datetime.datetime | None = None
    withdrawn_by: str = ""
    reason: str = ""
