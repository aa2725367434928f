"""The roster as plain records: what a workbook says and what the database keeps.

Times of day are seconds after local midnight; coordinates are WGS-84 degrees.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizer.problem import Batch, Window

DIETS = ("regular", "diabetic", "low_salt", "soft", "halal")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenRecord:
    """A senior canteen."""

    id: str
    name: str
    street_town: str
    address: str
    lon: float
    lat: float
    capacity: int
    capacity_by_diet: Mapping[str, int] = field(default_factory=dict)
    diets: tuple[str, ...] = DIETS
    loading_seconds: int = 300
    loading_bays: int | None = None
    batches: tuple[Batch, ...] = ()
    weekdays: tuple[int, ...] = EVERY_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderRecord:
    """A rider; ``name`` and ``phone`` are personal data."""

    id: str
    name: str
    phone: str
    canteen: str
    boxes: int
    shift: Window
    max_trips: int
    profile: str = "ebike"
    kind: str = "staff"
    skills: tuple[str, ...] = ()
    may_load_at: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = EVERY_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRecord:
    """Somebody who eats. ``name``, ``phone`` and ``door`` are personal data.

    ``address`` ends at the building (曹杨路358弄81号), ``door`` is behind it (602室).
    ``weekdays`` are ISO days, 1 is Monday. ``hold_from`` to ``hold_to`` (both included; an open
    end is None) stops the deliveries. ``category`` and ``programme`` serve the settlement and
    never reach a rider.
    """

    id: str
    name: str
    phone: str
    street_town: str
    address: str
    door: str
    floor: int
    lift: bool
    lon: float
    lat: float
    diet: str = "regular"
    portions: int = 1
    weekdays: tuple[int, ...] = EVERY_DAY
    hold_from: datetime.date | None = None
    hold_to: datetime.date | None = None
    tier: int = 3
    category: str = ""
    programme: str = ""
    canteen: str | None = None
    window: Window | None = None
    door_note: str = ""
    missed_recently: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All three lists, each in order of id."""

    canteens: tuple[CanteenRecord, ...]
    riders: tuple[RiderRecord, ...]
    residents: tuple[ResidentRecord, ...]
