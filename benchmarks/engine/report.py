"""Records as Markdown: a row per strategy and limit, then what the table had to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import mean

from benchmarks.engine.tables import Table
from benchmarks.page import UNMEASURED, table_row
from benchmarks.pinned import Record
from benchmarks.records import made_by

HEADER = (
    "问题 problem",
    "策略 strategy",
    "限额 limit",
    "核 cores",
    "次 runs",
    "未送点 visits unserved mean / most",
    "未送份 meals unserved 1 / 2 / 3",
    "骑手 riders mean / most",
    "工时 paid h",
    "成本 cost h",
    "首案 first s",
    "CPU s",
    "用时 wall s",
    "核验 check",
)
MARKS = {True: "✓", False: "✗", None: "–"}


def markdown(table: Table, records: Sequence[Record]) -> str:
    """The table's rows, claims and conditions; means over the seeds."""
    if not records:
        return UNMEASURED
    rows = [HEADER, ("---",) * len(HEADER), *map(_row, _groups(records))]
    lines = [table_row(row) for row in rows]
    judged = [claim(records) for claim in table.claims]
    claims = [f"- {MARKS[one.holds]} {one.text}" for one in judged]
    failures = sorted({f"- `{r['strategy']}`: {r['error']}" for r in records if "error" in r})
    return "\n".join([*lines, "", *claims, *failures, "", _conditions(records)])


def _groups(records: Sequence[Record]) -> Iterable[list[Record]]:
    def key(record: Record) -> tuple[str, str, float, int, int]:
        limits = record["seconds"] or 0.0, record["iterations"] or 0, record["cores"] or 0
        return (record["problem"], record["strategy"], *limits)

    order = {key(record): place for place, record in reversed(list(enumerate(records)))}
    for _, group in groupby(sorted(records, key=lambda r: order[key(r)]), key=key):
        yield list(group)


def _row(group: list[Record]) -> tuple[str, ...]:
    run, good = group[0], [record for record in group if "error" not in record]
    limit = f"{run['iterations']:,} it" if run["seconds"] is None else f"{run['seconds']:g} s"
    cores = str(run["cores"] or run.get("affinity", "all"))
    head = (run["problem"], f"`{run['strategy']}`", limit, cores, str(len(group)))
    checked = f"{sum(record['ok'] for record in good)}/{len(group)}"
    if not good:
        return (*head, *("–",) * (len(HEADER) - len(head) - 1), checked)
    left, riders = _kpi(good, "visits_unserved"), _kpi(good, "riders")
    tiers = sorted(key for key in good[0]["kpis"] if key.startswith("unserved_tier_"))
    firsts = [record["first"] for record in good if record["first"] is not None]
    return (
        *head,
        f"{mean(left):.1f} / {max(left):g}",
        " / ".join(f"{mean(_kpi(good, tier)):.1f}" for tier in tiers),
        f"{mean(riders):.1f} / {max(riders):g}",
        f"{mean(_kpi(good, 'paid_seconds')) / 3600:.2f}",
        f"{mean(r['cost']['total'] - r['cost']['unserved'] for r in good) / 3600:.2f}",
        f"{max(firsts):.2f}" if firsts else "–",
        f"{mean(record['cpu'] for record in good):.1f}",
        f"{mean(record['wall'] for record in good):.1f}",
        checked,
    )


def _kpi(records: Sequence[Record], name: str) -> list[float]:
    return [record["kpis"][name] for record in records]


def _conditions(records: Sequence[Record]) -> str:
    """Seeds, machine and sources; several revisions are said, as they are not one run."""
    seeds = sorted({record["seed"] for record in records})
    named = f"{seeds[0]}-{seeds[-1]}" if len(seeds) > 1 else str(seeds[0])
    return f"Seeds {named}; {made_by(records)}"
