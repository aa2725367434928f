"""Findings on whole sheets: missing or empty ones, missing, unknown and repeated columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from api.roster.columns import COLUMNS, Column
from api.roster.findings import Finding, Severity, text
from api.roster.sheets import HEADER_WITHIN, Sheet

SIMILAR = 0.5
"""How alike two names must be to be taken for one another, from 0 to 1."""


def unused_sheets(sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """Sheets that hold something and are not read."""
    for name, sheet in sheets.items():
        if name not in COLUMNS and not sheet.empty:
            values = {"sheet": name, "known": "、".join(COLUMNS)}
            yield _finding(name, Severity.WARNING, None, "unknown_sheet", **values)


def sheet_findings(name: str, sheets: Mapping[str, Sheet]) -> Iterator[Finding]:
    """What is wrong with the sheet ``name`` before its first data row."""
    sheet, columns = sheets.get(name), COLUMNS[name]
    if sheet is None:
        guess = _similar(name, set(sheets) - set(COLUMNS))
        key = "similar_sheet" if guess else "missing_sheet"
        yield _finding(name, Severity.REJECTED, None, key, sheet=name, guess=guess)
    elif sheet.empty:
        yield _finding(name, Severity.REJECTED, None, "empty_sheet")
    elif not sheet.headers:
        required = "、".join(column.header for column in columns if column.required)
        values = {"within": HEADER_WITHIN, "known": required}
        yield _finding(name, Severity.REJECTED, None, "no_header", **values)
    else:
        yield from _columns(sheet, columns)


def _columns(sheet: Sheet, columns: tuple[Column, ...]) -> Iterator[Finding]:
    known = [column.header for column in columns]
    unknown = [header for header in sheet.headers if header not in known]
    for column in columns:
        if column.header not in sheet.headers:
            yield _missing(sheet.name, column, _similar(column.header, unknown))
    missing = "、".join(header for header in known if header not in sheet.headers)
    for header in unknown:
        values = {"header": header, "known": missing or "、".join(known)}
        yield _finding(sheet.name, Severity.WARNING, header, "unknown_column", **values)
    for header in sheet.repeated:
        yield _finding(sheet.name, Severity.WARNING, header, "repeated_column", header=header)
    if not sheet.rows:
        yield _finding(sheet.name, Severity.WARNING, None, "no_rows")


def _missing(sheet: str, column: Column, guess: str | None) -> Finding:
    severity = Severity.REJECTED if column.required else Severity.WARNING
    if column.required:
        key = "similar_column" if guess else "missing_column"
    else:
        key = "absent_similar_column" if guess else "absent_column"
    return _finding(sheet, severity, column.header, key, header=column.header, guess=guess)


def _similar(name: str, others: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, sorted(others), n=1, cutoff=SIMILAR)), None)


def _finding(
    sheet: str, severity: Severity, column: str | None, key: str, /, **values: object
) -> Finding:
    return Finding(
        severity=severity,
        code=key,
        sheet=sheet,
        row=None,
        column=column,
        value="",
        problem=text(key, **values),
        remedy=text(f"{key}_remedy", **values),
    )
