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

MEETING = 39_000
"""10:50: volunteers meet at a meal point unless it says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenRecord:
    """A senior canteen.

    ``holidays`` "statutory": closed on public holidays, open on make-up working days; "usual":
    the weekdays alone count. ``capacity_by_diet`` holds for each sitting; ``supper_capacity``
    None: no suppers.
    """

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
    holidays: str = "usual"
    supper_capacity: int | None = None
    supper_batches: tuple[Batch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MealPointRecord:
    """A meal point (助餐点): meals are brought here in bulk, eaten, fetched or walked on.

    ``canteen`` cooks for it; None: any. At ``meeting`` the meals are there and the volunteers
    who walk on with some of them meet.
    """

    id: str
    name: str
    street_town: str
    address: str
    lon: float
    lat: float
    canteen: str | None = None
    meeting: int = MEETING
    weekdays: tuple[int, ...] = EVERY_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderRecord:
    """A rider; ``name`` and ``phone`` are personal data.

    ``canteen``, where the day begins and ends, may be a meal point: that of a volunteer.
    ``weekdays`` empty: only on days offered one by one. ``hourly_fen`` (1/100 yuan) None: what an
    hour of the kind costs. ``weekly_minutes`` and ``monthly_minutes``: most minutes, None: any.
    ``supper_shift`` is a second shift of the day, for the suppers; without it ``shift`` serves
    each sitting that it meets.
    """

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
    supper_shift: Window | None = None
    hourly_fen: int | None = None
    weekly_minutes: int | None = None
    monthly_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRecord:
    """Somebody who eats. ``name``, ``phone`` and ``door`` are personal data.

    ``address`` ends at the building (曹杨路358弄81号), ``door`` is behind it (602室).
    ``sittings`` and ``weekdays`` (ISO days, 1 is Monday) are those of the recurring orders.
    ``hold_from`` to ``hold_to`` (both included; an open end is None) stops the deliveries.
    ``category`` and ``programme`` serve the settlement and never reach a rider. ``mode`` says how
    the meal is had: "delivery" at the door, "dine_in" at the canteen, "point" eaten at or fetched
    from ``meal_point``. Whoever is delivered to may name a ``meal_point`` too: only that one's
    volunteers may then bring the meal.
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
    sittings: tuple[str, ...] = ("lunch",)
    mode: str = "delivery"
    meal_point: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """All lists, each in order of id."""

    canteens: tuple[CanteenRecord, ...]
    riders: tuple[RiderRecord, ...]
    residents: tuple[ResidentRecord, ...]
    meal_points: tuple[MealPointRecord, ...] = ()
