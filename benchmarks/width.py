"""Strategies on the district, and on a town with more and more riders.

``python -m benchmarks.width --seconds 10 --strategies engine savings --write`` prints the tables
and puts them between the markers of ``docs/district-results.md``. ``out/width.csv`` keeps every
run.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from benchmarks.areas import AREAS, area_day
from benchmarks.measure import Measurement, measure
from benchmarks.page import replace_between_markers, table_row
from optimizer.strategies import registry

PAGE = Path("docs/district-results.md")
RUNS = Path("out/width.csv")
TABLES = {
    "district": ["district"],
    "shortage": [name for name in AREAS if name.startswith("shortage")],
}


def main() -> None:
    """Measure, print, keep, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tables", nargs="*", default=list(TABLES))
    parser.add_argument("--strategies", nargs="+", default=registry.names())
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    for table in asked.tables:
        measured = runs(TABLES[table], asked.strategies, asked.seconds, asked.seed)
        frame = pd.DataFrame(map(_row, measured))
        _keep(frame)
        shown = f"{markdown(frame)}\n\n{asked.seconds:g} s, seed {asked.seed}, {_cores()} cores."
        print(shown)  # noqa: T201
        if asked.write:
            replace_between_markers(PAGE, table, shown)


def runs(
    problems: Sequence[str], strategies: Sequence[str], seconds: float, seed: int
) -> Iterator[Measurement]:
    """Each strategy on each problem, one after the other in this process."""
    for problem in problems:
        posed = area_day(problem).problem
        for strategy in strategies:
            yield measure(problem, posed, strategy, seconds, seed)


def _row(run: Measurement) -> dict[str, object]:
    kpis = run.kpis
    tiers = [str(kpis[name]) for name in sorted(kpis) if name.startswith("unserved_tier_")]
    return {
        "problem": run.problem,
        "strategy": run.strategy,
        "seconds": run.limit,
        "seed": run.seed,
        "unserved": int(kpis["meals_unserved"]),
        "unserved 1 / 2 / 3": " / ".join(tiers),
        "riders": int(kpis["riders"]),
        "paid h": round(kpis["paid_seconds"] / 3600, 1),
        "km": round(kpis["metres"] / 1000),
        "cost h": round((run.cost["total"] - run.cost["unserved"]) / 3600, 1),
        "CPU s": round(run.cpu, 1),
        "wall s": round(run.wall, 1),
        "check": "✓" if run.ok else "✗",
    }


def markdown(frame: pd.DataFrame) -> str:
    """One problem: a row per run. Several: unserved meals, a row per strategy."""
    if frame["problem"].nunique() == 1:
        return _table(frame.drop(columns=["problem", "seconds", "seed", "unserved"]))
    if not (frame["check"] == "✓").all():
        raise SystemExit(f"a plan breaks a rule:\n{frame[frame['check'] != '✓']}")
    order = list(dict.fromkeys(frame["problem"]))
    pivot = frame.pivot_table(index="strategy", columns="problem", values="unserved")[order]
    return _table(pivot.astype(int).reset_index())


def _table(frame: pd.DataFrame) -> str:
    header = [str(name) for name in frame.columns]
    body = (map(str, row) for row in frame.itertuples(index=False))
    return "\n".join(table_row(cells) for cells in (header, ["---"] * len(header), *body))


def _keep(frame: pd.DataFrame) -> None:
    """Append to the runs of the past."""
    RUNS.parent.mkdir(exist_ok=True)
    frame.to_csv(RUNS, mode="a", header=not RUNS.exists(), index=False, encoding="utf-8")


def _cores() -> int:
    return len(os.sched_getaffinity(0))


if __name__ == "__main__":
    main()
