"""From a place that was found for a visit to the edit that puts it there."""

from __future__ import annotations

from optimizer.edits.kinds import Add, Edit, Move, NewTrip
from optimizer.explain.fit import Fit
from optimizer.plan import Plan


def edit_for(plan: Plan, visit: str, fit: Fit) -> Edit:
    """The edit of ``plan`` that gives the visit the place ``fit``, at its cost.

    A place counts the trips of the day as it would be, an edit those of the day as it is: they
    differ where the visit leaves a trip that served nobody else.
    """
    trip = fit.trip
    for day in plan.riders:
        for number, old in enumerate(day.trips):
            alone = [stop.visit for stop in old.stops] == [visit]
            if alone and day.rider == fit.rider and number <= fit.trip - fit.new_trip:
                trip += 1
    if fit.new_trip:
        return NewTrip(rider=fit.rider, visits=(visit,), trip=trip, canteen=fit.canteen)
    kind = Move if visit in plan.served() else Add
    return kind(visit=visit, rider=fit.rider, trip=trip, position=fit.position)
