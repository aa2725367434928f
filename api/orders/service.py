"""How long one building visit takes, from arrival at its entrance until the rider rides on.

The formula, explained with examples in ``docs/service-times.md``::

    service = approach + stairs + lift + sum over doors (door + extra_meal * (meals - 1))

    stairs  = climb * (storeys up to the highest door that has no lift)
    lift    = min(climb * top,  lift_wait + lift_storey * top + lift_stop * (floors - 1))

``top`` counts the storeys up to the highest door reached by lift, ``floors`` the distinct floors
above the ground with such doors. Floor 1 is the ground floor, as in China: floor 3 is two storeys
up. Doors on lower floors lie on the way of the stairs and cost no further climbing. Nobody waits
for a lift where the stairs are quicker.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceTimes:
    """Seconds of each part of a building visit.

    Attributes
    ----------
    approach
        Park, take the bag, find the entrance and come back; once per visit.
    climb
        Per storey of stairs, up and down together.
    lift_wait
        Waiting for the lift, up and down together.
    lift_storey
        Per storey in the lift, up and down together.
    lift_stop
        Per further floor at which the lift is left and called again.
    door
        Ring, wait for an old person to open, hand over one meal.
    extra_meal
        Per further meal at the same door.
    """

    approach: int = 20
    climb: int = 16
    lift_wait: int = 40
    lift_storey: int = 4
    lift_stop: int = 20
    door: int = 25
    extra_meal: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A door of a visit; ``floor`` 1 is the ground floor, and lower ones count as it."""

    floor: int
    lift: bool = False
    meals: int = 1

    @property
    def storeys(self) -> int:
        """Storeys above the ground."""
        return max(0, self.floor - 1)


def service_seconds(doors: Iterable[Door], times: ServiceTimes | None = None) -> int:
    """Service seconds of a visit to ``doors``, without any ride. No doors take no time."""
    doors, times = tuple(doors), times or ServiceTimes()
    if not doors:
        return 0
    on_foot = max((door.storeys for door in doors if not door.lift), default=0)
    by_lift = {door.storeys for door in doors if door.lift and door.storeys}
    handing = sum(times.door + times.extra_meal * (door.meals - 1) for door in doors)
    return times.approach + times.climb * on_foot + _lift_seconds(by_lift, times) + handing


def _lift_seconds(storeys: set[int], times: ServiceTimes) -> int:
    """Reach all of ``storeys`` and come down, by lift or on foot, whichever is quicker."""
    if not storeys:
        return 0
    top = max(storeys)
    ride = times.lift_wait + times.lift_storey * top + times.lift_stop * (len(storeys) - 1)
    return min(times.climb * top, ride)
