"""The series as Markdown: sizes, growth and the price of size; what failed is a row, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.page import UNMEASURED, table
from benchmarks.pinned import Record
from benchmarks.records import made_by
from benchmarks.scaling.figures import (
    effort,
    exponents,
    first_plan,
    groups,
    per_visit_cost,
    prices,
    search_mb,
    unserved_share,
)

Cells = tuple[Sequence[str], Sequence[Sequence[str]]]
"""A header and its rows."""

SIZES = (
    "送餐点 visits",
    "策略 strategy",
    "限额 effort",
    "建题 build CPU s",
    "首案 first s",
    "CPU s",
    "用时 wall s",
    "每点成本 cost per visit s",
    "未送 unserved",
    "骑手 riders",
    "空载 idle MB",
    "搜索 search MB",
    "核验 check",
)
GROWTH = {
    "build": "建题 build",
    "first": "首案 first plan",
    "cpu": "搜索 search CPU",
    "explain": "原因 reasons",
    "check": "核验 check",
    "idle_mb": "空载内存 idle memory",
    "search_mb": "搜索内存 search memory",
}
PRICE = (
    "送餐点 visits",
    "策略 strategy",
    "成本差 cost above its parts",
    "未送 unserved: whole / parts",
    "CPU s: whole / parts",
)
FITTED = (
    "指数拟合 growth n^b: least squares on logarithms with its standard error; in brackets the "
    "exponent between the two largest sizes."
)
SIZE_ALONE = (
    "规模的代价 the price of size alone: lunches of 400 visits far apart as one problem, against "
    "the same lunches one by one, at equal iterations per visit; without the unserved and the "
    "longest day."
)


def section(records: Sequence[Record]) -> str:
    """All tables, each with the sentence that it needs, and the conditions."""
    if not records:
        return UNMEASURED
    parts = [
        _table(*size_table(records)),
        FITTED,
        _table(*growth_table(records)),
    ]
    if rows := list(_prices(records)):
        parts += [
            SIZE_ALONE,
            _table(PRICE, rows),
        ]
    return "\n\n".join([*parts, _conditions(records)])


def size_table(records: Sequence[Record]) -> Cells:
    """A row per run on a district, by size."""
    runs = [record for record in records if record["problem"] == "district"]
    return SIZES, [size_row(run) for run in sorted(runs, key=lambda r: int(r["visits"]))]


def growth_table(records: Sequence[Record]) -> Cells:
    """A row per strategy and effort, a column per quantity."""
    rows = []
    for (strategy, allowed), group in groups(records).items():
        found = exponents(group)
        cells = [
            f"{found[name]} ({found[name].last:.2f})" if name in found else "–" for name in GROWTH
        ]
        rows.append([f"`{strategy}`", allowed, *cells])
    return ["策略 strategy", "限额 effort", *GROWTH.values()], rows


def size_row(record: Record) -> list[str]:
    """The cells of one run; a failed one tells what it knew before it failed, and why it did."""
    cells = [
        f"{record['visits']:,}",
        f"`{record['strategy']}`",
        effort(record),
        _number(record.get("build")),
        _number(first_plan(record)),
        _number(record.get("cpu")),
        _number(record.get("wall")),
        _number(per_visit_cost(record)),
        "–" if (share := unserved_share(record)) is None else f"{share:.1%}",
        str(record["kpis"]["riders"]) if "kpis" in record else "–",
        _number(record.get("idle_mb"), 0),
        _number(search_mb(record), 0),
    ]
    if "error" in record:
        return [*cells, f"✗ {record['error']}"]
    return [*cells, "✓" if record["ok"] else "✗ 违规 breaks rules"]


def _prices(records: Sequence[Record]) -> Iterator[list[str]]:
    for price in prices(records):
        yield [
            f"{price.visits:,}",
            f"`{price.strategy}`",
            f"{price.share:+.2%}",
            f"{price.unserved[0]} / {price.unserved[1]}",
            f"{price.cpu[0]:.1f} / {price.cpu[1]:.1f}",
        ]
    for record in records:
        if record["problem"] != "district" and "error" in record:
            name = f"{record['visits']:,}", f"`{record['strategy']}`"
            yield [*name, f"✗ {record['error']}", "–", "–"]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table(header, rows)


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


def _conditions(records: Sequence[Record]) -> str:
    """Seeds, machine and sources; several revisions are said, as they are not one series."""
    seeds = ", ".join(map(str, sorted({r["seed"] for r in records if r["problem"] == "district"})))
    return f"Seeds {seeds}; one core; {made_by(records)}"
