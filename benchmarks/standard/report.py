"""Records of standard instances as Markdown: costs side by side, gaps to the best known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import mean
from typing import NamedTuple

from benchmarks.page import UNMEASURED, table_row
from benchmarks.pinned import Record
from benchmarks.records import made_by

NONE = "–"
HUNGRY = 0.9
"""Share of its core with which a run has had less than it was promised."""


class Side(NamedTuple):
    """What one solver has to show for an instance, over all seeds: means of the valid ones."""

    cost: float | None
    gap: float | None
    cpu: float | None
    failure: str


class Row(NamedTuple):
    """An instance, its best known cost if there is one, and every solver's side."""

    instance: str
    best_known: int | None
    sides: Sequence[Side]


def section(records: Sequence[Record]) -> str:
    """Tables for each time limit: a row per instance, means per set, then failures and machine.

    Means of a set are over the instances that all solvers have solved at every seed.
    """
    if not records:
        return UNMEASURED
    parts = [_table(list(same)) for _, same in groupby(sorted(records, key=_limit), key=_limit)]
    return "\n".join([*parts, *_failures(records), "", _conditions(records)])


def gap(record: Record) -> float | None:
    """Cost above the best known as a share of it; None: no valid solution, or none known."""
    if record.get("cost") is None or not record.get("best_known"):
        return None
    return float((record["cost"] - record["best_known"]) / record["best_known"])


def solvers_of(records: Iterable[Record]) -> list[str]:
    """The solvers in the order in which they come."""
    return list(dict.fromkeys(record["solver"] for record in records))


def rows_of(records: Sequence[Record], solvers: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """Each set and its instances, of one time limit."""
    ordered = sorted(records, key=lambda r: (r["set"], r["instance"]))
    for name, of_set in groupby(ordered, key=lambda r: r["set"]):
        rows = []
        for instance, group in groupby(of_set, key=lambda r: r["instance"]):
            same = list(group)
            known = next((r["best_known"] for r in same if r.get("best_known")), None)
            sides = [_side([r for r in same if r["solver"] == solver]) for solver in solvers]
            rows.append(Row(instance, known, sides))
        yield name, rows


def mean_gaps(rows: Sequence[Row], solvers: Sequence[str]) -> tuple[int, list[float | None]]:
    """How many instances all solvers have solved at every seed, and each one's mean gap there."""
    solved = [r for r in rows if all(s.gap is not None and not s.failure for s in r.sides)]
    return len(solved), [
        mean(row.sides[k].gap or 0.0 for row in solved) if solved else None
        for k in range(len(solvers))
    ]


def percent(share: float | None) -> str:
    """A gap for people."""
    return NONE if share is None else f"{share:+.2%}"


def whole(number: float | None) -> str:
    """A cost for people."""
    return NONE if number is None else f"{number:,.0f}"


def outcome(side: Side) -> str:
    """The cost, and why runs failed; both where some seeds did."""
    cost = "" if side.cost is None else whole(side.cost)
    return " ".join(filter(None, [cost, side.failure])) or NONE


def _side(records: Sequence[Record]) -> Side:
    valid = [r for r in records if r.get("cost") is not None]
    gaps = [found for r in valid if (found := gap(r)) is not None]
    failed = [_failure(r) for r in records if r.get("cost") is None]
    return Side(
        cost=mean(r["cost"] for r in valid) if valid else None,
        gap=mean(gaps) if gaps else None,
        cpu=mean(r["cpu"] for r in records if "cpu" in r)
        if any("cpu" in r for r in records)
        else None,
        failure=failed[0] if failed else "",
    )


def _failure(record: Record) -> str:
    if "error" in record:
        return "✗ 失败 failed"
    if record["missing"]:
        return f"✗ {record['missing']} 未送 missing"
    return f"✗ {', '.join(record['broken'])}"


def _table(records: Sequence[Record]) -> str:
    solvers = solvers_of(records)
    head = ["算例 instance", "已知最好 best known"]
    for solver in solvers:
        head += [f"`{solver}`", "差 gap", "CPU s"]
    lines = [f"{_limit(records[0]):g} s:", "", table_row(head), table_row(["---"] * len(head))]
    for name, rows in rows_of(records, solvers):
        lines += [table_row(_cells(row)) for row in rows]
        count, gaps = mean_gaps(rows, solvers)
        cells = [f"**{name}** ({count}/{len(rows)})", ""]
        for share in gaps:
            cells += ["", f"**{percent(share)}**", ""]
        lines.append(table_row(cells))
    return "\n".join([*lines, ""])


def _cells(row: Row) -> list[str]:
    cells = [row.instance, whole(row.best_known)]
    for side in row.sides:
        cpu = NONE if side.cpu is None else f"{side.cpu:.0f}"
        cells += [outcome(side), percent(side.gap), cpu]
    return cells


def _failures(records: Sequence[Record]) -> list[str]:
    lines = [
        f"- ✗ {r['set']}/{r['instance']}, `{r['solver']}`, seed {r['seed']}: {r['error']}"
        for r in records
        if "error" in r
    ]
    unknown = sorted(
        {f"{r['set']}/{r['instance']}" for r in records if "error" not in r and not r["best_known"]}
    )
    if unknown:
        lines.append(f"- 没有有效的 .sol no valid .sol: {', '.join(unknown)}")
    return lines


def _conditions(records: Sequence[Record]) -> str:
    seeds = ", ".join(map(str, sorted({record["seed"] for record in records})))
    timed = [record for record in records if "cpu" in record]
    hungry = sum(record["cpu"] < HUNGRY * record["wall"] for record in timed)
    short = (
        f"; {hungry} of {len(timed)} runs had less than {HUNGRY:.0%} of theirs" if hungry else ""
    )
    return f"Seeds {seeds}, one core a run{short}; {made_by(records)}"


def _limit(record: Record) -> float:
    return float(record["seconds"])
