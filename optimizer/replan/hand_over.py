"""Meals on board of a vehicle that cannot go on, at a point where others take them over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimizer.plan import Trip
from optimizer.problem import Batch, Canteen, Rider, Visit
from optimizer.replan.today import Today

HANDING_OVER = 300
"""Seconds to take over the boxes of a trip at the meeting point."""


def hand_over(
    today: Today, rider: Rider, trip: Trip, on_board: Sequence[str], meeting_point: str | None
) -> None:
    """A meeting point with what is on board, where every rider may load it.

    ``trip`` is what the rider has done of it. Meals that are too old by the time somebody could
    have taken them over are lost: they are cooked again.
    """
    time, place = today.now, today.canteens[trip.canteen].location
    if trip.stops:
        time, place = max(time, trip.stops[-1].end), today.visits[trip.stops[-1].visit].location
    meeting = meeting_point or place
    ready = time + today.ride(rider, place, meeting)
    name = f"@{rider.id}"
    fresh: list[Visit] = []
    for one in on_board:
        waiting = _waiting(today.visits[one], name, trip.load_start)
        if waiting.window[1] < max(ready + HANDING_OVER, waiting.window[0]):
            today.tell("told_too_old", visit=one, rider=rider.id)
            today.cook_again(one)
        else:
            fresh.append(waiting)
    if not fresh:
        return
    today.visits.update({visit.id: visit for visit in fresh})
    meals = today.meals(visit.id for visit in fresh)
    today.canteens[name] = Canteen(
        id=name,
        location=meeting,
        capacity=meals.total(),
        capacity_by_diet=dict(meals),
        loading_seconds=HANDING_OVER,
        batches=(Batch(ready=ready, meals=meals.total()),),
        handed_over_by=rider.id,
    )
    for other in list(today.riders.values()):
        if len(other.frozen) < other.max_trips:
            may = tuple(dict.fromkeys((*other.may_load_at, name)))
            today.riders[other.id] = replace(other, may_load_at=may)


def _waiting(visit: Visit, point: str, loaded: int) -> Visit:
    """The visit whose meal left its kitchen at ``loaded``: no use once that is too old."""
    opens, closes = visit.window
    closes = min(closes, loaded + visit.max_onboard_seconds)
    preferred = visit.preferred
    if preferred is not None:
        preferred = min(preferred[0], closes), min(preferred[1], closes)
    return replace(visit, canteens=(point,), window=(opens, closes), preferred=preferred)
