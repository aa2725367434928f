"""Bringing a trip, and a rider's day, up to date after a change."""

from __future__ import annotations

from optimizer.engine.driving import best_start, day_cost
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.segments import FAR, empty, load, store, then
from optimizer.engine.spans import Span, join, load_span, store_span, trip_span
from optimizer.engine.state import State


@inner
def refresh_trip(inst: Instance, st: State, slot: int) -> None:
    """Segments of all beginnings and ends of a trip, and its sums."""
    trip = st.trip[slot]
    profile = inst.rider[slot // inst.trips].profile
    part = inst.part[profile]
    place = inst.canteen[trip.canteen].place
    segment = empty()
    position, boxes, pinned, serving = 0, 0, 0, 0
    node = trip.first
    while node >= 0:
        fixed = inst.node[node]
        segment = then(segment, inst.ride[profile, place, fixed.enter], load(part, node))
        store(st.head, node, segment)
        st.visited[node].position = position
        position += 1
        boxes += fixed.boxes
        serving += fixed.serving
        if fixed.pin >= 0:
            pinned += 1
        place = fixed.leave
        node = st.visited[node].after
    store(st.whole, slot, segment)
    trip.nodes, trip.boxes, trip.pinned, trip.serving = position, boxes, pinned, serving
    trip.changed = st.clock[0].iteration
    node = trip.last
    segment = load(part, node)
    store(st.tail, node, segment)
    before = st.visited[node].before
    while before >= 0:
        ride = inst.ride[profile, inst.node[before].leave, inst.node[node].enter]
        segment = then(load(part, before), ride, segment)
        store(st.tail, before, segment)
        node, before = before, st.visited[before].before


@inner
def first_span(inst: Instance, rider: int) -> Span:
    """The rider's day until they are at liberty."""
    r = inst.rider[rider]
    if r.begun == 1:
        return Span(r.spent, r.free - r.spent, r.free - r.spent)
    return Span(0, r.free, FAR)


@inner
def span_of(inst: Instance, st: State, slot: int) -> Span:
    """The trip as part of the day."""
    canteen = inst.canteen[st.trip[slot].canteen]
    return trip_span(load(st.whole, slot), canteen.opens, canteen.loading)


@inner
def span_before(inst: Instance, st: State, rider: int, rank: int) -> Span:
    """The day until the rider is free for the trip at ``rank``."""
    if rank == 0:
        return first_span(inst, rider)
    return load_span(st.through, st.chain[rider, rank - 1])


@inner
def place_before(inst: Instance, st: State, rider: int, rank: int) -> int:
    """Where the rider is then."""
    if rank == 0:
        return int(inst.rider[rider].place)
    return int(inst.node[st.trip[st.chain[rider, rank - 1]].last].leave)


@inner
def close_day(inst: Instance, st: State, rider: int, rank: int, span: Span, place: int) -> Span:
    """The day through ``span``, which ends at ``place``, with the trips from ``rank`` on."""
    r = inst.rider[rider]
    if rank >= st.day[rider].trips:
        return join(span, inst.ride[r.profile, place, r.home], Span(0, -FAR, r.ends))
    slot = st.chain[rider, rank]
    canteen = inst.canteen[st.trip[slot].canteen]
    ride = inst.ride[r.profile, place, canteen.place]
    return join(span, ride + canteen.loading, load_span(st.onward, slot))


@inner
def refresh_day(inst: Instance, st: State, rider: int) -> bool:
    """Spans, times and cost of a day whose trips are up to date; False: it cannot be."""
    day, clock = st.day[rider], st.clock[0]
    clock.days -= day.cost
    total = _chain(inst, st, rider)
    if total.duration < 0:
        day.cost = 0
        return False
    day.paid = total.duration
    day.cost = day_cost(inst, st, rider, total)
    clock.days += day.cost
    return True


@inner
def settle(inst: Instance, st: State, rider: int) -> None:
    """Move an up to date day to its best start."""
    day = st.day[rider]
    if day.trips == 0 or inst.weights[0].early == 0:
        return
    first = st.chain[rider, 0]
    total = join(load_span(st.before, first), 0, load_span(st.onward, first))
    start = best_start(inst, st, rider, total)
    day.wish = start
    if start != day.start:
        st.clock[0].days -= day.cost
        day.cost = day_cost(inst, st, rider, total)
        st.clock[0].days += day.cost


@inner
def _chain(inst: Instance, st: State, rider: int) -> Span:
    """Spans of all trips of a day, and of the whole day."""
    r, trips = inst.rider[rider], st.day[rider].trips
    if trips == 0:
        return _idle(inst, rider)
    for rank in range(trips):
        slot = st.chain[rider, rank]
        st.trip[slot].rank = rank
        canteen = inst.canteen[st.trip[slot].canteen]
        place = place_before(inst, st, rider, rank)
        ride = inst.ride[r.profile, place, canteen.place]
        before = join(
            span_before(inst, st, rider, rank), ride + canteen.loading, Span(0, -FAR, FAR)
        )
        store_span(st.before, slot, before)
        store_span(st.through, slot, join(before, 0, span_of(inst, st, slot)))
    for rank in range(trips - 1, -1, -1):
        slot = st.chain[rider, rank]
        leave = inst.node[st.trip[slot].last].leave
        onward = close_day(inst, st, rider, rank + 1, span_of(inst, st, slot), leave)
        store_span(st.onward, slot, onward)
    first = st.chain[rider, 0]
    return join(load_span(st.before, first), 0, load_span(st.onward, first))


@inner
def _idle(inst: Instance, rider: int) -> Span:
    """The day of a rider who makes no planned trip."""
    r = inst.rider[rider]
    if r.begun == 1:
        return Span(r.spent + inst.ride[r.profile, r.place, r.home], r.free - r.spent, r.free)
    return Span(0, r.free, r.free)
