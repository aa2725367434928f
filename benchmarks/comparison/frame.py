"""Records of runs as a DataFrame, one row a run."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from benchmarks.pinned import Record

RUN = ("problem", "strategy", "seed", "seconds", "iterations")
PLAIN = ("cpu", "wall", "first", "steps", "peak_mb", "problem_mb", "plan", "machine", "revision")


def frame_of(records: Iterable[Record]) -> pd.DataFrame:
    """A row per run, columns of the run, then of its plan, then of its making.

    Hours end in ``_h``, minutes in ``_min``, seconds in ``_s``; ``unserved`` are meals,
    ``unserved_1`` those of tier 1; ``cost_h`` is the cost without ``unserved_cost_h``, which
    dominates it. ``ok`` is the checker's verdict. A failed run has ``error`` and no figures.
    """
    return pd.DataFrame([row_of(record) for record in records])


def row_of(record: Record) -> dict[str, object]:
    """The figures of one record."""
    row: dict[str, object] = {name: record[name] for name in RUN}
    row["ok"] = bool(record.get("ok", False))
    row["error"] = record.get("error")
    if "error" not in record:
        row |= _of_plan(record)
    for name in PLAIN:
        unit = "_s" if name in ("cpu", "wall", "first") else ""
        row[name + unit] = record.get(name)
    return row


def _of_plan(record: Record) -> dict[str, object]:
    kpis, cost = record["kpis"], record["cost"]
    tiers = sorted(name for name in kpis if name.startswith("unserved_tier_"))
    return {
        "visits": kpis["visits"],
        "meals": kpis["meals"],
        "unserved": kpis["meals_unserved"],
        **{name.replace("tier_", ""): kpis[name] for name in tiers},
        "visits_unserved": kpis["visits_unserved"],
        "riders": kpis["riders"],
        "trips": kpis["trips"],
        "paid_h": kpis["paid_seconds"] / 3600,
        "longest_h": kpis["longest_day_seconds"] / 3600,
        "onboard_mean_min": kpis["onboard_mean_seconds"] / 60,
        "onboard_longest_min": kpis["onboard_longest_seconds"] / 60,
        "early_stops": kpis["early_stops"],
        "late_stops": kpis["late_stops"],
        "km": kpis["metres"] / 1000,
        "cost_h": (cost["total"] - cost["unserved"]) / 3600,
        "unserved_cost_h": cost["unserved"] / 3600,
    }
