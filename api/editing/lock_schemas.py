"""The locks that /v1 takes. Trips count from 1, as in schedules."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.editing.inputs import on_the_day
from api.editing.schemas import Count, Id, Ids, Request, SignedRequest
from api.versions.schemas import Moment
from optimizer import locks
from optimizer.problem import Problem


class RiderLock(Request):
    """The visit is carried by this rider, or not at all."""

    kind: Literal["rider"]
    visit: Id
    rider: Id

    def lock(self, problem: Problem) -> locks.Lock:  # noqa: ARG002, as the others
        """As the library takes it."""
        return locks.RiderLock(visit=self.visit, rider=self.rider)


class TripLock(Request):
    """The visit is carried on this trip, or not at all."""

    kind: Literal["trip"]
    visit: Id
    rider: Id
    trip: Count

    def lock(self, problem: Problem) -> locks.Lock:  # noqa: ARG002, as the others
        """As the library takes it."""
        return locks.TripLock(visit=self.visit, rider=self.rider, trip=self.trip - 1)


class SequenceLock(Request):
    """The visits are served directly one after the other in this order."""

    kind: Literal["sequence"]
    visits: Ids

    def lock(self, problem: Problem) -> locks.Lock:  # noqa: ARG002, as the others
        """As the library takes it."""
        return locks.SequenceLock(visits=tuple(self.visits))


class NeverLock(Request):
    """The visits never ride with this rider; without a rider never on one trip."""

    kind: Literal["never"]
    visits: Ids
    rider: Id | None = None

    def lock(self, problem: Problem) -> locks.Lock:  # noqa: ARG002, as the others
        """As the library takes it."""
        return locks.NeverLock(visits=tuple(self.visits), rider=self.rider)


class DayLock(Request):
    """The rider makes these trips and no others."""

    kind: Literal["day"]
    rider: Id
    trips: Annotated[list[Ids], Field(max_length=100)]

    def lock(self, problem: Problem) -> locks.Lock:  # noqa: ARG002, as the others
        """As the library takes it."""
        return locks.DayLock(rider=self.rider, trips=tuple(map(tuple, self.trips)))


class NotBefore(Request):
    """The visit is not served before a moment."""

    kind: Literal["not_before"]
    visit: Id
    moment: Moment

    def lock(self, problem: Problem) -> locks.Lock:
        """As the library takes it."""
        return locks.NotBefore(visit=self.visit, seconds=on_the_day(problem, self.moment))


Lock = Annotated[
    RiderLock | TripLock | SequenceLock | NeverLock | DayLock | NotBefore,
    Field(discriminator="kind"),
]


class LockRequest(SignedRequest):
    """One more lock for the newest plan of a sitting, which keeps it already."""

    lock: Lock


class UnlockRequest(SignedRequest):
    """A lock of the newest plan of a sitting goes."""
