"""Figures of the series' records: what a row shows, what is fitted, what size alone costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from benchmarks.pinned import Record
from benchmarks.scaling.growth import Growth, growth
from benchmarks.scaling.problems import TILE

Quantity = Callable[[Record], float | None]


def per_visit_cost(record: Record) -> float | None:
    """Seconds of cost without the unserved, per visit of the problem that is served."""
    if "cost" not in record:
        return None
    served = int(record["visits"] - record["kpis"]["visits_unserved"])
    cost: int = record["cost"]["total"] - record["cost"]["unserved"]
    return cost / served if served else None


def unserved_share(record: Record) -> float | None:
    """Share of the visits that are not served."""
    return record["kpis"]["visits_unserved"] / record["visits"] if "kpis" in record else None


def search_mb(record: Record) -> float | None:
    """Peak memory of the search above that of the idle process with the problem loaded."""
    if "peak_mb" not in record or not record.get("peak_known"):
        return None
    above: float = record["peak_mb"] - record["idle_mb"]
    return max(0.0, above)


def first_plan(record: Record) -> float | None:
    """Wall seconds to the first complete plan: handed over if stopped at it, else told of."""
    stopped = record["per_visit"] == 0 and "error" not in record
    seconds: float | None = record.get("wall" if stopped else "first")
    return seconds


def _field(name: str) -> Quantity:
    return lambda record: record.get(name)


FITTED: Mapping[str, Quantity] = {
    "build": _field("build"),
    "first": first_plan,
    "cpu": _field("cpu"),
    "explain": _field("explain"),
    "check": _field("check"),
    "idle_mb": _field("idle_mb"),
    "search_mb": search_mb,
}
"""What is fitted against the number of visits."""


def effort(record: Record) -> str:
    """What the run was allowed, in words."""
    if record["per_visit"] is None:
        return "到底 to its end"
    return f"{record['per_visit']}/点 visit" if record["per_visit"] else "首案 first plan"


def groups(records: Sequence[Record]) -> Mapping[tuple[str, str], list[Record]]:
    """Records of districts by strategy and effort, in the order in which they were run."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if record["problem"] == "district":
            found.setdefault((record["strategy"], effort(record)), []).append(record)
    return found


def exponents(records: Sequence[Record]) -> Mapping[str, Growth]:
    """The growth of each quantity that enough of these records know; failed runs are left out."""
    good = [record for record in records if "error" not in record]
    found: dict[str, Growth] = {}
    for name, quantity in FITTED.items():
        known = [(r["visits"], y) for r in good if (y := quantity(r)) is not None]
        fitted = growth([n for n, _ in known], [y for _, y in known])
        if fitted is not None:
            found[name] = fitted
    return found


class Price(NamedTuple):
    """A whole of tiles against the same tiles one by one."""

    strategy: str
    visits: int
    share: float
    """Cost of the whole above the parts', without the unserved and without the longest day."""
    unserved: tuple[int, int]
    """Visits of the whole and of the parts."""
    cpu: tuple[float, float]


def prices(records: Sequence[Record]) -> Iterator[Price]:
    """The price of size alone, for each whole of which every part has been measured."""
    good = [record for record in records if "error" not in record]
    alone = {(r["strategy"], r["seed"]): r for r in good if r["problem"] == "tile"}
    for whole in good:
        if whole["problem"] != "tiles":
            continue
        seeds = range(whole["seed"], whole["seed"] + whole["visits"] // TILE)
        parts = [alone.get((whole["strategy"], seed)) for seed in seeds]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            continue
        yield Price(
            strategy=whole["strategy"],
            visits=whole["visits"],
            share=_additive(whole) / sum(map(_additive, known)) - 1,
            unserved=(_unserved(whole), sum(map(_unserved, known))),
            cpu=(whole["cpu"], sum(part["cpu"] for part in known)),
        )


def frame(records: Sequence[Record]) -> pd.DataFrame:
    """One row a run: its fields, what it gave, costs and KPIs in columns of their own."""
    table = pd.json_normalize([dict(record) for record in records])
    for name, quantity in (
        ("cost_per_visit", per_visit_cost),
        ("unserved_share", unserved_share),
        ("search_mb", search_mb),
    ):
        table[name] = [quantity(record) for record in records]
    return table


def _additive(record: Record) -> int:
    """The cost that adds up over tiles: of the longest day there is only one."""
    cost: Mapping[str, int] = record["cost"]
    return cost["total"] - cost["unserved"] - cost["longest"]


def _unserved(record: Record) -> int:
    return int(record["kpis"]["visits_unserved"])
