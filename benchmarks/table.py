"""Measurements as a Markdown table."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.measure import Measurement
from benchmarks.page import table_row

HEADER = (
    "策略 strategy",
    "限时 limit",
    "未送 unserved 1 / 2 / 3",
    "骑手 riders",
    "趟 trips",
    "工时 paid h",
    "在途 on board mean / longest min",
    "成本 cost h",
    "CPU s",
    "核验 check",
)


def markdown(measurements: Iterable[Measurement]) -> str:
    """One row per run; unserved meals by tier, paid time in hours, time on board in minutes."""
    rows = [HEADER, ("---",) * len(HEADER), *map(_row, measurements)]
    return "\n".join(map(table_row, rows))


def _row(run: Measurement) -> tuple[str, ...]:
    kpis = run.kpis
    tiers = [key for key in sorted(kpis) if key.startswith("unserved_tier_")]
    return (
        f"`{run.strategy}`",
        f"{run.limit:g} s",
        " / ".join(str(kpis[tier]) for tier in tiers),
        str(kpis["riders"]),
        str(kpis["trips"]),
        f"{kpis['paid_seconds'] / 3600:.1f}",
        f"{kpis['onboard_mean_seconds'] / 60:.0f} / {kpis['onboard_longest_seconds'] / 60:.0f}",
        f"{(run.cost['total'] - run.cost['unserved']) / 3600:.1f}",
        f"{run.cpu:.1f}",
        "✓" if run.ok else "✗",
    )
