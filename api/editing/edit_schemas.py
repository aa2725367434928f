"""The edits that /v1 takes. Trips and positions count from 1, as in schedules."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.editing.counting import from_zero
from api.editing.schemas import Count, Id, Ids, Request, SignedRequest
from optimizer import edits


class Move(Request):
    """The visit goes to another place; without a position to where it costs least."""

    kind: Literal["move"]
    visit: Id
    rider: Id
    trip: Count
    position: Count | None = None

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.Move(
            visit=self.visit,
            rider=self.rider,
            trip=self.trip - 1,
            position=from_zero(self.position),
        )


class Swap(Request):
    """Two visits take each other's places."""

    kind: Literal["swap"]
    one: Id
    other: Id

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.Swap(one=self.one, other=self.other)


class Remove(Request):
    """Nobody delivers the visit any more; somebody must take it over."""

    kind: Literal["remove"]
    visit: Id

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.Remove(visit=self.visit)


class Add(Request):
    """An unserved visit gets a place; what is left out is chosen where it costs least."""

    kind: Literal["add"]
    visit: Id
    rider: Id | None = None
    trip: Count | None = None
    position: Count | None = None

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.Add(
            visit=self.visit,
            rider=self.rider,
            trip=from_zero(self.trip),
            position=from_zero(self.position),
        )


class Reorder(Request):
    """The trip serves exactly its visits in this order."""

    kind: Literal["reorder"]
    rider: Id
    trip: Count
    visits: Ids

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.Reorder(rider=self.rider, trip=self.trip - 1, visits=tuple(self.visits))


class NewTrip(Request):
    """The visits make a trip of their own, number ``trip`` of the rider's day or the last."""

    kind: Literal["new_trip"]
    rider: Id
    visits: Ids
    trip: Count | None = None
    canteen: Id | None = None

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.NewTrip(
            rider=self.rider,
            visits=tuple(self.visits),
            trip=from_zero(self.trip),
            canteen=self.canteen,
        )


class OtherRider(Request):
    """A whole trip goes to another rider, as number ``at`` of that day or the last."""

    kind: Literal["other_rider"]
    rider: Id
    trip: Count
    to: Id
    at: Count | None = None

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.OtherRider(
            rider=self.rider, trip=self.trip - 1, to=self.to, at=from_zero(self.at)
        )


class OtherCanteen(Request):
    """The trip loads at another canteen."""

    kind: Literal["other_canteen"]
    rider: Id
    trip: Count
    canteen: Id

    def edit(self) -> edits.Edit:
        """As the library takes it."""
        return edits.OtherCanteen(rider=self.rider, trip=self.trip - 1, canteen=self.canteen)


Edit = Annotated[
    Move | Swap | Remove | Add | Reorder | NewTrip | OtherRider | OtherCanteen,
    Field(discriminator="kind"),
]


class EditRequest(SignedRequest):
    """One edit of the newest plan of a sitting."""

    edit: Edit
