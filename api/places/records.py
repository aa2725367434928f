"""Places and the queue as plain records."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from api.places.finder import Found


class Status(StrEnum):
    """Where a queued address stands; ``DROPPED``: nobody needs it any more."""

    OPEN = "open"
    FIXED = "fixed"
    DROPPED = "dropped"


class Why(StrEnum):
    """Why an address waits for somebody."""

    UNKNOWN = "unknown"
    UNSURE = "unsure"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a building is, and from which datum that came; kept, so that nobody asks twice."""

    address: str
    found: Found
    datum: str
    moment: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An address to be fixed by hand; ``people`` are those who wait for it.

    ``closed_by`` is somebody's name: personal data.
    """

    address: str
    reason: Why
    people: int
    opened: datetime.datetime
    candidates: tuple[Found, ...] = ()
    status: Status = Status.OPEN
    closed: datetime.datetime | None = None
    closed_by: str | None = None
