"""What all peers share: proposals one after another, each mended, the cheapest plan kept."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from benchmarks.peers.repair import Raw, Report, mended
from benchmarks.peers.worker import Worker
from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.progress import tell
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.repair import begun, patience

SHARE = 0.1
"""Of what is left of the time, for each step of a repair."""

RESERVE = 0.3
"""Wall seconds kept for the last repair, beside what the longest one took."""


class Peer(Strategy):
    """Another system as a strategy.

    ``last_report`` tells what repair did to the proposal behind the plan returned last; None if
    that plan is no proposal's: nothing was proposed, or nothing was better than the warm start.
    """

    last_report: Report | None = None
    worker: ClassVar[str | None] = None
    """The module that runs the other system in a process of its own, if it needs one."""

    _prepared: Worker | None = None

    def prepare(self) -> None:
        """Start the process, if there is one: what the other system loads takes half a second."""
        if self.worker is not None:
            self._prepared = Worker(self.worker)
            self._prepared.prepare()

    def _working(self) -> Worker:
        """The process that was prepared, once; else a new one."""
        assert self.worker is not None  # noqa: S101  # only peers that name one ask
        worker, self._prepared = self._prepared or Worker(self.worker), None
        return worker

    @abstractmethod
    def proposals(
        self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None
    ) -> Iterator[Raw]:
        """Riders' days as the other system makes them, until the clock is past its end.

        Iterations of the other system are counted in ``clock.iterations``.
        """
        ...

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """The cheapest of all mended proposals, the warm start included."""
        clock = Clock(stop)
        clock.reserve = RESERVE
        self.last_report = None
        best, cost = _begun(problem, warm_start)
        if not stop.requested.is_set():
            for raw in self.proposals(problem, clock, seed, warm_start):
                if stop.requested.is_set() and self.last_report is not None:
                    break
                began = time.monotonic()
                plan, report = mended(problem, raw, patience(stop, SHARE), stop.requested)
                price = check(problem, plan).cost["total"]
                if price < cost:
                    best, cost, self.last_report = plan, price, report
                clock.reserve = max(clock.reserve, RESERVE + 1.2 * (time.monotonic() - began))
                tell(problem, best, stop, clock.iterations, on_progress, cost)
        tell(problem, best, stop, clock.iterations, on_progress, cost)
        return best


def _begun(problem: Problem, warm_start: Plan | None) -> tuple[Plan, int]:
    """What stands before the search, and its cost: locked days, or the warm start mended."""
    plans = list(begun(problem, warm_start))
    judged = [(check(problem, plan), plan) for plan in plans]
    sound = [(verdict.cost["total"], plan) for verdict, plan in judged if not verdict.violations]
    cost, plan = min(sound or [(judged[0][0].cost["total"], plans[0])], key=lambda one: one[0])
    return plan, cost
