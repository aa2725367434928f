"""Whether a changed solution replaces the current one.

Simulated annealing on the cost; and while somebody is absent, the absence counters of
Christiaens & Vanden Berghe (2020): a solution is taken if those it leaves out have been missing
less often, so that the hard ones gain weight the longer they wait. Counters are weighted with the
cost of leaving a node out, so that a vulnerable person counts for more.
"""

from __future__ import annotations

import math

from optimizer.engine.dice import uniform
from optimizer.engine.instance import Instance
from optimizer.engine.jit import inner
from optimizer.engine.state import Journal, State


@inner
def colder(st: State, before: int, after: int, temperature: float) -> bool:
    """Annealing: always downward, upward with a probability that falls with the temperature."""
    if after <= before:
        return True
    if temperature <= 0.0:
        return False
    return after < before - temperature * math.log(max(uniform(st.dice), 1e-300))


@inner
def hunted(
    inst: Instance, st: State, jr: Journal, before: int, after: int, temperature: float
) -> bool:
    """Absences first, then who is missing, then annealing on all other costs."""
    was, missing = jr.clock[0].missing, st.clock[0].missing
    gain = less_missed(inst, st, jr)
    if missing == 0 or gain > 0:
        return True
    if gain < 0:
        return False
    return missing < was or colder(st, before - was, after - missing, temperature)


@inner
def less_missed(inst: Instance, st: State, jr: Journal) -> int:
    """Whether the sum of weighted absence counters falls (1), stays (0) or rises (-1)."""
    saved = 0.0
    for k in range(jr.clock[0].absent):
        node = jr.absent[k]
        saved += _grief(inst, st, node)
    for k in range(st.clock[0].absent):
        saved -= _grief(inst, st, st.absent[k])
    if saved > 0.0:
        return 1
    return -1 if saved < 0.0 else 0


@inner
def _grief(inst: Instance, st: State, node: int) -> float:
    return float(inst.node[node].weight) * float(st.absences[node])


@inner
def count_absences(st: State) -> None:
    """One more iteration without those who are absent now."""
    for k in range(st.clock[0].absent):
        st.absences[st.absent[k]] += 1
