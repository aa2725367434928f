"""Runs that differ in nothing but the seed, taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from benchmarks.summary.limits import Limit, limit_of
from benchmarks.summary.texts import text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Group:
    """The runs of one strategy on one problem at one limit: rows of the frame of runs."""

    problem: str
    strategy: str
    limit: Limit
    runs: pd.DataFrame

    @property
    def good(self) -> pd.DataFrame:
        """Runs that ended with a plan that the checker accepts."""
        return self.runs[self.runs["ok"]]

    @property
    def failed(self) -> int:
        """Number of runs without such a plan."""
        return len(self.runs) - len(self.good)

    @property
    def checked(self) -> str:
        """Good runs of all, ``5/5``."""
        return f"{len(self.good)}/{len(self.runs)}"

    @property
    def name(self) -> str:
        """The strategy, and how many of its runs failed if any did."""
        return f"{self.strategy} ✗ {self.failed}/{len(self.runs)}" if self.failed else self.strategy

    def mean(self, field: str) -> float | None:
        """Mean of ``field`` over the good runs that have it, None if none has."""
        values = self.values(field)
        return sum(values) / len(values) if values else None

    def worst(self, field: str) -> float | None:
        """The largest value of ``field``; less is better in all that is compared."""
        return max(self.values(field), default=None)

    def values(self, field: str) -> list[float]:
        """``field`` of the good runs that have it, in the order of the frame."""
        good = self.good
        return [float(v) for v in good[field].dropna()] if field in good else []

    def reasons(self) -> list[str]:
        """Why runs failed, each reason once."""
        return list(dict.fromkeys(map(failure_of, self.failures())))

    def failures(self) -> list[pd.Series]:
        """The rows of the runs that failed."""
        return [row for _, row in self.runs[~self.runs["ok"]].iterrows()]

    def rank(self) -> tuple[float, ...]:
        """Sorts groups of one problem and limit: complete ones first, then by quality."""
        unserved, rest = self.mean("unserved_cost_h"), self.mean("cost_h")
        if unserved is None or rest is None:
            return (2.0,)
        return (float(self.failed > 0), unserved, rest)


def groups_of(frame: pd.DataFrame) -> list[Group]:
    """All groups: problems in the order of the frame, limits from short to long, best first."""
    if frame.empty:
        return []
    problems = {name: rank for rank, name in enumerate(dict.fromkeys(frame["problem"]))}
    keyed = [
        ((problems[row["problem"]], limit_of(row), str(row["strategy"])), place)
        for place, (_, row) in enumerate(frame.iterrows())
    ]
    groups = []
    for key, members in groupby(
        sorted(keyed, key=lambda k: (k[0][0], k[0][1].order, k[0][2], k[1])), key=lambda k: k[0]
    ):
        runs = frame.iloc[[place for _, place in members]]
        groups.append(
            Group(problem=runs.iloc[0]["problem"], strategy=key[2], limit=key[1], runs=runs)
        )
    return sorted(groups, key=lambda g: (problems[g.problem], g.limit.order, g.rank()))


def problems_of(groups: Sequence[Group]) -> dict[str, list[Group]]:
    """The groups by problem, in their order."""
    return {name: list(members) for name, members in groupby(groups, key=lambda g: g.problem)}


def failure_of(run: pd.Series) -> str:
    """Why a run failed, for people."""
    error = run["error"]
    return str(text("broke_rules")) if pd.isna(error) else str(error)
