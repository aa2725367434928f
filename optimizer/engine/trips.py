"""Whole trips change hands: two riders swap trips, or one joins another rider's day."""

from __future__ import annotations

from optimizer.engine.changes import close_empty, open_slot
from optimizer.engine.days import refresh_day, refresh_trip
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.journal import touch
from optimizer.engine.kitchens import book
from optimizer.engine.state import Journal, State


@inner
def give_trip(inst: Instance, st: State, jr: Journal, slot: int, rider: int, rank: int) -> bool:
    """The trip becomes the rider's trip ``rank``; else as ``swap_trips``."""
    touch(inst, st, jr, rider)
    trip = st.trip[slot]
    return swap_trips(
        inst, st, jr, slot, open_slot(inst, st, rider, rank, trip.canteen, trip.label)
    )


@inner
def swap_trips(inst: Instance, st: State, jr: Journal, one: int, two: int) -> bool:
    """Two riders swap trips, each with its canteen.

    False: it cannot be, or a kitchen refuses; then the caller must ``undo``.
    """
    touch(inst, st, jr, one // inst.trips)
    touch(inst, st, jr, two // inst.trips)
    first, second = st.trip[one], st.trip[two]
    first.canteen, second.canteen = second.canteen, first.canteen
    first.first, second.first = second.first, first.first
    first.last, second.last = second.last, first.last
    # Neither has a departure yet that could be in the way of the other at a bay.
    first.late = second.late = 0
    _take_over(inst, st, one)
    _take_over(inst, st, two)
    return _settle(inst, st, jr, one // inst.trips) and _settle(inst, st, jr, two // inst.trips)


@inner
def _take_over(inst: Instance, st: State, slot: int) -> None:
    """Tell the trip's nodes on which slot they ride now."""
    node = st.trip[slot].first
    if node < 0:
        return
    while node >= 0:
        st.visited[node].trip = slot
        node = st.visited[node].after
    refresh_trip(inst, st, slot)


@inner
def _settle(inst: Instance, st: State, jr: Journal, rider: int) -> bool:
    close_empty(inst, st, jr, rider)
    if not refresh_day(inst, st, rider):
        return False
    return inst.rider[rider].coupled == 0 or book(inst, st, jr, rider)
