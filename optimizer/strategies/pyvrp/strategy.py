"""The strategy: PyVRP's plans by waves, made whole."""

from __future__ import annotations

import time

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.divided import parts_of, together
from optimizer.strategies.progress import tell
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.search import Search
from optimizer.strategies.pyvrp.translation import plan_of_tours
from optimizer.strategies.repair import begun, cheapest, filled, patience
from optimizer.strategies.trimming import timed
from optimizer.texts import Text

RESERVE = 0.5
"""Wall seconds kept for the last steps, beside what the first translation took, twice."""


class PyVrp(Strategy):
    """PyVRP as a peer, see the package. An iteration is one of PyVRP's."""

    name = "pyvrp"
    summary = Text(
        "PyVRP 分波次：自动分波，再修整", "PyVRP by waves, split automatically and repaired"
    )

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Search until told to stop; the cheapest plan seen, the warm start included."""
        if parts := parts_of(problem, stop):
            return together(self, problem, parts, stop, seed, warm_start, on_progress)
        clock = Clock(stop)
        clock.reserve = RESERVE
        best = cheapest(problem, begun(problem, warm_start))
        search = Search(problem, clock, seed, warm_start)
        for found in search.run() if not stop.requested.is_set() else ():
            began = time.monotonic()
            plan = plan_of_tours(problem, search.customers, found.tours, patience(stop))
            best = cheapest(problem, (best, plan))
            clock.reserve = max(clock.reserve, RESERVE + 2 * (time.monotonic() - began))
            tell(problem, best, stop, clock.iterations, on_progress)
        if not stop.requested.is_set():
            full = filled(problem, best, Stop(seconds=patience(stop), requested=stop.requested))
            best = cheapest(problem, (best, full, timed(problem, full, patience(stop))))
        tell(problem, best, stop, clock.iterations, on_progress)
        return best
