"""Driving a day: the times of its stops, and the cost that depends on them."""

from __future__ import annotations

from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.rounds import change_cost
from optimizer.engine.segments import load
from optimizer.engine.spans import Span, trip_span
from optimizer.engine.state import State


@inner
def day_cost(inst: Instance, st: State, rider: int, total: Span) -> int:
    """Cost of a day that may be ``total``; it keeps its start as far as that allows."""
    r, day = inst.rider[rider], st.day[rider]
    changes = change_cost(inst, st, rider)
    if day.trips == 0 and r.begun == 0:
        return changes
    day.start = total.earliest
    if inst.weights[0].early > 0:
        day.start = max(total.earliest, min(day.wish, total.latest))
    cost = changes + inst.weights[0].rider + total.duration * r.percent
    cost += drive(inst, st, rider, day.start)
    return int(cost + _riding(inst, st, rider))


@inner
def best_start(inst: Instance, st: State, rider: int, total: Span) -> int:
    """The first start within ``total`` from which on no later one is cheaper.

    All these starts cost the same paid time, and trips are rigid over them. So the cost of early,
    late and thin stops is convex in the start: halving, from where the day starts now.
    """
    low, high = total.earliest, total.latest
    now, step = st.day[rider].start, 64
    if _slope(inst, st, rider, now) >= 0:
        high = now
        while low < high:
            probe = max(low, high - step)
            if _slope(inst, st, rider, probe) < 0:
                low = probe + 1
                break
            high, step = probe, 4 * step
    else:
        low = min(now + 1, high)
        while low < high:
            probe = min(high, low + step)
            if _slope(inst, st, rider, probe) >= 0:
                high = probe
                break
            low, step = probe, 4 * step
    while low < high:
        middle = (low + high) // 2
        if _slope(inst, st, rider, middle) >= 0:
            high = middle
        else:
            low = middle + 1
    return low


@inner
def _slope(inst: Instance, st: State, rider: int, start: int) -> int:
    """What the next second of delay costs if the day starts then."""
    slope = 0
    later = start - st.day[rider].start
    profile = inst.rider[rider].profile
    for rank in range(st.day[rider].trips):
        trip = st.trip[st.chain[rider, rank]]
        time, place = trip.depart + later, inst.canteen[trip.canteen].place
        node = trip.first
        while node >= 0:
            time += inst.ride[profile, place, inst.node[node].enter]
            for member in range(inst.node[node].members, inst.node[node].members_end):
                time = max(time + inst.reach[profile, member], inst.member[member].opens)
                slope += stop_slope(inst, member, time)
                time += inst.member[member].service
            place = inst.node[node].leave
            node = st.visited[node].after
    return slope


@inner
def stop_cost(inst: Instance, member: int, start: int) -> int:
    """Cost of starting service then: too early, too late, or close to the window's end."""
    weights, visit = inst.weights[0], inst.member[member]
    cost = weights.early * max(0, visit.wanted - start) + weights.late * max(0, start - visit.due)
    thin = weights.slack_seconds - max(0, visit.closes - start)
    return int(cost + weights.slack * max(0, thin))


@inner
def stop_slope(inst: Instance, member: int, start: int) -> int:
    """What the next second of delay adds to ``stop_cost``."""
    weights, visit = inst.weights[0], inst.member[member]
    slope = 0
    if start < visit.wanted:
        slope -= weights.early
    if start >= visit.due:
        slope += weights.late
    if visit.closes - weights.slack_seconds <= start < visit.closes:
        slope += weights.slack
    return slope


@inner
def drive(inst: Instance, st: State, rider: int, start: int) -> int:
    """Cost of all stops of a day that starts then; sets departures and slopes."""
    cost, time = 0, _at_liberty(inst, rider, start)
    profile = inst.rider[rider].profile
    place = inst.rider[rider].place
    trips = st.day[rider].trips
    for rank in range(trips):
        slot = st.chain[rider, rank]
        ready = time
        time = _departure(inst, st, slot, time, place)
        canteen = inst.canteen[st.trip[slot].canteen]
        tight = time - ready <= inst.ride[profile, place, canteen.place] + canteen.loading
        if rank > 0:
            st.trip[st.chain[rider, rank - 1]].slope = 1 if tight else 0
        st.trip[slot].depart = time
        boarded = time - canteen.loading
        place = canteen.place
        node = st.trip[slot].first
        while node >= 0:
            time += inst.ride[profile, place, inst.node[node].enter]
            slope = 0
            for member in range(inst.node[node].members, inst.node[node].members_end):
                visit = inst.member[member]
                time = max(time + inst.reach[profile, member], visit.opens)
                cost += stop_cost(inst, member, time)
                cost += inst.weights[0].onboard * (time - boarded)
                slope += stop_slope(inst, member, time)
                time += visit.service
            cost += inst.assign[node, rider]
            st.visited[node].slope = slope
            place = inst.node[node].leave
            node = st.visited[node].after
    _add_slopes(st, rider)
    return int(cost)


@inner
def _add_slopes(st: State, rider: int) -> None:
    """From the slope of each stop to that of everything that comes after it as well."""
    slope = 0
    trips = st.day[rider].trips
    for rank in range(trips - 1, -1, -1):
        trip = st.trip[st.chain[rider, rank]]
        if rank == trips - 1 or trip.slope == 0:
            slope = 0
        trip.slope = slope
        node = trip.last
        while node >= 0:
            slope += st.visited[node].slope
            st.visited[node].slope = slope
            node = st.visited[node].before


@inner
def _at_liberty(inst: Instance, rider: int, start: int) -> int:
    if inst.rider[rider].begun == 1:
        return int(inst.rider[rider].free)
    return start


@inner
def _departure(inst: Instance, st: State, slot: int, time: int, place: int) -> int:
    """When the trip leaves if the rider is free at ``time`` at ``place``."""
    canteen = inst.canteen[st.trip[slot].canteen]
    profile = inst.rider[slot // inst.trips].profile
    ready = time + inst.ride[profile, place, canteen.place] + canteen.loading
    span = trip_span(load(st.whole, slot), canteen.opens, canteen.loading)
    return int(max(ready, span.earliest))


@inner
def _riding(inst: Instance, st: State, rider: int) -> int:
    """Cost of all rides of the day, frozen trips left out."""
    if inst.weights[0].riding == 0:
        return 0
    r, trips = inst.rider[rider], st.day[rider].trips
    seconds, place = 0, r.place
    for rank in range(trips):
        slot = st.chain[rider, rank]
        trip = st.trip[slot]
        seconds += inst.ride[r.profile, place, inst.canteen[trip.canteen].place]
        seconds += st.whole[slot].duration - trip.serving
        place = inst.node[trip.last].leave
    seconds += inst.ride[r.profile, place, r.home]
    return int(seconds * inst.weights[0].riding)
