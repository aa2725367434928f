"""Records of standard instances as Markdown: costs side by side, gaps to the best known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from statistics import mean

from benchmarks.page import table_row
from benchmarks.pinned import Record

ByCase = Mapping[str, Record]
"""Records of one instance and seed, by solver."""


def markdown(records: Sequence[Record], solvers: Sequence[str]) -> str:
    """A row per instance and seed, and means per set over what all ``solvers`` solved."""
    if not records:
        return "尚未测量 · not measured yet"
    head = ["算例 instance", "已知最好 best known"]
    for solver in solvers:
        head += [f"`{solver}`", "差 gap", "CPU s"]
    lines = [table_row(head), table_row(["---"] * len(head))]
    for name, group in groupby(_cases(records), key=_set):
        cases = list(group)
        lines += [table_row(_row(case, solvers)) for case in cases]
        lines.append(table_row(_means(name, cases, solvers)))
    failures = sorted({f"- `{r['solver']}`: {r['error']}" for r in records if "error" in r})
    return "\n".join([*lines, "", *failures, _conditions(records)])


def gap(record: Record | None) -> float | None:
    """Cost above the best known as a share of it; None: no valid solution, or none known."""
    if record is None or record.get("cost") is None or not record.get("best_known"):
        return None
    return float((record["cost"] - record["best_known"]) / record["best_known"])


def _cases(records: Sequence[Record]) -> Iterator[ByCase]:
    def key(record: Record) -> tuple[str, str, int]:
        path = Path(record["path"])
        return path.parent.name, path.stem, record["seed"]

    for _, group in groupby(sorted(records, key=key), key=key):
        yield {record["solver"]: record for record in group}


def _set(case: ByCase) -> str:
    return Path(next(iter(case.values()))["path"]).parent.name


def _row(case: ByCase, solvers: Sequence[str]) -> list[str]:
    one = next(iter(case.values()))
    known = next((r["best_known"] for r in case.values() if r.get("best_known")), None)
    cells = [f"{Path(one['path']).stem}, seed {one['seed']}", _whole(known)]
    for solver in solvers:
        record = case.get(solver)
        if record is None or "error" in record:
            cells += ["–"] * 3
        elif record["cost"] is None:
            cells += [f"✗ {record['missing']} 未送 missing", "–", f"{record['cpu']:.0f}"]
        else:
            cells += [_whole(record["cost"]), _percent(gap(record)), f"{record['cpu']:.0f}"]
    return cells


def _means(name: str, cases: Sequence[ByCase], solvers: Sequence[str]) -> list[str]:
    solved = [
        case for case in cases if all(gap(case.get(solver)) is not None for solver in solvers)
    ]
    cells = [f"**{name}** ({len(solved)}/{len(cases)})", ""]
    for solver in solvers:
        gaps = [found for case in solved if (found := gap(case[solver])) is not None]
        cells += ["", f"**{_percent(mean(gaps))}**" if gaps else "–", ""]
    return cells


def _conditions(records: Sequence[Record]) -> str:
    limits = ", ".join(sorted({f"{record['seconds']:g} s" for record in records}))
    machines = ", ".join(sorted({record["machine"] for record in records}))
    revisions = ", ".join(sorted({record["revision"] for record in records}))
    return f"{limits} on one core; {machines}; sources {revisions}."


def _whole(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:+.2%}"
