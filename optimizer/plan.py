"""A plan: who carries what, in which trips and which order, and who is not served and why.

Times are integer seconds after local midnight of the problem's date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Service of one visit on a trip.

    ``onboard`` is the time from the trip's ``load_start`` to ``start`` of service, in seconds;
    ``relaxed`` marks a stop that only the emergency policy allows.
    """

    visit: str
    arrive: int
    start: int
    end: int
    onboard: int
    relaxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One loaded run: load at a canteen, depart, serve the stops in order, ride on.

    ``returns`` is the arrival at the next loading canteen, or at home after the last trip.
    """

    canteen: str
    load_start: int
    depart: int
    returns: int
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderDay:
    """A rider's chain of trips; ``start`` and ``end`` bound the paid day."""

    rider: str
    start: int
    end: int
    trips: tuple[Trip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why it is not served: a rule's code, ``SEARCH`` or ``REMOVED``, with the values behind it."""

    code: str
    params: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """A visit that nobody serves in this plan."""

    visit: str
    tier: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SolverInfo:
    """How the plan was made; enough to make it again."""

    strategy: str
    seed: int
    seconds: float
    iterations: int
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A day's plan. ``cost`` is in seconds per component, with their ``total``."""

    riders: tuple[RiderDay, ...]
    unserved: tuple[Unserved, ...]
    cost: Mapping[str, int] = field(default_factory=dict)
    kpis: Mapping[str, int | float] = field(default_factory=dict)
    solver: SolverInfo | None = None

    def served(self) -> set[str]:
        """Ids of the visits that some trip serves."""
        return {s.visit for day in self.riders for trip in day.trips for s in trip.stops}


def cost_difference(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int]:
    """New cost minus old, by component; a component that is new was 0 before."""
    return {name: value - before.get(name, 0) for name, value in after.items()}
