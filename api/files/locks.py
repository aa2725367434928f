"""Pins in problem.json, told apart by their ``kind``."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from api.files.entry import Entry, Listed, Texts, Whole
from optimizer import locks


class RiderLockEntry(Entry):
    """The visit is carried by this rider, or not at all."""

    record_type: ClassVar[type[Any]] = locks.RiderLock
    kind: Literal["rider"]
    visit: str
    rider: str


class TripLockEntry(Entry):
    """The visit is carried on this trip of the rider (0 is the first), or not at all."""

    record_type: ClassVar[type[Any]] = locks.TripLock
    kind: Literal["trip"]
    visit: str
    rider: str
    trip: Whole


class SequenceLockEntry(Entry):
    """The visits that are served ride on one trip, directly one after the other."""

    record_type: ClassVar[type[Any]] = locks.SequenceLock
    kind: Literal["sequence"]
    visits: Texts


class NeverLockEntry(Entry):
    """The visits never ride with this rider; without a rider: no two of them on one trip."""

    record_type: ClassVar[type[Any]] = locks.NeverLock
    kind: Literal["never"]
    visits: Texts
    rider: str | None = None


class DayLockEntry(Entry):
    """The rider's day has exactly these trips, each with these visits in this order."""

    record_type: ClassVar[type[Any]] = locks.DayLock
    kind: Literal["day"]
    rider: str
    trips: Annotated[tuple[Texts, ...], Listed]


class NotBeforeEntry(Entry):
    """Service of the visit starts no earlier than ``seconds`` after midnight."""

    record_type: ClassVar[type[Any]] = locks.NotBefore
    kind: Literal["not_before"]
    visit: str
    seconds: Whole


LockEntry = Annotated[
    RiderLockEntry
    | TripLockEntry
    | SequenceLockEntry
    | NeverLockEntry
    | DayLockEntry
    | NotBeforeEntry,
    Field(discriminator="kind"),
]

KINDS: dict[type[Any], str] = {
    locks.RiderLock: "rider",
    locks.TripLock: "trip",
    locks.SequenceLock: "sequence",
    locks.NeverLock: "never",
    locks.DayLock: "day",
    locks.NotBefore: "not_before",
}
"""The ``kind`` of each lock of the planning library."""
