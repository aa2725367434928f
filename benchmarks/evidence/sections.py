"""The tables of ``docs/benchmarks.md``, from records alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from benchmarks.comparison.frame import frame_of
from benchmarks.page import UNMEASURED, table
from benchmarks.pinned import Record
from benchmarks.records import made_by
from benchmarks.report.conclusion import conclusion
from benchmarks.report.markdown import markdown, markdown_duels
from benchmarks.summary.groups import groups_of
from benchmarks.summary.texts import DASH
from optimizer.bounds import Limit, proofs
from optimizer.texts import Text


def conclusions(grids: Mapping[str, Sequence[Record]]) -> str:
    """How the others did against the engine run by run, where they won, and that by grid."""
    runs = [record for records in grids.values() for record in records]
    if not runs:
        return UNMEASURED
    frame = frame_of(runs)
    said = [f"{line.zh}\n\n{line.en}" for line in conclusion(frame)[1:]]
    named = {record["problem"]: name for name, records in grids.items() for record in records}
    return "\n\n".join([*said, markdown_duels(frame, named)])


def comparison(records: Sequence[Record]) -> str:
    """A table per problem, then the conditions."""
    if not records:
        return UNMEASURED
    return f"{markdown(frame_of(records))}\n\n{conditions(records)}"


def series(records: Sequence[Record]) -> str:
    """Unserved meals, a row per strategy, a column per problem; the mean over the seeds."""
    if not records:
        return UNMEASURED
    frame = frame_of(records)
    parts = []
    for free in (False, True):
        part = frame[frame["problem"].str.endswith(":free") == free]
        if not part.empty:
            parts.append(_pivot(part))
    return "\n\n".join([*parts, *failures(frame), conditions(records)])


def _pivot(frame: pd.DataFrame) -> str:
    problems = list(dict.fromkeys(frame["problem"]))
    means: dict[str, dict[str, str]] = {}
    for group in groups_of(frame):
        value = group.mean("unserved")
        shown = "✗" if value is None else f"{value:.1f}".removesuffix(".0")
        mark = f" ✗ {group.failed}/{len(group.runs)}" if group.failed and value is not None else ""
        means.setdefault(group.strategy, {})[group.problem] = shown + mark
    rows = [
        [f"`{strategy}`", *(means[strategy].get(problem, DASH) for problem in problems)]
        for strategy in sorted(means)
    ]
    return table(["策略 strategy", *problems], rows)


def failures(frame: pd.DataFrame) -> list[str]:
    """A list of the reasons why runs failed, by strategy and problem."""
    lines = [
        f"- ✗ `{group.strategy}`, {group.problem}: {reason}"
        for group in groups_of(frame)
        for reason in group.reasons()
    ]
    return ["\n".join(lines)] if lines else []


LIMIT_HEADER = (
    "问题 problem",
    "最好方案 best plan known",
    "未送份 unserved",
    "下界 bound",
    "骑手 riders",
    "下界 bound",
    "工时 paid h",
    "下界 bound",
    "总成本 cost in all, h",
    "下界 bound",
    "已证明 proven",
    "s",
)


def limits(found: Iterable[Record], best: Mapping[str, Record]) -> str:
    """The best plan on record of each problem beside what no plan can do better."""
    rows = [_limit_row(record, best[record["problem"]]) for record in found]
    return table(LIMIT_HEADER, rows) if rows else UNMEASURED


def _limit_row(record: Record, plan: Record) -> list[str]:
    limit = limit_of_record(record)
    kpis = plan["kpis"]
    proven = [
        f"{NAMES[proof.quantity]}：{proof.text.zh} {proof.text.en}"
        for proof in proofs(limit, plan["cost"], kpis)
        if proof.quantity in NAMES
    ]
    return [
        record["problem"],
        f"`{plan['strategy']}`",
        str(kpis["meals_unserved"]),
        str(limit.unserved_meals),
        str(kpis["riders"]),
        DASH if limit.riders is None else str(limit.riders),
        f"{kpis['paid_seconds'] / 3600:.1f}",
        DASH if limit.paid_seconds is None else f"{limit.paid_seconds / 3600:.1f}",
        f"{plan['cost']['total'] / 3600:.1f}",
        DASH if limit.cost is None else f"{limit.cost / 3600:.1f}",
        "<br>".join(proven) or DASH,
        f"{record['seconds']:.1f}",
    ]


NAMES = {
    "unserved_cost": "未送 unserved",
    "riders": "骑手 riders",
    "paid_seconds": "工时 paid",
    "paid_cost": "工时成本 cost of paid time",
    "cost": "总成本 cost in all",
}
"""What is shown of a proof; unserved meals by tier follow from their weighted sum."""


def limit_of_record(record: Record) -> Limit:
    """The limit again, as it was kept."""
    return Limit(
        unserved_cost=record["unserved_cost"],
        unserved_meals=record["unserved_meals"],
        unserved_by_tier={int(k): v for k, v in record["unserved_by_tier"].items()},
        leaving=record["leaving"],
        riders=record["riders"],
        paid_seconds=record["paid_seconds"],
        cost=record["cost"],
        paid_cost=record["paid_cost"],
        notes=tuple(Text(*note) for note in record["notes"]),
    )


def conditions(records: Sequence[Record]) -> str:
    """Seeds, limits, machine and sources of the runs."""
    seeds = ", ".join(map(str, sorted({record["seed"] for record in records})))
    seconds = {r["seconds"] for r in records if r["seconds"] is not None}
    limits_said = ", ".join(f"{limit:g} s" for limit in sorted(seconds))
    failed = sum(not record.get("ok", False) for record in records)
    return (
        f"{len(records)} runs, {failed} failed; seeds {seeds}; {limits_said}; one core each; "
        f"{made_by(records)}"
    )
