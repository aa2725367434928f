"""Ruin: strings of neighbouring stops are removed from trips that lie close together.

Adjacent string removal of Christiaens & Vanden Berghe (2020), "Slack Induction by String Removals
for Vehicle Routing Problems"; the names of the constants are theirs.
"""

from __future__ import annotations

from optimizer.engine.changes import mend, take_out
from optimizer.engine.dice import below, uniform
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.state import Journal, State

AVERAGE_REMOVED = 10
LONGEST_STRING = 10
SPLIT = 0.5
"""Share of strings that keep some stops in their middle."""
SPLIT_DEPTH = 0.01


@inner
def ruin(inst: Instance, st: State, jr: Journal) -> int:
    """Remove strings around a random node; returns how many nodes."""
    before = st.clock[0].absent
    n = len(inst.node)
    seed = below(st.dice, n)
    if before > 0 and uniform(st.dice) < 0.3:
        seed = st.absent[below(st.dice, before)]
    longest = min(LONGEST_STRING, _mean_trip(st, n - before))
    strings = 4.0 * AVERAGE_REMOVED / (1.0 + longest) - 1.0
    strings = int(1.0 + uniform(st.dice) * strings)
    st.clock[0].mark += 1
    done = _string_at(inst, st, jr, seed, longest)
    for k in range(inst.near.shape[1]):
        node = inst.near[seed, k]
        if done >= strings or node < 0:
            break
        done += _string_at(inst, st, jr, node, longest)
    for k in range(st.clock[0].touched):
        mend(inst, st, jr, jr.riders[k])
    return int(st.clock[0].absent - before)


@inner
def _mean_trip(st: State, served: int) -> int:
    """Mean number of nodes on a trip, rounded up; 1 if there is none."""
    trips = 0
    for rider in range(len(st.day)):
        trips += st.day[rider].trips
    return max(1, (served + trips - 1) // max(1, trips))


@inner
def _string_at(inst: Instance, st: State, jr: Journal, node: int, longest: int) -> int:
    """Remove a string that contains the node; 0 if its trip is absent or had one already."""
    slot = st.visited[node].trip
    if slot < 0 or st.barred[slot] == st.clock[0].mark:
        return 0
    st.barred[slot] = st.clock[0].mark
    size = st.trip[slot].nodes
    length = 1 + below(st.dice, min(longest, size))
    kept = 0
    if length > 1 and length < size and uniform(st.dice) < SPLIT:
        kept = 1
        while length + kept < size and uniform(st.dice) > SPLIT_DEPTH:
            kept += 1
    _remove(inst, st, jr, node, length, kept)
    return 1


@inner
def _remove(inst: Instance, st: State, jr: Journal, node: int, length: int, kept: int) -> None:
    """Remove ``length`` nodes from a run of ``length + kept`` that contains the node.

    The ``kept`` ones lie together inside the run, if there are any.
    """
    position, size = st.visited[node].position, st.trip[st.visited[node].trip].nodes
    run = length + kept
    low, high = max(0, position - run + 1), min(position, size - run)
    start = low + below(st.dice, high - low + 1)
    skip = start + 1 + below(st.dice, length) if kept > 0 else size
    at = node
    for _ in range(position - start):
        at = st.visited[at].before
    for k in range(start, start + run):
        after = st.visited[at].after
        if k < skip or k >= skip + kept:
            take_out(inst, st, jr, at)
        at = after
