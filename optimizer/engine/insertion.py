"""Where a node costs least: every position that its neighbours offer, and new trips.

Paid time, riding, assignment and changed rounds are exact; the cost of early, late and thin stops
is taken from the slopes of the day as it stands, which is exact for small shifts.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.engine.days import close_day, place_before, span_before
from optimizer.engine.dice import uniform
from optimizer.engine.driving import stop_cost
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.kitchens import batch_has, may_draw
from optimizer.engine.rounds import change_is_priced, cost_of_joining, from_canteen
from optimizer.engine.segments import FAR, empty, load, then
from optimizer.engine.spans import Span, join, load_span, trip_span
from optimizer.engine.state import State

NEVER = 1 << 60


class Place(NamedTuple):
    """A position for a node: on trip ``slot`` behind node ``before``, or on a new trip.

    ``slot`` -1: new trip of ``rider`` at ``rank`` from ``canteen``. ``cost`` ``NEVER``: nowhere.
    """

    cost: int
    slot: int
    before: int
    rider: int
    rank: int
    canteen: int


@inner
def nowhere() -> Place:
    """No position."""
    return Place(NEVER, -1, -1, -1, -1, -1)


@inner
def best_place(inst: Instance, st: State, node: int, blink: float, fresh: bool) -> Place:
    """The cheapest position among trips that pass near, and new trips.

    Parameters
    ----------
    blink
        Probability with which a position is overlooked (Christiaens & Vanden Berghe 2020).
    fresh
        False: the node was absent before; only trips that have changed since all of them
        refused it are looked at, but these everywhere.
    """
    best = nowhere()
    since = -1 if fresh else st.visited[node].refused
    for k in range(inst.near.shape[1]):
        other = inst.near[node, k]
        if other < 0:
            break
        slot = st.visited[other].trip
        if slot < 0 or st.trip[slot].changed <= since or not may_join(inst, st, node, slot):
            continue
        if uniform(st.dice) >= blink:
            best = _better(inst, st, node, slot, other, best)
        if st.visited[other].before < 0 and uniform(st.dice) >= blink:
            best = _better(inst, st, node, slot, -1, best)
    return best


@inner
def may_join(inst: Instance, st: State, node: int, slot: int) -> bool:
    """Rules that do not depend on the position or on time."""
    fixed, trip = inst.node[node], st.trip[slot]
    rider = slot // inst.trips
    if trip.boxes + fixed.boxes > inst.rider[rider].boxes or inst.allowed[node, rider] == 0:
        return False
    if st.barred[slot] == st.clock[0].mark or fixed.label != trip.label:
        return False
    if fixed.pin >= 0 and fixed.pin != trip.rank:
        return False
    if not may_draw(inst, st, node, trip.canteen):
        return False
    if inst.rider[rider].coupled == 1 and not batch_has(inst, st, slot, fixed.boxes):
        return False
    for k in range(fixed.apart, fixed.apart_end):
        if st.visited[inst.apart[k]].trip == slot:
            return False
    return True


@inner
def _better(inst: Instance, st: State, node: int, slot: int, before: int, best: Place) -> Place:
    """The better of ``best`` and the position behind ``before``."""
    place = before if before >= 0 else len(inst.node) + slot
    if st.seen[place] == st.clock[0].mark:
        return best
    st.seen[place] = st.clock[0].mark
    after = st.trip[slot].first if before < 0 else st.visited[before].after
    if st.trip[slot].label >= 0 and not _in_order(inst, node, before, after):
        return best
    cost = _cost(inst, st, node, slot, before, after)
    if cost < best.cost:
        return Place(cost, slot, before, -1, -1, -1)
    return best


@inner
def _in_order(inst: Instance, node: int, before: int, after: int) -> bool:
    """Whether the node keeps the order of a locked trip there."""
    rank = inst.node[node].rank
    return (before < 0 or inst.node[before].rank < rank) and (
        after < 0 or rank < inst.node[after].rank
    )


@inner
def _cost(inst: Instance, st: State, node: int, slot: int, before: int, after: int) -> int:
    """By how much the day gets dearer; ``NEVER`` if it breaks a rule of time."""
    rider = slot // inst.trips
    r, day, trip, weights = inst.rider[rider], st.day[rider], st.trip[slot], inst.weights[0]
    ride, canteen = inst.ride[r.profile], inst.canteen[trip.canteen]
    enter, leave = inst.node[node].enter, inst.node[node].leave
    part = load(inst.part[r.profile], node)
    if before < 0:
        origin, served = canteen.place, empty()
    else:
        origin, served = inst.node[before].leave, load(st.head, before)
    there = ride[origin, enter]
    segment = then(served, there, part)
    detour = part.duration + there
    place = leave
    if after >= 0:
        back = ride[leave, inst.node[after].enter]
        segment = then(segment, back, load(st.tail, after))
        detour += back - ride[origin, inst.node[after].enter]
        place = inst.node[trip.last].leave
    span = trip_span(segment, canteen.opens, canteen.loading)
    if span.duration < 0:
        return NEVER
    total = close_day(
        inst, st, rider, trip.rank + 1, join(load_span(st.before, slot), 0, span), place
    )
    if total.duration < 0:
        return NEVER
    whole = st.whole[slot]
    cost = (total.duration - day.paid) * r.percent + inst.assign[node, rider]
    cost += weights.longest * max(0, total.duration - st.clock[0].longest)
    boarded = (segment.visits - whole.visits) * canteen.loading
    cost += weights.onboard * (segment.onboard - whole.onboard + boarded)
    if weights.riding > 0:
        cost += weights.riding * (segment.duration - whole.duration - inst.node[node].serving)
        if after < 0:
            cost += weights.riding * _moved_end(inst, st, rider, trip.rank, trip.last, leave)
    # Once the trip leaves later, everything on it is later; from ``after`` on by the detour too.
    depart = min(max(trip.depart, span.earliest), span.latest)
    shift = depart - trip.depart
    if shift != 0:
        cost += shift * st.visited[trip.first].slope
    if change_is_priced(inst):
        reached = before if before >= 0 else from_canteen(trip.canteen)
        cost += cost_of_joining(inst, st, node, rider, reached, after)
    cost += detour * (st.visited[after].slope if after >= 0 else trip.slope)
    return int(cost + _stop_costs(inst, node, r.profile, depart + served.duration + there))


@inner
def _moved_end(inst: Instance, st: State, rider: int, rank: int, last: int, place: int) -> int:
    """Seconds by which the ride after a trip gets longer if it ends at ``place``."""
    r = inst.rider[rider]
    goal = r.home
    if rank + 1 < st.day[rider].trips:
        goal = inst.canteen[st.trip[st.chain[rider, rank + 1]].canteen].place
    was = 0 if last < 0 else inst.ride[r.profile, inst.node[last].leave, goal]
    return int(inst.ride[r.profile, place, goal] - was)


@inner
def _stop_costs(inst: Instance, node: int, profile: int, arrival: int) -> int:
    """Cost of the node's own stops if it is reached then."""
    cost, time = 0, arrival
    for member in range(inst.node[node].members, inst.node[node].members_end):
        time = max(time + inst.reach[profile, member], inst.member[member].opens)
        cost += stop_cost(inst, member, time)
        time += inst.member[member].service
    return cost


@inner
def best_new_trip(inst: Instance, st: State, node: int, blink: float, best: Place) -> Place:
    """The better of ``best`` and the cheapest new trip for the node alone."""
    mark = st.clock[0].mark
    slots = len(st.trip)
    twin = -1
    for rider in range(len(st.day)):
        day, r = st.day[rider], inst.rider[rider]
        if day.trips >= r.trips or day.shut == 1 or st.barred[slots + rider] == mark:
            continue
        if inst.allowed[node, rider] == 0 or inst.node[node].boxes > r.boxes:
            continue
        if day.trips == 0 and r.begun == 0:
            if r.twin == twin:
                continue
            twin = r.twin
        for canteen in range(len(inst.canteen)):
            if inst.loads_at[rider, canteen] == 0 or not may_draw(inst, st, node, canteen):
                continue
            for rank in range(day.trips + 1):
                if uniform(st.dice) < blink or not _may_open(inst, st, node, rider, rank):
                    continue
                cost = _cost_of_trip(inst, st, node, rider, rank, canteen)
                if cost < best.cost:
                    best = Place(cost, -1, -1, rider, rank, canteen)
    return best


@inner
def _may_open(inst: Instance, st: State, node: int, rider: int, rank: int) -> bool:
    """Whether locks allow a new trip for the node there."""
    fixed, trips = inst.node[node], st.day[rider].trips
    if fixed.pin >= 0 and fixed.pin != rank:
        return False
    for later in range(rank, trips):
        if st.trip[st.chain[rider, later]].pinned > 0:
            return False
    if inst.rider[rider].locked == 0:
        return True
    if rank > 0 and st.trip[st.chain[rider, rank - 1]].label >= fixed.label:
        return False
    return bool(rank == trips or fixed.label < st.trip[st.chain[rider, rank]].label)


@inner
def _cost_of_trip(inst: Instance, st: State, node: int, rider: int, rank: int, canteen: int) -> int:
    """By how much the day gets dearer by a trip for the node alone."""
    r, day, weights = inst.rider[rider], st.day[rider], inst.weights[0]
    ride, kitchen = inst.ride[r.profile], inst.canteen[canteen]
    there = ride[kitchen.place, inst.node[node].enter]
    segment = then(empty(), there, load(inst.part[r.profile], node))
    span = trip_span(segment, kitchen.opens, kitchen.loading)
    origin = place_before(inst, st, rider, rank)
    approach = ride[origin, kitchen.place]
    day_so_far = span_before(inst, st, rider, rank)
    ready = join(day_so_far, approach + kitchen.loading, Span(0, -FAR, FAR))
    leave = inst.node[node].leave
    total = close_day(inst, st, rider, rank, join(ready, 0, span), leave)
    if total.duration < 0:
        return NEVER
    used = day.trips > 0 or r.begun == 1
    cost = (total.duration - (day.paid if used else 0)) * r.percent + inst.assign[node, rider]
    cost += weights.longest * max(0, total.duration - st.clock[0].longest)
    cost += weights.onboard * (segment.onboard + segment.visits * kitchen.loading)
    cost += 0 if used else weights.rider
    cost += weights.riding * (approach + there + _after(inst, st, rider, rank, origin, leave))
    if change_is_priced(inst):
        cost += cost_of_joining(inst, st, node, rider, from_canteen(canteen), -1)
    depart = max(ready.earliest + ready.duration, span.earliest)
    return int(cost + _stop_costs(inst, node, r.profile, depart + there))


@inner
def _after(inst: Instance, st: State, rider: int, rank: int, origin: int, leave: int) -> int:
    """Seconds that the ride onward from ``leave`` takes more than the one from ``origin``."""
    r = inst.rider[rider]
    goal = r.home
    if rank < st.day[rider].trips:
        goal = inst.canteen[st.trip[st.chain[rider, rank]].canteen].place
    was = 0
    if st.day[rider].trips > 0 or r.begun == 1:
        was = inst.ride[r.profile, origin, goal]
    return int(inst.ride[r.profile, leave, goal] - was)


@inner
def place_at_end(
    inst: Instance, st: State, node: int, slot: int, rider: int, canteen: int
) -> Place:
    """The end of a trip, or with ``slot`` -1 of the rider's day on a new trip, if allowed."""
    if slot >= 0:
        last = st.trip[slot].last
        if not may_join(inst, st, node, slot):
            return nowhere()
        if st.trip[slot].label >= 0 and not _in_order(inst, node, last, -1):
            return nowhere()
        return Place(_cost(inst, st, node, slot, last, -1), slot, last, rider, -1, canteen)
    r, day = inst.rider[rider], st.day[rider]
    rank = day.trips
    if rank >= r.trips or inst.allowed[node, rider] == 0 or inst.node[node].boxes > r.boxes:
        return nowhere()
    if inst.loads_at[rider, canteen] == 0 or not may_draw(inst, st, node, canteen):
        return nowhere()
    if not _may_open(inst, st, node, rider, rank):
        return nowhere()
    return Place(_cost_of_trip(inst, st, node, rider, rank, canteen), -1, -1, rider, rank, canteen)
