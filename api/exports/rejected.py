"""The rows that an import rejected, as they came, with what to do about each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence

from api.exports.tables import Cell, Table
from api.roster.cells.basic import shown
from api.roster.columns import COLUMNS, OWN
from api.roster.findings import Finding, Original, WorkbookReport

Place = tuple[str, str, int | None]


def rejected_tables(report: WorkbookReport) -> tuple[Table, ...]:
    """A table for each kind of list: its own columns, then problem, remedy and place.

    Corrected in these tables, the rows can be imported as they are. A list that is rejected as a
    whole has one row that says why.
    """
    reasons = _reasons(report.rejections)
    rows: dict[str, list[tuple[Place, Original | None]]] = {}
    for place in reasons:
        if place[2] is None:
            rows.setdefault(place[1], []).append((place, None))
    for original in report.originals:
        place = (original.file, original.sheet, original.row)
        rows.setdefault(original.sheet, []).append((place, original))
    ordered = [name for name in COLUMNS if name in rows] + [n for n in rows if n not in COLUMNS]
    return tuple(_table(name, rows[name], reasons) for name in ordered)


def rejected_table(report: WorkbookReport) -> Table:
    """All rejected rows below all columns that any of them has, for a single file of CSV."""
    tables = rejected_tables(report)
    own = dict.fromkeys(h for table in tables for h in table.headers if h not in OWN)
    headers = (*own, *OWN)
    rows = []
    for table in tables:
        for row in table.rows:
            cells = dict(zip(table.headers, row, strict=True))
            rows.append([cells.get(header) for header in headers])
    return Table(name=tables[0].name if len(tables) == 1 else OWN[0], headers=headers, rows=rows)


def _reasons(rejections: Iterable[Finding]) -> Mapping[Place, list[Finding]]:
    reasons: dict[Place, list[Finding]] = {}
    for finding in rejections:
        reasons.setdefault((finding.file, finding.sheet, finding.row), []).append(finding)
    return reasons


def _table(
    name: str,
    rows: Sequence[tuple[Place, Original | None]],
    reasons: Mapping[Place, Sequence[Finding]],
) -> Table:
    titles = dict.fromkeys(
        title for _, original in rows if original for title in _titles(original) if title not in OWN
    )
    made = []
    for place, original in rows:
        cells = dict(zip(_titles(original), original.cells, strict=False)) if original else {}
        found = reasons.get(place, ())
        said = [
            "\n".join(_placed(finding, finding.problem.zh) for finding in found),
            "\n".join(dict.fromkeys(_placed(finding, finding.remedy.zh) for finding in found)),
        ]
        file, sheet, row = place
        made.append([*(_cell(cells.get(title)) for title in titles), *said, file, sheet, row])
    return Table(name=name, headers=(*titles, *OWN), rows=made)


def _titles(original: Original) -> list[str]:
    """A header for every cell; those without one of their own are numbered."""
    titles: list[str] = []
    for number in range(len(original.cells)):
        title = original.titles[number] if number < len(original.titles) else ""
        plain = " ".join(title.split())
        titles.append(plain if plain and plain not in titles else f"{plain}#{number + 1}")
    return titles


def _placed(finding: Finding, words: str) -> str:
    return f"{finding.column}：{words}" if finding.column else words


def _cell(raw: object) -> Cell:
    """A cell as it came; what is neither text nor number nor date is written as it looks."""
    if isinstance(raw, bool):
        return shown(raw)
    if isinstance(raw, float) and raw != raw:  # noqa: PLR0124  the error of a formula
        return shown(raw)
    if raw is None or isinstance(raw, str | int | float | datetime.date | datetime.time):
        return raw
    return shown(raw)
