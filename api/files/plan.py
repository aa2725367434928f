"""plan.json, version 1. Times are seconds after local midnight of the problem's date."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from api.files.entry import Counts, Entry, Listed, Number, NumberOrText, Whole
from optimizer import plan


class StopEntry(Entry):
    """Service of one visit on a trip."""

    record_type: ClassVar[type[Any]] = plan.Stop
    visit: str
    arrive: Whole
    start: Whole
    end: Whole
    onboard: Whole
    """Seconds from the trip's load_start to the start of service."""
    relaxed: bool = False
    """Only the emergency policy allows this stop."""


class TripEntry(Entry):
    """One loaded run: load, depart, serve the stops in order, ride on."""

    record_type: ClassVar[type[Any]] = plan.Trip
    canteen: str
    load_start: Whole
    depart: Whole
    returns: Whole = Field(alias="return")
    """Arrival at the next loading canteen, or at home after the last trip."""
    stops: Annotated[tuple[StopEntry, ...], Listed]


class RiderDayEntry(Entry):
    """A rider's chain of trips; start and end bound the paid day."""

    record_type: ClassVar[type[Any]] = plan.RiderDay
    rider: str
    start: Whole
    end: Whole
    trips: Annotated[tuple[TripEntry, ...], Listed]


class ReasonEntry(Entry):
    """Why a visit is not served: a rule's code, SEARCH or REMOVED, with the values behind it."""

    record_type: ClassVar[type[Any]] = plan.Reason
    code: str
    params: Annotated[dict[str, NumberOrText], Listed] = Field(default_factory=dict)


class UnservedEntry(Entry):
    """A visit that nobody serves in this plan."""

    record_type: ClassVar[type[Any]] = plan.Unserved
    visit: str
    tier: Whole
    reasons: Annotated[tuple[ReasonEntry, ...], Listed]


class SolverEntry(Entry):
    """How the plan was made; enough to make it again."""

    record_type: ClassVar[type[Any]] = plan.SolverInfo
    strategy: str
    seed: Whole
    seconds: float
    iterations: Whole
    version: str


class PlanFile(Entry):
    """A day's plan: who carries what, in which trips and order, and who is not served."""

    record_type: ClassVar[type[Any]] = plan.Plan
    version: Literal[1] = 1
    """Version of the format."""
    riders: Annotated[tuple[RiderDayEntry, ...], Listed]
    unserved: Annotated[tuple[UnservedEntry, ...], Listed]
    cost: Counts = Field(default_factory=dict)
    """Seconds of cost per component, with their total."""
    kpis: Annotated[dict[str, Number], Listed] = Field(default_factory=dict)
    solver: SolverEntry | None = None
