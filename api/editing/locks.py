"""Locks that follow from a plan."""

from __future__ import annotations

from api.errors import NotFound
from api.plans.records import Version
from optimizer.locks import DayLock


def whole_day(version: Version, rider: str) -> DayLock:
    """The lock that keeps a rider's day as the version has it.

    Raises
    ------
    NotFound
        When the version has no such rider.
    """
    if rider not in version.problem.rider:
        raise NotFound("rider_not_in_version", rider=rider, number=version.number)
    days = [day for day in version.plan.riders if day.rider == rider]
    trips = [trip for day in days for trip in day.trips]
    return DayLock(
        rider=rider, trips=tuple(tuple(stop.visit for stop in trip.stops) for trip in trips)
    )
