"""What a person may do to a plan, one thing at a time.

Trips are numbered from 0 in the rider's day, frozen ones counted; positions from 0 on the trip.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The visit goes from its trip to another place; ``position`` None: where it costs least."""

    visit: str
    rider: str
    trip: int
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two visits take each other's places."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Nobody delivers the visit any more: it becomes unserved, and somebody must take it over."""

    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Add:
    """An unserved visit gets a place.

    ``rider`` None: wherever it costs least; ``trip`` None: on any of the rider's trips, or a new
    one; ``position`` None: anywhere on the trip.
    """

    visit: str
    rider: str | None = None
    trip: int | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorder:
    """The trip serves its visits in this order: exactly those that it has."""

    rider: str
    trip: int
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTrip:
    """The visits, wherever they are now, make a trip of their own, the rider's number ``trip``.

    ``trip`` None: the rider's last. ``canteen`` None: where most of them were loaded, or the
    rider's home.
    """

    rider: str
    visits: tuple[str, ...]
    trip: int | None = None
    canteen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRider:
    """A whole trip goes to another rider, as number ``at`` of that day; None: as the last."""

    rider: str
    trip: int
    to: str
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCanteen:
    """The trip loads at another canteen."""

    rider: str
    trip: int
    canteen: str


Edit = Move | Swap | Remove | Add | Reorder | NewTrip | OtherRider | OtherCanteen
