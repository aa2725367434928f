"""The debug level: everything that the search keeps up to date, computed again from the links."""

from __future__ import annotations

import numpy as np

from optimizer.engine import solution
from optimizer.engine.instance import Instance
from optimizer.engine.state import Best, State, empty_best, new_journal, new_state

_TRIP = (
    "first",
    "last",
    "nodes",
    "boxes",
    "canteen",
    "pinned",
    "rank",
    "serving",
    "slope",
    "depart",
    "late",
)
_DAY = ("trips", "start", "paid", "cost", "differences", "shut")


class EngineDefect(Exception):
    """The search's books and its trips tell different stories: a mistake in the engine."""


def audit(instance: Instance, state: State) -> None:
    """Compare a state with one that is built anew from the same trips.

    Raises
    ------
    EngineDefect
        With the first record that differs.
    """
    anew = new_state(instance, 0)
    solution.restore(instance, anew, new_journal(instance, anew), snapshot(instance, state))
    days = [r for r in range(len(state.day)) if state.day[r].trips or instance.rider[r].begun]
    slots = [int(s) for r in days for s in state.chain[r, : state.day[r].trips]]
    nodes = np.flatnonzero(state.visited.trip >= 0)
    _same("absent", state, _absent(state), _absent(anew))
    for name in ("missing", "days", "absent"):
        _same(name, state, state.clock[0][name], anew.clock[0][name])
    for name in ("left", "early"):
        _same(name, state, getattr(state, name), getattr(anew, name))
    for name in _DAY:
        _same(f"day.{name}", state, state.day[name][days], anew.day[name][days])
    for name in _TRIP:
        _same(f"trip.{name}", state, state.trip[name][slots], anew.trip[name][slots])
    for name in ("whole", "before", "through", "onward"):
        _same(name, state, getattr(state, name)[slots], getattr(anew, name)[slots])
    for name in ("head", "tail"):
        _same(name, state, getattr(state, name)[nodes], getattr(anew, name)[nodes])
    for name in ("position", "slope"):
        ours, theirs = state.visited[name][nodes], anew.visited[name][nodes]
        _same(f"visited.{name}", state, ours, theirs)


def snapshot(instance: Instance, state: State) -> Best:
    """The state's present solution."""
    best = empty_best(instance)
    for name in ("visited", "trip", "day", "chain"):
        getattr(best, name)[...] = getattr(state, name)
    return best


def _absent(state: State) -> list[int]:
    return sorted(int(node) for node in state.absent[: state.clock[0].absent])


def _same(what: str, state: State, ours: object, theirs: object) -> None:
    if not np.array_equal(np.asarray(ours), np.asarray(theirs)):
        iteration = state.clock[0].iteration
        raise EngineDefect(
            f"第 {iteration} 次迭代：{what} 应为 {theirs}，实为 {ours} / "
            f"iteration {iteration}: {what} is {ours} and should be {theirs}"
        )
