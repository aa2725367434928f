"""One search: a state, its best solution, and what it is after at the moment."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum

import numpy as np

from optimizer.engine import search, solution
from optimizer.engine.audit import audit, snapshot
from optimizer.engine.insertion import NEVER
from optimizer.engine.instance import Instance
from optimizer.engine.runs import Runs
from optimizer.engine.state import Best, empty_best, new_elite, new_journal, new_state
from optimizer.stop import Stop

CHUNK = 250
"""Iterations between two looks at the clock: some hundredths of a second."""
AT_ONCE = 200
"""Nodes inserted between two looks at the clock."""


class Aim(Enum):
    """What the search is after: serve all, do it with fewer riders, do it cheaply."""

    SERVE = 0
    FEWER = 1
    COST = 2


SERVE_UNTIL = 0.6
"""Share of the effort after which those still absent are left to the cost phase."""
FEWER_UNTIL = 0.6
"""Share of the effort after which no rider is spared any more."""
TRIAL = 0.35
"""Share of the effort for an attempt to spare one rider."""
HUNT, HOT, COLD = 20_000.0, 10_000.0, 100.0
"""Temperatures of the annealing, hundredths of a second."""
FEW = 100
"""Nodes below which it gets hotter: the fewer there are, the more each weighs in the cost."""


class Island:
    """Searches one instance from one seed; any thread may call it, one at a time."""

    def __init__(
        self,
        instance: Instance,
        seed: int,
        *,
        heat: float = 1.0,
        elite: int = 0,
        audited: bool = False,
    ) -> None:
        self.instance = instance
        self.audited = audited
        self.heat = heat
        self.state = new_state(instance, seed)
        self.journal = new_journal(instance, self.state)
        self.best = empty_best(instance)
        self.elite = new_elite(instance, elite)
        self.fewest: Best | None = None
        self.aim = Aim.SERVE
        self._trial_until: float | None = None
        self._cost_since = 0.0

    def start(self, runs: Runs, stop: Stop) -> None:
        """Serve what ``runs`` serve as far as rules allow, then whoever else fits."""
        solution.reset(self.instance, self.state)
        for rider, canteen, nodes in runs:
            solution.lay(self.instance, self.state, self.journal, rider, canteen, nodes)
        order = np.argsort(-self.instance.node.weight, kind="stable")
        for begin in range(0, len(order), AT_ONCE):
            if stop.requested.is_set() or stop.remaining() <= 0:
                break
            part = order[begin : begin + AT_ONCE]
            solution.fill(self.instance, self.state, self.journal, part)
        self._improve(0, 1.0, 1.0, hunting=False)
        if not self._everybody_counts():
            self.aim = Aim.COST

    def run(self, iterations: int, share: float) -> None:
        """Search on; ``share`` of the whole effort is spent."""
        if self.aim is Aim.SERVE:
            self._serve(iterations, share)
        elif self.aim is Aim.FEWER:
            self._spare(iterations, share)
        else:
            rest = max(1e-9, 1.0 - self._cost_since)
            hot = self.heat * HOT * max(1.0, FEW / len(self.instance.node))
            temperature = hot * (COLD / hot) ** min(1.0, (share - self._cost_since) / rest)
            self._improve(iterations, temperature, temperature, hunting=False)

    def resume(self, known: Best) -> None:
        """Go on from a solution of the same instance, whatever its cost is said to be."""
        self._copy(known)
        self._back_to(self.best)
        self.best.cost[:] = np.iinfo(np.int64).max
        self._improve(0, 1.0, 1.0, hunting=False)

    def adopt(self, other: Island) -> None:
        """Go on from another island's best solution."""
        self._copy(other.best)
        self._back_to(self.best)
        self.aim, self._cost_since, self.fewest = other.aim, other._cost_since, other.fewest
        self._trial_until = None

    def _everybody_counts(self) -> bool:
        """Whether leaving anybody out costs more than a day: else it is one cost among others."""
        days = self.state.day.cost[self.state.day.cost > 0]
        return len(days) == 0 or bool(self.instance.node.weight.min(initial=NEVER) > days.mean())

    def _copy(self, known: Best) -> None:
        for field in fields(Best):
            getattr(self.best, field.name)[...] = getattr(known, field.name)

    def _serve(self, iterations: int, share: float) -> None:
        if self.best.cost[1] == 0:
            self.aim = Aim.FEWER
            self._spare(iterations, share)
        elif share > SERVE_UNTIL:
            self._to_cost(share)
        else:
            self._improve(iterations, HUNT, HUNT, hunting=True)

    def _spare(self, iterations: int, share: float) -> None:
        """Try to do without one more rider; on success without another, else turn to cost."""
        if self._trial_until is None:
            rider = solution.spare_rider(self.instance, self.state)
            if share > FEWER_UNTIL or not self._may_do_without(rider):
                self._to_cost(share)
                return
            solution.shut(self.instance, self.state, self.journal, rider)
            self._trial_until = share + TRIAL
        self._improve(iterations, HUNT, HUNT, hunting=True)
        if self.state.clock[0].missing <= self.best.cost[1]:
            self.fewest = snapshot(self.instance, self.state)
            self._trial_until = None
        elif share > self._trial_until:
            self._to_cost(share)

    def _may_do_without(self, rider: int) -> bool:
        """Whether sparing the rider saves anything and the others have boxes for everybody."""
        if rider < 0 or self.instance.weights[0].rider == 0:
            return False
        others = self.state.day.shut == 0
        others[rider] = False
        room = (self.instance.rider.boxes * self.instance.rider.trips)[others].sum()
        served = self.state.visited.trip >= 0
        return bool(room >= self.instance.node.boxes[served].sum())

    def _to_cost(self, share: float) -> None:
        """Go on with the fewest riders that could serve all; any rider may come back."""
        self._back_to(self.fewest or self.best)
        self.state.day.shut = 0
        self.aim, self._cost_since = Aim.COST, share

    def _back_to(self, known: Best) -> None:
        solution.restore(self.instance, self.state, self.journal, known)

    def _improve(self, iterations: int, hot: float, cold: float, *, hunting: bool) -> None:
        """Ruin and recreate; audited after every single iteration if asked."""
        for part in [1] * iterations if self.audited else [iterations]:
            search.improve(
                self.instance,
                self.state,
                self.journal,
                self.best,
                self.elite,
                part,
                hot,
                cold,
                hunting,
            )
            if self.audited:
                audit(self.instance, self.state)
