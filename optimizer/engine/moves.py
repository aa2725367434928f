"""Moves of whole trips between riders, which no ruin of a few strings can find.

Which first trip and which second one make a day decides how much of it is waiting. All places for
a trip are priced in constant time each, and the cheapest is taken. The price is paid time, riders,
assignment and changed rounds, so that it knows less than the cost by which the move is then
accepted or not.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.engine.days import close_day, place_before, span_before, span_of
from optimizer.engine.dice import below, uniform
from optimizer.engine.insertion import NEVER
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.journal import begin, undo
from optimizer.engine.rounds import cost_of_trips
from optimizer.engine.spans import join
from optimizer.engine.state import Journal, State
from optimizer.engine.trips import give_trip, swap_trips

MOVES = 0.1
"""Share of the iterations that try to move a trip before they ruin."""
BLINK = 0.2
"""Probability with which a place is overlooked, so that moves differ."""
RIDERS = 40
"""Most riders who are asked."""


class Berth(NamedTuple):
    """A place for a trip in another rider's day: that of trip ``slot``, which comes back for it.

    ``slot`` -1: one trip more, at ``rank``. ``cost`` ``NEVER``: nowhere.
    """

    cost: int
    rider: int
    rank: int
    slot: int


@inner
def move_trip(inst: Instance, st: State, jr: Journal) -> bool:
    """Let a random trip and one of another rider swap places, or have it join another day.

    False: nothing has changed.
    """
    trip = st.visited[below(st.dice, len(inst.node))].trip
    if trip < 0 or not _free(inst, st, trip):
        return False
    best = Berth(NEVER, -1, -1, -1)
    first = below(st.dice, len(st.day))
    for k in range(min(len(st.day), RIDERS)):
        best = _better(inst, st, trip, (first + k) % len(st.day), best)
    if best.cost >= NEVER:
        return False
    if best.slot >= 0:
        done = swap_trips(inst, st, jr, trip, best.slot)
    else:
        done = give_trip(inst, st, jr, trip, best.rider, best.rank)
    if not done:
        undo(inst, st, jr)
        begin(st, jr)
    return bool(done)


@inner
def _better(inst: Instance, st: State, trip: int, rider: int, best: Berth) -> Berth:
    """The better of ``best`` and the cheapest place in the rider's day."""
    handing = _handing_over(inst, st, trip, rider)
    if handing >= NEVER:
        return best
    for rank in range(st.day[rider].trips):
        slot = st.chain[rider, rank]
        if uniform(st.dice) >= BLINK and _free(inst, st, slot):
            cost = _cost_of_swap(inst, st, trip, slot, handing)
            if cost < best.cost:
                best = Berth(cost, rider, rank, slot)
    for rank in range(st.day[rider].trips + 1):
        if uniform(st.dice) >= BLINK and _may_join(inst, st, trip, rider, rank):
            cost = _cost_of_gift(inst, st, trip, rider, rank, handing)
            if cost < best.cost:
                best = Berth(cost, rider, rank, -1)
    return best


@inner
def _free(inst: Instance, st: State, slot: int) -> bool:
    """Whether locks let the trip leave its place."""
    return bool(inst.rider[slot // inst.trips].locked == 0 and st.trip[slot].pinned == 0)


@inner
def _handing_over(inst: Instance, st: State, slot: int, rider: int) -> int:
    """Cost of another rider carrying the same nodes; ``NEVER`` if they may not.

    Riders with other riding times are not asked: their trip would be another one.
    """
    giver, trip = slot // inst.trips, st.trip[slot]
    r = inst.rider[rider]
    if rider == giver or r.locked == 1 or r.profile != inst.rider[giver].profile:
        return NEVER
    if trip.boxes > r.boxes or inst.loads_at[rider, trip.canteen] == 0:
        return NEVER
    cost, node = 0, trip.first
    while node >= 0:
        if inst.allowed[node, rider] == 0:
            return NEVER
        cost += inst.assign[node, rider] - inst.assign[node, giver]
        node = st.visited[node].after
    return int(cost)


@inner
def _may_join(inst: Instance, st: State, slot: int, rider: int, rank: int) -> bool:
    """Whether the trip may leave its rider, and be one more for another one there."""
    giver, day = slot // inst.trips, st.day[rider]
    if day.trips >= inst.rider[rider].trips or day.shut == 1:
        return False
    twins = inst.rider[rider].twin == inst.rider[giver].twin
    if twins and day.trips == 0 and st.day[giver].trips == 1:
        return False
    return not _pins_from(st, rider, rank) and not _pins_from(st, giver, st.trip[slot].rank)


@inner
def _pins_from(st: State, rider: int, rank: int) -> bool:
    """Whether locks tie nodes to the numbers of these trips."""
    for later in range(rank, st.day[rider].trips):
        if st.trip[st.chain[rider, later]].pinned > 0:
            return True
    return False


@inner
def _cost_of_swap(inst: Instance, st: State, one: int, two: int, handing: int) -> int:
    """``handing``: cost of handing over trip ``one``."""
    rider, mate = one // inst.trips, two // inst.trips
    back = _handing_over(inst, st, two, rider)
    if back >= NEVER:
        return NEVER
    rank, other = st.trip[one].rank, st.trip[two].rank
    mine = _cost_with(inst, st, rider, rank, rank + 1, two)
    if mine >= NEVER:
        return NEVER
    theirs = _cost_with(inst, st, mate, other, other + 1, one)
    if theirs >= NEVER:
        return NEVER
    changes = cost_of_trips(inst, st, rider, one, two) + cost_of_trips(inst, st, mate, two, one)
    return handing + back + mine + theirs + changes


@inner
def _cost_of_gift(inst: Instance, st: State, slot: int, rider: int, rank: int, handing: int) -> int:
    """``handing``: cost of handing over the trip."""
    saved = _cost_without(inst, st, slot)
    if saved >= NEVER:
        return NEVER
    cost = _cost_with(inst, st, rider, rank, rank, slot)
    if cost >= NEVER:
        return NEVER
    changes = cost_of_trips(inst, st, slot // inst.trips, slot, -1)
    return handing + cost + saved + changes + cost_of_trips(inst, st, rider, -1, slot)


@inner
def _cost_with(inst: Instance, st: State, rider: int, rank: int, rest: int, slot: int) -> int:
    """By how much a day gets dearer with a trip at ``rank`` and then its own from ``rest`` on."""
    r, day, trip, weights = inst.rider[rider], st.day[rider], st.trip[slot], inst.weights[0]
    canteen = inst.canteen[trip.canteen]
    ride = inst.ride[r.profile, place_before(inst, st, rider, rank), canteen.place]
    ready = span_before(inst, st, rider, rank)
    through = join(ready, ride + canteen.loading, span_of(inst, st, slot))
    total = close_day(inst, st, rider, rest, through, inst.node[trip.last].leave)
    if total.duration < 0:
        return NEVER
    used = day.trips > 0 or r.begun == 1
    cost = (total.duration - (day.paid if used else 0)) * r.percent
    cost += 0 if used else weights.rider
    return int(cost + weights.longest * max(0, total.duration - st.clock[0].longest))


@inner
def _cost_without(inst: Instance, st: State, slot: int) -> int:
    """By how much a day gets dearer, mostly below zero, without one of its trips."""
    rider, rank = slot // inst.trips, st.trip[slot].rank
    r, day = inst.rider[rider], st.day[rider]
    if day.trips == 1 and r.begun == 0:
        return int(-day.paid * r.percent - inst.weights[0].rider)
    before = span_before(inst, st, rider, rank)
    total = close_day(inst, st, rider, rank + 1, before, place_before(inst, st, rider, rank))
    return NEVER if total.duration < 0 else int((total.duration - day.paid) * r.percent)
