"""The two elementary changes of a solution: a node leaves its trip, a node joins one."""

from __future__ import annotations

from optimizer.engine.days import refresh_day, refresh_trip, settle
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.journal import keep, touch
from optimizer.engine.kitchens import book, draw, rebook, unbook
from optimizer.engine.state import Journal, State


@inner
def take_out(inst: Instance, st: State, jr: Journal, node: int) -> None:
    """Take a node off its trip; ``mend`` must follow before the rider is used again."""
    visited = st.visited[node]
    slot = visited.trip
    touch(inst, st, jr, slot // inst.trips)
    trip = st.trip[slot]
    if visited.before >= 0:
        st.visited[visited.before].after = visited.after
    else:
        trip.first = visited.after
    if visited.after >= 0:
        st.visited[visited.after].before = visited.before
    else:
        trip.last = visited.before
    trip.nodes -= 1
    trip.changed = st.clock[0].iteration
    draw(inst, st, node, trip.canteen, -1)
    _leave(inst, st, node)


@inner
def mend(inst: Instance, st: State, jr: Journal, rider: int) -> None:
    """Bring a day up to date after nodes were taken out.

    Without the triangle inequality what is left may break a rule: then nobody stays on.
    """
    close_empty(inst, st, jr, rider)
    _refresh_changed(inst, st, rider)
    fits = refresh_day(inst, st, rider)
    if fits and inst.rider[rider].coupled == 1:
        fits = book(inst, st, jr, rider)
    if not fits:
        for rank in range(st.day[rider].trips):
            node = st.trip[st.chain[rider, rank]].first
            while node >= 0:
                after = st.visited[node].after
                take_out(inst, st, jr, node)
                node = after
        close_empty(inst, st, jr, rider)
        refresh_day(inst, st, rider)


@inner
def settle_touched(inst: Instance, st: State, jr: Journal) -> None:
    """Move all days that this iteration changed to their best starts."""
    for k in range(st.clock[0].touched):
        settle(inst, st, jr.riders[k])


@inner
def put_in(inst: Instance, st: State, jr: Journal, node: int, slot: int, before: int) -> bool:
    """Put an absent node on a trip behind ``before``; -1: first. False: a kitchen refuses.

    After a refusal everything is as it was.
    """
    rider = slot // inst.trips
    coupled = inst.rider[rider].coupled == 1
    _start_change(inst, st, jr, rider)
    keep(st, jr, node)
    _link(inst, st, node, slot, before)
    refresh_trip(inst, st, slot)
    refresh_day(inst, st, rider)
    if not coupled or book(inst, st, jr, rider):
        return True
    take_out(inst, st, jr, node)
    _go_back(inst, st, jr, rider)
    return False


@inner
def open_trip(
    inst: Instance, st: State, jr: Journal, node: int, rider: int, rank: int, canteen: int
) -> bool:
    """A new trip with one node as the rider's trip ``rank``. False: a kitchen refuses.

    After a refusal everything is as it was.
    """
    coupled = inst.rider[rider].coupled == 1
    _start_change(inst, st, jr, rider)
    keep(st, jr, node)
    slot = open_slot(inst, st, rider, rank, canteen, inst.node[node].label)
    _link(inst, st, node, slot, -1)
    refresh_trip(inst, st, slot)
    refresh_day(inst, st, rider)
    if not coupled or book(inst, st, jr, rider):
        return True
    take_out(inst, st, jr, node)
    close_empty(inst, st, jr, rider)
    _go_back(inst, st, jr, rider)
    return False


@inner
def open_slot(inst: Instance, st: State, rider: int, rank: int, canteen: int, label: int) -> int:
    """A trip without nodes as the rider's trip ``rank``; nodes must follow."""
    slot = rider * inst.trips
    while st.trip[slot].first >= 0:
        slot += 1
    day = st.day[rider]
    for k in range(day.trips, rank, -1):
        st.chain[rider, k] = st.chain[rider, k - 1]
    st.chain[rider, rank] = slot
    day.trips += 1
    trip = st.trip[slot]
    trip.last, trip.canteen, trip.label, trip.late = -1, canteen, label, 0
    return slot


@inner
def _start_change(inst: Instance, st: State, jr: Journal, rider: int) -> None:
    """Free the rider's meals in batches, once, and remember when trips had to leave."""
    if st.day[rider].saved == st.clock[0].iteration:
        if inst.rider[rider].coupled == 1:
            unbook(inst, st, rider)
    else:
        touch(inst, st, jr, rider)
    for slot in range(rider * inst.trips, (rider + 1) * inst.trips):
        jr.due[slot] = st.trip[slot].late


@inner
def _go_back(inst: Instance, st: State, jr: Journal, rider: int) -> None:
    """After a refusal: the trips as they were, at the latest departures that they had."""
    _refresh_changed(inst, st, rider)
    refresh_day(inst, st, rider)
    for slot in range(rider * inst.trips, (rider + 1) * inst.trips):
        st.trip[slot].late = jr.due[slot]
    rebook(inst, st, rider)


@inner
def _link(inst: Instance, st: State, node: int, slot: int, before: int) -> None:
    """Move a node from the absent to a trip."""
    clock, visited, trip = st.clock[0], st.visited[node], st.trip[slot]
    clock.absent -= 1
    moved = st.absent[clock.absent]
    st.absent[visited.position] = moved
    st.visited[moved].position = visited.position
    clock.missing -= inst.node[node].weight
    after = trip.first if before < 0 else st.visited[before].after
    visited.trip, visited.before, visited.after = slot, before, after
    if before < 0:
        trip.first = node
    else:
        st.visited[before].after = node
    if after < 0:
        trip.last = node
    else:
        st.visited[after].before = node
    draw(inst, st, node, trip.canteen, 1)


@inner
def _leave(inst: Instance, st: State, node: int) -> None:
    """Enter a node among the absent."""
    clock, visited = st.clock[0], st.visited[node]
    visited.trip, visited.position = -1, clock.absent
    st.absent[clock.absent] = node
    clock.absent += 1
    clock.missing += inst.node[node].weight


@inner
def _refresh_changed(inst: Instance, st: State, rider: int) -> None:
    for rank in range(st.day[rider].trips):
        slot = st.chain[rider, rank]
        if st.trip[slot].changed == st.clock[0].iteration:
            refresh_trip(inst, st, slot)


@inner
def close_empty(inst: Instance, st: State, jr: Journal, rider: int) -> None:
    """Drop trips without nodes; those pinned to later trips cannot stay on them."""
    day = st.day[rider]
    rank = 0
    while rank < day.trips:
        if st.trip[st.chain[rider, rank]].first >= 0:
            rank += 1
            continue
        day.trips -= 1
        for k in range(rank, day.trips):
            st.chain[rider, k] = st.chain[rider, k + 1]
        for k in range(rank, day.trips):
            _unpin(inst, st, jr, st.chain[rider, k])


@inner
def _unpin(inst: Instance, st: State, jr: Journal, slot: int) -> None:
    node = st.trip[slot].first
    while node >= 0 and st.trip[slot].pinned > 0:
        after = st.visited[node].after
        if inst.node[node].pin >= 0:
            take_out(inst, st, jr, node)
        node = after
