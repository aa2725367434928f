"""What every planning strategy offers."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Protocol

from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Progress, Stop
from optimizer.texts import Text

OnProgress = Callable[[Progress], None]


class Strategy(Protocol):
    """A way to make a plan from a problem.

    Implementations are stateless. The same problem, seed and iteration limit give the same
    plan; ``solve`` returns within a second of being told to stop, with the best plan it has.
    """

    name: str
    """Name in the registry, in files and on the command line."""
    summary: Text
    """One line for a list of strategies."""

    def supports(self, problem: Problem) -> Sequence[Text]:
        """Why this strategy cannot state ``problem``; empty, as here, if it can."""
        del problem
        return ()

    def prepare(self) -> None:
        """Load or compile what would otherwise be taken from the time limit."""
        return

    @abstractmethod
    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Make a plan that breaks no rule; ``planning.solve`` adds reasons, cost and KPIs."""
        ...
