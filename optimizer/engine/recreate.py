"""Recreate: absent nodes join trips again, one after another, each where it costs least.

Greedy insertion with blinks after Christiaens & Vanden Berghe (2020), "Slack Induction by String
Removals for Vehicle Routing Problems", with more orders and with new trips anywhere in a day.
"""

from __future__ import annotations

from optimizer.engine.changes import open_trip, put_in
from optimizer.engine.dice import below, uniform
from optimizer.engine.insertion import NEVER, best_new_trip, best_place
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.state import Journal, State

BLINK = 0.01
WINK, WINKS = 0.5, 0.05
"""Now and then every position is overlooked with a higher probability: greed needs an antidote."""
WAITING = 20
"""Most nodes that were absent before the ruin and are tried again in one iteration."""
RELUCTANCE = 0.9
"""How often a node is left out where serving it costs more than leaving it out."""
ORDERS = 8


@inner
def recreate(inst: Instance, st: State, jr: Journal, removed: int) -> None:
    """Insert the last ``removed`` of the absent, and some of those who waited before."""
    count = _gather(st, jr, removed)
    _sort(inst, st, jr, count)
    blink = WINK if uniform(st.dice) < WINKS else BLINK
    for k in range(count):
        insert(inst, st, jr, jr.order[k], blink)


@inner
def insert(inst: Instance, st: State, jr: Journal, node: int, blink: float) -> bool:
    """Put a node where it costs least; False: it stays absent.

    Kitchens that couple riders are asked last; a trip that they refuse is not tried again.
    """
    clock = st.clock[0]
    fresh = st.visited[node].saved == clock.iteration or uniform(st.dice) < 0.1
    clock.mark += 1
    best = best_place(inst, st, node, blink, fresh)
    best = best_new_trip(inst, st, node, blink, best)
    while best.cost < NEVER:
        if best.cost > inst.node[node].weight and uniform(st.dice) < RELUCTANCE:
            return False
        if best.slot >= 0:
            if put_in(inst, st, jr, node, best.slot, best.before):
                return True
            refused = best.slot
        else:
            if open_trip(inst, st, jr, node, best.rider, best.rank, best.canteen):
                return True
            refused = len(st.trip) + best.rider
        # A new mark, under which all that was refused so far stays barred.
        mark = clock.mark
        clock.mark += 1
        for row in range(len(st.barred)):
            if st.barred[row] == mark:
                st.barred[row] = clock.mark
        st.barred[refused] = clock.mark
        best = best_place(inst, st, node, blink, True)
        best = best_new_trip(inst, st, node, blink, best)
    return False


@inner
def _gather(st: State, jr: Journal, removed: int) -> int:
    """Nodes to insert: the removed, at the end of the list, and some who waited before."""
    absent = st.clock[0].absent
    waiting = absent - removed
    count = 0
    for k in range(waiting, absent):
        jr.order[count] = st.absent[k]
        count += 1
    if waiting <= WAITING:
        for k in range(waiting):
            jr.order[count] = st.absent[k]
            count += 1
        return count
    first = below(st.dice, waiting)
    for k in range(WAITING):
        jr.order[count] = st.absent[(first + k) % waiting]
        count += 1
    return count


@inner
def _sort(inst: Instance, st: State, jr: Journal, count: int) -> None:
    """Put the nodes into one of several orders, chosen at random."""
    kind = below(st.dice, ORDERS)
    for k in range(count):
        jr.keys[k] = _key(inst, st, jr.order[k], kind)
    for k in range(1, count):
        node, key = jr.order[k], jr.keys[k]
        at = k
        while at > 0 and jr.keys[at - 1] > key:
            jr.order[at], jr.keys[at] = jr.order[at - 1], jr.keys[at - 1]
            at -= 1
        jr.order[at], jr.keys[at] = node, key


@inner
def _key(inst: Instance, st: State, node: int, kind: int) -> int:
    """Sort key; ties keep the order of the list."""
    fixed, part = inst.node[node], inst.part[0, node]
    if kind == 0:
        return -int(fixed.boxes)
    if kind == 1:
        return -int(inst.ride[0, inst.canteen[0].place, fixed.enter])
    if kind == 2:
        return int(inst.ride[0, inst.canteen[0].place, fixed.enter])
    if kind == 3:
        return int(part.latest - part.earliest)
    if kind == 4:
        return -int(fixed.weight)
    if kind == 5:
        return -int(part.duration)
    return below(st.dice, 1 << 30)
