"""Which sheets are not those that were published before, and what to take back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from api.plans.records import Version
from api.web.names import Names
from api.web.texts import text
from optimizer.replan.changes import SheetChange, changes_between
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderTrips:
    """Trips of one rider, by the numbers on the sheets."""

    rider: str
    trips: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """How a published version differs on paper from the one published before.

    ``mark`` stands on each sheet that differs. ``trips`` are riders' ids with the number of a
    trip, from 0; ``kitchens`` are canteens' ids. ``withdrawn`` sheets have nothing in their place.
    """

    mark: Text
    trips: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    kitchens: frozenset[str] = field(default_factory=frozenset)
    withdrawn: tuple[RiderTrips, ...] = ()


def replaced(before: Version, after: Version, names: Names, zone: ZoneInfo) -> Replaced:
    """What ``after`` puts in the place of ``before``'s sheets."""
    found = changes_between(before.problem, before.plan, after.problem, after.plan)
    at = (after.published or after.created).astimezone(zone)
    return Replaced(
        mark=text("replaces", number=after.number, time=f"{at:%H:%M}", before=before.number),
        trips=frozenset((s.rider, s.trip) for s in found.sheets if not s.withdrawn),
        kitchens=frozenset(found.kitchens),
        withdrawn=rider_trips((s for s in found.sheets if s.withdrawn), names),
    )


def rider_trips(sheets: Iterable[SheetChange], names: Names) -> tuple[RiderTrips, ...]:
    """The sheets by rider, with names."""
    trips: dict[str, list[int]] = defaultdict(list)
    for sheet in sheets:
        trips[sheet.rider].append(sheet.trip + 1)
    return tuple(
        RiderTrips(rider=names.rider(rider), trips="、".join(map(str, numbers)))
        for rider, numbers in trips.items()
    )
