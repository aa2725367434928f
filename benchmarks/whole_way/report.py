"""The steps as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.page import table_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One database's run: seconds of wall time and peak memory in MB by row, and what came out."""

    seconds: Mapping[str, float]
    peak_mb: Mapping[str, int]
    people: int
    orders: int
    verdict: Mapping[str, Any]


def markdown(columns: Mapping[str, Measured], *, cores: int, limit: float) -> str:
    """A row per step, two columns per database, and the sum."""
    kinds = list(columns)
    header = ["步骤 step", *(f"{kind} s" for kind in kinds), *(f"{kind} MB" for kind in kinds)]
    return "\n".join(
        [
            table_row(header),
            table_row(["---"] * len(header)),
            *(table_row(cells) for cells in _cells(columns)),
            "",
            *_outcomes(columns, cores, limit),
        ]
    )


def _cells(columns: Mapping[str, Measured]) -> Iterator[list[str]]:
    runs = list(columns.values())
    for name in runs[0].seconds:
        spent = [f"{run.seconds[name]:.1f}" for run in runs]
        yield [name, *spent, *(f"{run.peak_mb[name]:,}" for run in runs)]
    totals = [f"**{sum(run.seconds.values()):.1f}**" for run in runs]
    yield ["**全程 all**", *totals, *(f"{max(run.peak_mb.values()):,}" for run in runs)]


def _outcomes(columns: Mapping[str, Measured], cores: int, limit: float) -> Iterator[str]:
    for kind, run in columns.items():
        kpis, mark = run.verdict["kpis"], "✓" if run.verdict["ok"] else "✗"
        yield (
            f"{kind}: {run.people:,} people, {run.orders:,} orders, {kpis['visits']:,} visits, "
            f"{kpis['riders']} riders; {kpis['meals_unserved']} of {kpis['meals']:,} meals "
            f"unserved; check {mark}; plan limit {limit:g} s, {cores} cores."
        )
