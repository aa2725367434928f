"""One strategy against another, run by run, on the same problem with the same seed and limit.

What is compared is what the search minimises: first the weighted unserved, then the rest of the
cost. A run that failed loses to one that did not. A strategy that ends by itself was run once, and
meets every run of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from benchmarks.summary.limits import Limit, limit_of

REFERENCE = "engine"
"""Whom all others are held against: what Songcan plans with if nothing else is asked for."""

TOLERANCE_H = 1e-9
"""Costs are whole seconds; as hours they may differ by rounding."""

Quality = tuple[float, float]


class Score(NamedTuple):
    """Runs that a strategy won, drew and lost."""

    wins: int = 0
    ties: int = 0
    losses: int = 0

    def __str__(self) -> str:
        return f"{self.wins} – {self.ties} – {self.losses}"

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(*map(sum, zip(self, other, strict=True)))


Scores = Mapping[str, Mapping[str, Score]]
"""Score by strategy, then by problem."""


def duels(frame: pd.DataFrame, reference: str = REFERENCE) -> Scores:
    """How every other strategy did against ``reference``, from the other's point of view."""
    runs: dict[tuple[str, str], list[pd.Series]] = defaultdict(list)
    for _, row in frame.iterrows():
        runs[row["strategy"], row["problem"]].append(row)
    scores: dict[str, dict[str, Score]] = {}
    for (strategy, problem), theirs in runs.items():
        pairs = list(_pairs(theirs, runs.get((reference, problem), [])))
        if strategy != reference and pairs:
            scores.setdefault(strategy, {})[problem] = _score(pairs)
    return dict(sorted(scores.items()))


def total(scores: Iterable[Score]) -> Score:
    """All of them together."""
    whole = Score()
    for score in scores:
        whole = whole.plus(score)
    return whole


def quality(run: pd.Series) -> Quality:
    """Weighted unserved, then the rest, both in hours of cost; a failed run is worst."""
    if not run["ok"]:
        return (float("inf"), float("inf"))
    return (float(run["unserved_cost_h"]), float(run["cost_h"]))


def _pairs(
    theirs: Iterable[pd.Series], ours: Iterable[pd.Series]
) -> Iterable[tuple[Quality, Quality]]:
    ours = list(ours)
    for run in theirs:
        limit = limit_of(run)
        for other in ours:
            if limit == Limit() or (limit == limit_of(other) and run["seed"] == other["seed"]):
                yield quality(run), quality(other)


def _score(pairs: Iterable[tuple[Quality, Quality]]) -> Score:
    signs = [_sign(theirs, ours) for theirs, ours in pairs]
    return Score(signs.count(-1), signs.count(0), signs.count(1))


def _sign(theirs: Quality, ours: Quality) -> int:
    """-1 if theirs is better, 1 if it is worse."""
    for a, b in zip(theirs, ours, strict=True):
        if a != b and not abs(a - b) <= TOLERANCE_H:
            return -1 if a < b else 1
    return 0
