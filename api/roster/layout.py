"""Findings on whole sheets: missing or empty ones, missing, unknown and repeated columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from api.roster.columns import COLUMNS, EXTRA_SHEETS, OWN, Column
from api.roster.findings import Finding, Severity, text
from api.roster.headers import HEADER_WITHIN
from api.roster.sheets import Sheet

SIMILAR = 0.5
"""How alike two names must be to be taken for one another, from 0 to 1."""


def unused_sheets(sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Sheets that hold something and are not read."""
    for sheet in sheets:
        if sheet.name not in COLUMNS and not sheet.empty:
            values = {"sheet": sheet.name, "known": "、".join(COLUMNS)}
            yield _finding(sheet, Severity.WARNING, None, "unknown_sheet", **values)


def missing_sheets(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Finding]]:
    """Sheets that a workbook should have and has not; nobody misses them beside a single list."""
    if sheets and all(sheet.single for sheet in sheets):
        return
    there = {sheet.name for sheet in sheets}
    for name in COLUMNS:
        if name not in there and name not in EXTRA_SHEETS:
            guess = _similar(name, there - set(COLUMNS))
            key = "similar_sheet" if guess else "missing_sheet"
            finding = _finding(name, Severity.REJECTED, None, key, sheet=name, guess=guess)
            yield name, finding


def sheet_findings(sheet: Sheet) -> Iterator[Finding]:
    """What is wrong with ``sheet`` before its first data row."""
    columns = COLUMNS[sheet.name]
    if sheet.empty:
        yield _finding(sheet, Severity.REJECTED, None, "empty_sheet")
    elif not sheet.headers:
        required = "、".join(column.header for column in columns if column.required)
        values = {"within": HEADER_WITHIN, "known": required}
        yield _finding(sheet, Severity.REJECTED, None, "no_header", **values)
    else:
        yield from _columns(sheet, columns)


def _columns(sheet: Sheet, columns: tuple[Column, ...]) -> Iterator[Finding]:
    known = [column.header for column in columns]
    unknown = [header for header in sheet.headers if header not in known and header not in OWN]
    for column in columns:
        if column.header not in sheet.headers:
            guess = _similar(column.header, unknown)
            if (guess or not column.extra) and not _stood_in_for(column, sheet):
                yield _missing(sheet, column, guess)
    missing = "、".join(header for header in known if header not in sheet.headers)
    for header in unknown:
        values = {"header": header, "known": missing or "、".join(known)}
        yield _finding(sheet, Severity.WARNING, header, "unknown_column", **values)
    for header in sheet.repeated:
        yield _finding(sheet, Severity.WARNING, header, "repeated_column", header=header)
    for header, read in sheet.second.items():
        values = {"header": header, "read": read}
        yield _finding(sheet, Severity.WARNING, header, "second_column", **values)
    if not sheet.rows:
        yield _finding(sheet, Severity.WARNING, None, "no_rows")


def _stood_in_for(column: Column, sheet: Sheet) -> bool:
    """Whether both coordinates in one cell do instead of the column."""
    return column.key in ("lon", "lat") and "经纬度" in sheet.headers


def _required(column: Column, sheet: Sheet) -> bool:
    """Whether the sheet cannot do without: a sheet without any coordinates has them looked up."""
    looked_up = column.key in ("lon", "lat") and not {"经度", "纬度"} & set(sheet.headers)
    return column.required and not looked_up


def _missing(sheet: Sheet, column: Column, guess: str | None) -> Finding:
    required = _required(column, sheet)
    severity = Severity.REJECTED if required else Severity.WARNING
    if required:
        key = "similar_column" if guess else "missing_column"
    else:
        key = "absent_similar_column" if guess else "absent_column"
    return _finding(sheet, severity, column.header, key, header=column.header, guess=guess)


def _similar(name: str, others: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, sorted(others), n=1, cutoff=SIMILAR)), None)


def _finding(
    sheet: Sheet | str, severity: Severity, column: str | None, key: str, /, **values: object
) -> Finding:
    name, file = (sheet, "") if isinstance(sheet, str) else (sheet.name, sheet.file)
    return Finding(
        severity=severity,
        code=key,
        sheet=name,
        file=file,
        row=None,
        column=column,
        value="",
        problem=text(key, **values),
        remedy=text(f"{key}_remedy", **values),
    )
