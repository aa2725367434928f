"""problem.json, version 1.

Times are seconds after local midnight, distances metres, demand meals, coordinates WGS-84
degrees.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from api.files.entry import (
    CalendarDay,
    Counts,
    Entry,
    Listed,
    NumberOrText,
    Seconds,
    Texts,
    Whole,
)
from api.files.locks import LockEntry
from api.files.matrices import TravelEntry
from api.files.plan import PlanFile, TripEntry
from api.files.policy import PolicyEntry
from optimizer import notices, problem


class LocationEntry(Entry):
    """A distinct place."""

    record_type: ClassVar[type[Any]] = problem.Location
    id: str
    lon: float
    lat: float


class BatchEntry(Entry):
    """From ready on, so many more meals are packed."""

    record_type: ClassVar[type[Any]] = problem.Batch
    ready: Whole
    meals: Whole


class CanteenEntry(Entry):
    """A kitchen and loading place."""

    record_type: ClassVar[type[Any]] = problem.Canteen
    id: str
    location: str
    capacity: Whole
    """Meals of the sitting, in total."""
    capacity_by_diet: Counts = Field(default_factory=dict)
    diets: Texts | None = None
    """What it cooks; null: every diet."""
    loading_seconds: Whole = 0
    loading_bays: Whole | None = None
    """Trips that can load at once; null: no limit."""
    batches: Annotated[tuple[BatchEntry, ...], Listed] = ()
    """Empty: all meals are packed before the first trip."""
    supplied_by: Texts = ()
    """The bulk visits that bring the meals of a meal point; empty: a kitchen."""
    handed_over_by: str | None = None
    """The rider who hands over here what is on board of a broken vehicle; nothing is cooked."""


class RiderEntry(Entry):
    """A rider; the paid day starts and ends at the home canteen."""

    record_type: ClassVar[type[Any]] = problem.Rider
    id: str
    canteen: str
    boxes: Whole
    """Meals per trip."""
    shift: Seconds
    max_trips: Whole
    may_load_at: Texts = ()
    profile: str = "ebike"
    kind: str = "staff"
    skills: Texts = ()
    frozen: Annotated[tuple[TripEntry, ...], Listed] = ()
    """Trips already loading, driven or done."""


class VisitEntry(Entry):
    """One building stop: all orders behind one entrance with one window."""

    record_type: ClassVar[type[Any]] = problem.Visit
    id: str
    location: str
    meals: Counts
    """Meals per diet."""
    window: Seconds
    """Hard bounds for the start of service."""
    service_seconds: Whole
    max_onboard_seconds: Whole
    preferred: Seconds | None = None
    """Soft bounds inside the window."""
    released: Whole | None = None
    """Earliest departure of the trip that carries it."""
    tier: Whole = 1
    """1 is the most vulnerable."""
    missed_recently: Whole = 0
    canteens: Texts | None = None
    """Who may cook; null: any canteen."""
    skills: Texts = ()
    familiarity: Annotated[dict[str, float], Listed] = Field(default_factory=dict)
    """0 to 1 by rider."""
    transit: Whole = 0
    """Meals of a bulk visit that other visits carry on from a meal point."""


class NoticeEntry(Entry):
    """What the reader of a plan must know about its data: a code with the values behind it."""

    record_type: ClassVar[type[Any]] = notices.Notice
    code: str
    params: Annotated[dict[str, NumberOrText], Listed] = Field(default_factory=dict)


class ProblemFile(Entry):
    """One sitting's planning problem: canteens, riders, visits, pins and weights."""

    record_type: ClassVar[type[Any]] = problem.Problem
    version: Literal[1] = 1
    """Version of the format."""
    date: CalendarDay
    sitting: str = "lunch"
    timezone: str = "Asia/Shanghai"
    locations: Annotated[tuple[LocationEntry, ...], Listed]
    travel: dict[str, TravelEntry] | None = None
    """Travel times by vehicle profile, in the order of locations; null: computed."""
    canteens: Annotated[tuple[CanteenEntry, ...], Listed]
    riders: Annotated[tuple[RiderEntry, ...], Listed]
    visits: Annotated[tuple[VisitEntry, ...], Listed]
    locks: Annotated[tuple[LockEntry, ...], Listed] = ()
    previous: PlanFile | None = None
    """The plan that this one should change as little as possible."""
    now: Whole | None = None
    policy: PolicyEntry = PolicyEntry()
    notices: Annotated[tuple[NoticeEntry, ...], Listed] = ()
    """Places far from the road, pairs without one, a fallback used; places by location id."""
