"""Random iterations of the engine taken back; run without the compiler, to call its parts."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from optimizer.engine.gate import instance_of
from optimizer.engine.island import Island
from optimizer.engine.journal import begin, undo
from optimizer.engine.recreate import recreate
from optimizer.engine.ruin import ruin
from optimizer.problem import Problem
from optimizer.stop import Stop
from tests import random_days

GO_ON = {"dice", "seen", "barred", "absences"}
"""Random numbers and counters: they never go back."""
MARKS = {"saved", "iteration", "mark"}
"""Fields of records that never go back."""


def undo_iterations(count: int = 15) -> int:
    """Take back every second of ``count`` iterations on many days; how many changed something."""
    changed = 0
    for seed in range(24):
        problem = random_days.problem(
            seed,
            visits=3 + seed % 5,
            riders=1 + seed % 3,
            canteens=1 + seed // 3 % 2,
            kitchens=seed % 2 == 0,
            locks=seed % 4,
            frozen=seed % 5 == 0,
        )
        changed += _undo_on(problem, seed, count)
    return changed


def _undo_on(problem: Problem, seed: int, count: int) -> int:
    instance, _ = instance_of(problem)
    island = Island(instance, seed)
    state, journal = island.state, island.journal
    island.start((), Stop())
    changed = 0
    for number in range(count if len(instance.node) else 0):
        before = picture(island)
        begin(state, journal)
        removed = ruin(instance, state, journal)
        recreate(instance, state, journal, removed)
        if number % 2:
            changed += picture(island) != before
            undo(instance, state, journal)
            assert picture(island) == before
    return changed


def picture(island: Island) -> dict[str, bytes]:
    """Everything that must come back, bit for bit."""
    picture = {}
    for field in fields(island.state):
        array = getattr(island.state, field.name)
        if field.name in GO_ON:
            continue
        if array.dtype.names is None:
            picture[field.name] = _of_absent(island, field.name, array).tobytes()
            continue
        for name in array.dtype.names:
            if name not in MARKS | {"touched", "kept"}:
                picture[f"{field.name}.{name}"] = np.ascontiguousarray(array[name]).tobytes()
    return picture


def _of_absent(island: Island, name: str, array: np.ndarray) -> np.ndarray:
    """Of the list of the absent only what is in use; anything else whole."""
    return array[: island.state.clock[0].absent] if name == "absent" else array
