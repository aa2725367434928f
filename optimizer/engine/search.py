"""The search itself: ruin, recreate, accept or go back, some hundred times a call."""

from __future__ import annotations

from optimizer.engine.acceptance import colder, count_absences, hunted
from optimizer.engine.changes import settle_touched
from optimizer.engine.costs import keep_if_best, keep_if_elite, longest_day, total_cost
from optimizer.engine.dice import uniform
from optimizer.engine.instance import Instance
from optimizer.engine.jit import entry, inner
from optimizer.engine.journal import begin, undo
from optimizer.engine.moves import MOVES, move_trip
from optimizer.engine.recreate import recreate
from optimizer.engine.ruin import ruin
from optimizer.engine.state import Best, Elite, Journal, State


@entry
def improve(
    inst: Instance,
    st: State,
    jr: Journal,
    best: Best,
    elite: Elite,
    iterations: int,
    hot: float,
    cold: float,
    hunting: bool,
) -> None:
    """Ruin and recreate ``iterations`` times, from temperature ``hot`` to ``cold``.

    Now and then a whole trip moves instead of the ruin.
    ``hunting``: as long as somebody is absent, acceptance looks at absences first.
    """
    factor = (cold / hot) ** (1.0 / max(1, iterations)) if hot > 0.0 else 1.0
    temperature = hot
    now = total_cost(inst, st)
    keep_if_best(st, best, now)
    keep_if_elite(st, elite, now)
    for _ in range(iterations):
        begin(st, jr)
        missing = st.clock[0].missing
        moved = uniform(st.dice) < MOVES and move_trip(inst, st, jr)
        removed = 0 if moved else ruin(inst, st, jr)
        recreate(inst, st, jr, removed)
        settle_touched(inst, st, jr)
        new = total_cost(inst, st)
        if hunting and (missing > 0 or st.clock[0].missing > 0):
            taken = hunted(inst, st, jr, now, new, temperature)
            count_absences(st)
        else:
            taken = colder(st, now, new, temperature)
        keep_if_best(st, best, new)
        keep_if_elite(st, elite, new)
        if taken:
            now = new
            _note_refusals(st)
        else:
            undo(inst, st, jr)
            st.clock[0].longest = longest_day(inst, st)
        temperature *= factor


@inner
def _note_refusals(st: State) -> None:
    for k in range(st.clock[0].absent):
        st.visited[st.absent[k]].refused = st.clock[0].iteration
