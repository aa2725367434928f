"""Whole solutions: none at all, from trips, from a kept one, without one rider."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.changes import mend, open_trip, put_in, settle_touched, take_out
from optimizer.engine.days import refresh_day, refresh_trip, settle
from optimizer.engine.insertion import NEVER, place_at_end
from optimizer.engine.instance import Instance
from optimizer.engine.jit import entry, inner
from optimizer.engine.journal import begin
from optimizer.engine.kitchens import draw, rebook
from optimizer.engine.recreate import insert
from optimizer.engine.state import Best, Journal, State


@entry
def reset(inst: Instance, st: State) -> None:
    """Nobody is served: all nodes absent, all trips closed, frozen trips paid."""
    _clear(inst, st)
    clock = st.clock[0]
    clock.iteration = 1
    for rider in range(len(st.day)):
        refresh_day(inst, st, rider)
    for node in range(len(inst.node)):
        st.visited[node].trip = -1
        st.visited[node].refused = -1
        st.visited[node].position = node
        st.absent[node] = node
        clock.missing += inst.node[node].weight
    clock.absent = len(inst.node)


@inner
def _clear(inst: Instance, st: State) -> None:
    """No trips, no costs, full kitchens."""
    clock = st.clock[0]
    clock.missing, clock.days, clock.longest, clock.absent = 0, 0, 0, 0
    for slot in range(len(st.trip)):
        st.trip[slot].first = -1
    for rider in range(len(st.day)):
        st.day[rider].trips = 0
        st.day[rider].cost = 0
        st.day[rider].shut = 0
        st.day[rider].wish = 0
    st.left[:, 0] = inst.capacity
    st.left[:, 1:] = inst.capacity_of
    st.early[:] = 0


@entry
def lay(
    inst: Instance, st: State, jr: Journal, rider: int, canteen: int, nodes: NDArray[np.int64]
) -> None:
    """Give a rider a trip with these nodes at the end of the day; who does not fit is left out."""
    begin(st, jr)
    slot = -1
    for node in nodes:
        if st.visited[node].trip >= 0:
            continue
        st.clock[0].mark += 1
        place = place_at_end(inst, st, node, slot, rider, canteen)
        if place.cost >= NEVER:
            continue
        if slot >= 0:
            put_in(inst, st, jr, node, slot, place.before)
        elif open_trip(inst, st, jr, node, rider, place.rank, canteen):
            slot = st.visited[node].trip
    settle_touched(inst, st, jr)


@entry
def fill(inst: Instance, st: State, jr: Journal, nodes: NDArray[np.int64]) -> None:
    """Insert those of ``nodes`` who are absent and fit, one after another."""
    begin(st, jr)
    for node in nodes:
        if st.visited[node].trip < 0:
            insert(inst, st, jr, node, 0.0)
    settle_touched(inst, st, jr)


@entry
def restore(inst: Instance, st: State, jr: Journal, best: Best) -> None:
    """Go back to a kept solution, of this state or of another one for the same instance."""
    _clear(inst, st)
    clock = st.clock[0]
    begin(st, jr)
    st.chain[:] = best.chain
    clock.absent, clock.missing = 0, 0
    for slot in range(len(st.trip)):
        st.trip[slot] = best.trip[slot]
    for node in range(len(inst.node)):
        kept = best.visited[node]
        visited = st.visited[node]
        visited.trip, visited.before, visited.after = kept.trip, kept.before, kept.after
        visited.refused = -1
        if kept.trip < 0:
            visited.position = clock.absent
            st.absent[clock.absent] = node
            clock.absent += 1
            clock.missing += inst.node[node].weight
        else:
            draw(inst, st, node, best.trip[kept.trip].canteen, 1)
    for rider in range(len(st.day)):
        st.day[rider].trips = best.day[rider].trips
        st.day[rider].shut = best.day[rider].shut
        for rank in range(st.day[rider].trips):
            refresh_trip(inst, st, st.chain[rider, rank])
        refresh_day(inst, st, rider)
        settle(inst, st, rider)
        if inst.rider[rider].coupled == 1:
            rebook(inst, st, rider)


@entry
def shut(inst: Instance, st: State, jr: Journal, rider: int) -> None:
    """Take everybody off a rider's planned trips, and let nobody on again."""
    begin(st, jr)
    st.day[rider].shut = 1
    for rank in range(st.day[rider].trips):
        node = st.trip[st.chain[rider, rank]].first
        while node >= 0:
            after = st.visited[node].after
            take_out(inst, st, jr, node)
            node = after
    if st.clock[0].touched > 0:
        mend(inst, st, jr, rider)


@entry
def spare_rider(inst: Instance, st: State) -> int:
    """The rider who costs most for visits that were missed least, if they may stay at home.

    Returns -1 if there is none. Christiaens & Vanden Berghe (2020) choose by absences alone.
    """
    chosen, least = -1, 0.0
    for rider in range(len(st.day)):
        r = inst.rider[rider]
        if st.day[rider].trips == 0 or r.begun == 1 or r.locked == 1:
            continue
        grief = 0.0
        for rank in range(st.day[rider].trips):
            node = st.trip[st.chain[rider, rank]].first
            while node >= 0:
                grief += (1.0 + st.absences[node]) * inst.node[node].boxes
                node = st.visited[node].after
        grief /= max(1.0, float(st.day[rider].cost))
        if chosen < 0 or grief < least:
            chosen, least = rider, grief
    return chosen
