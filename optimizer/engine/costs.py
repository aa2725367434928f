"""The cost of a whole solution, and keeping the cheapest."""

from __future__ import annotations

from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.state import Best, Elite, State


@inner
def longest_day(inst: Instance, st: State) -> int:
    """Paid seconds of the longest day."""
    longest = inst.weights[0].elsewhere
    for rider in range(len(st.day)):
        if st.day[rider].trips > 0 or inst.rider[rider].begun == 1:
            longest = max(longest, st.day[rider].paid)
    return int(longest)


@inner
def total_cost(inst: Instance, st: State) -> int:
    """Cost of the whole solution; brings the longest day up to date."""
    clock = st.clock[0]
    clock.longest = longest_day(inst, st)
    return int(clock.missing + clock.days + inst.weights[0].longest * clock.longest)


@inner
def keep_if_best(st: State, best: Best, cost: int) -> None:
    """Copy the solution if it is the cheapest so far."""
    if cost < best.cost[0]:
        best.cost[0] = cost
        best.cost[1] = st.clock[0].missing
        best.visited[:] = st.visited
        best.trip[:] = st.trip
        best.day[:] = st.day
        best.chain[:] = st.chain


@inner
def keep_if_elite(st: State, elite: Elite, cost: int) -> None:
    """Copy the solution if it is among the cheapest and not yet among them."""
    if len(elite.cost) == 0:
        return
    worst = 0
    for row in range(len(elite.cost)):
        if elite.cost[row] > elite.cost[worst]:
            worst = row
    if cost >= elite.cost[worst]:
        return
    mark = _fingerprint(st)
    for row in range(len(elite.cost)):
        if elite.cost[row] == cost and elite.mark[row] == mark:
            return
    elite.cost[worst], elite.mark[worst] = cost, mark
    for node in range(len(st.visited)):
        elite.after[worst, node] = st.visited[node].after
    elite.trip[worst, :] = st.trip
    for rider in range(len(st.day)):
        elite.trips[worst, rider] = st.day[rider].trips
    elite.chain[worst, :, :] = st.chain


@inner
def _fingerprint(st: State) -> int:
    """A number that solutions hardly share unless they are the same."""
    mark = 0
    for rider in range(len(st.day)):
        for rank in range(st.day[rider].trips):
            trip = st.trip[st.chain[rider, rank]]
            mark = (mark * 31 + (rider * 97 + rank) * 89 + trip.canteen) % 1_000_000_007
            node = trip.first
            while node >= 0:
                mark = (mark * 8_191 + node + 1) % 1_000_000_007
                node = st.visited[node].after
    return mark
