"""Going back: what an iteration changes is written down before it changes."""

from __future__ import annotations

from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.kitchens import unbook
from optimizer.engine.state import Journal, State


@inner
def begin(st: State, jr: Journal) -> None:
    """Open the journal for the next iteration."""
    clock = st.clock[0]
    clock.iteration += 1
    clock.touched, clock.kept = 0, 0
    jr.clock[0] = st.clock[0]
    jr.absent[: clock.absent] = st.absent[: clock.absent]
    jr.left[:] = st.left
    jr.early[:] = st.early


@inner
def touch(inst: Instance, st: State, jr: Journal, rider: int) -> None:
    """Note a rider's day before its first change; its trips leave the batches until ``book``."""
    day, clock = st.day[rider], st.clock[0]
    if day.saved == clock.iteration:
        return
    day.saved = clock.iteration
    jr.riders[clock.touched] = rider
    clock.touched += 1
    jr.day[rider] = st.day[rider]
    jr.chain[rider] = st.chain[rider]
    for slot in range(rider * inst.trips, (rider + 1) * inst.trips):
        jr.trip[slot] = st.trip[slot]
        jr.whole[slot] = st.whole[slot]
        jr.before[slot] = st.before[slot]
        jr.through[slot] = st.through[slot]
        jr.onward[slot] = st.onward[slot]
        node = st.trip[slot].first
        while node >= 0:
            keep(st, jr, node)
            node = st.visited[node].after
    if inst.rider[rider].coupled == 1:
        unbook(inst, st, rider)


@inner
def keep(st: State, jr: Journal, node: int) -> None:
    """Note a node before its first change."""
    visited, clock = st.visited[node], st.clock[0]
    if visited.saved == clock.iteration:
        return
    visited.saved = clock.iteration
    jr.nodes[clock.kept] = node
    clock.kept += 1
    jr.visited[node] = st.visited[node]
    jr.head[node] = st.head[node]
    jr.tail[node] = st.tail[node]


@inner
def undo(inst: Instance, st: State, jr: Journal) -> None:
    """Back to where the iteration began; only numbers of marks and iterations go on."""
    clock = st.clock[0]
    for k in range(clock.touched):
        rider = jr.riders[k]
        st.day[rider] = jr.day[rider]
        st.chain[rider] = jr.chain[rider]
        for slot in range(rider * inst.trips, (rider + 1) * inst.trips):
            st.trip[slot] = jr.trip[slot]
            st.whole[slot] = jr.whole[slot]
            st.before[slot] = jr.before[slot]
            st.through[slot] = jr.through[slot]
            st.onward[slot] = jr.onward[slot]
    for k in range(clock.kept):
        node = jr.nodes[k]
        st.visited[node] = jr.visited[node]
        st.head[node] = jr.head[node]
        st.tail[node] = jr.tail[node]
    mark = clock.mark
    st.clock[0] = jr.clock[0]
    clock.mark = mark
    for k in range(clock.absent):
        node = jr.absent[k]
        st.absent[k] = node
        st.visited[node].position = k
    st.left[:] = jr.left
    st.early[:] = jr.early
