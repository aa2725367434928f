"""When runs were told to stop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from benchmarks.solvers import SEEDLESS
from benchmarks.summary.texts import inline, text


class Limit(NamedTuple):
    """Seconds of wall time or iterations; neither: the strategy ends by itself, and is run once."""

    seconds: float | None = None
    iterations: int | None = None

    @property
    def order(self) -> tuple[bool, float, float]:
        """From short to long; strategies that end by themselves come last."""
        return (not any(self), self.seconds or 0.0, self.iterations or 0)

    def __str__(self) -> str:
        if self.seconds is not None:
            return f"{self.seconds:g} s"
        if self.iterations is not None:
            return f"{self.iterations:,} it"
        return inline(text("any_limit"))


def limit_of(run: pd.Series) -> Limit:
    """The limit of a row of the frame of runs; none where it decides nothing."""
    if run["strategy"] in SEEDLESS:
        return Limit()
    seconds, iterations = run["seconds"], run.get("iterations")
    if not pd.isna(seconds):
        return Limit(seconds=float(seconds))
    return Limit() if pd.isna(iterations) else Limit(iterations=int(iterations))


def longest_of(limits: Iterable[Limit]) -> Limit:
    """The longest of those that decide anything; without any, that of strategies that end."""
    return max(filter(any, limits), key=lambda limit: limit.order, default=Limit())
