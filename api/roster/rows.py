"""From a sheet's rows to records: every cell is read, every rule asked, every finding kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.roster.cells.basic import BadCell, is_blank, shown
from api.roster.columns import COLUMNS, Column
from api.roster.findings import Finding, Record, Rows, Severity, text
from api.roster.rules import Rule
from api.roster.sheets import Row, Sheet


def read_rows(
    sheet: Sheet, kind: type[Record], rules: Sequence[Rule]
) -> tuple[Rows[Record], list[Finding]]:
    """The records of ``sheet``, and what is to be said about its rows."""
    columns = COLUMNS[sheet.name]
    accepted: list[Record] = []
    rejected: list[int] = []
    rejected_ids: set[str] = set()
    first: dict[str, int] = {}
    found: list[Finding] = []
    for row in sheet.rows:
        reading = _Reading(sheet.name, row, columns)
        name = reading.values.get("id")
        reading.ask(rules)
        if name in first:
            reading.find(Severity.REJECTED, ("id",), "duplicate_id", first=first[name])
        if reading.rejected:
            rejected.append(row.number)
            rejected_ids.update([name] if name else [])
        else:
            accepted.append(kind(**_fields(columns, reading.values)))
        if name:
            first.setdefault(name, row.number)
        found.extend(reading.findings)
    rows = Rows(
        sheet=sheet.name,
        readable=True,
        accepted=tuple(accepted),
        rejected=tuple(rejected),
        rejected_ids=frozenset(rejected_ids),
    )
    return rows, found


class _Reading:
    """One row while it is read; ``values`` holds the keys whose cells could be read."""

    def __init__(self, sheet: str, row: Row, columns: Sequence[Column]) -> None:
        self.sheet, self.row = sheet, row
        self.headers = {column.key: column.header for column in columns}
        self.findings: list[Finding] = []
        self.values: dict[str, Any] = {}
        for column in columns:
            self._read(column)
        self._merged()

    @property
    def rejected(self) -> bool:
        return any(finding.severity is Severity.REJECTED for finding in self.findings)

    def ask(self, rules: Sequence[Rule]) -> None:
        """Ask every rule whose values are all there."""
        for rule in rules:
            if all(key in self.values for key in rule.needs):
                remark = rule.check(*(self.values[key] for key in rule.needs))
                if remark is not None:
                    self.find(remark.severity, rule.needs, remark.key, **remark.values)

    def find(self, severity: Severity, keys: Sequence[str], key: str, **values: object) -> None:
        """Note a finding on the columns of ``keys``."""
        self._note(severity, [self.headers[name] for name in keys], key, values)

    def _read(self, column: Column) -> None:
        """A merged cell is not read: its value may belong to another row or column."""
        if column.header in self.row.merged:
            return
        raw = self.row.cells.get(column.header)
        if is_blank(raw):
            if column.required:
                self.find(Severity.REJECTED, (column.key,), "blank")
            else:
                self.values[column.key] = column.blank
            return
        try:
            self.values[column.key] = column.parse(raw)
        except BadCell as bad:
            self.find(Severity.REJECTED, (column.key,), bad.key, **bad.values)

    def _merged(self) -> None:
        """One finding for each merged range that touches the row."""
        for area in dict.fromkeys(self.row.merged.values()):
            headers = [header for header, within in self.row.merged.items() if within == area]
            self._note(Severity.REJECTED, headers, "merged", {"area": area})

    def _note(
        self, severity: Severity, headers: Sequence[str], key: str, values: Mapping[str, object]
    ) -> None:
        self.findings.append(
            Finding(
                severity=severity,
                code=key,
                sheet=self.sheet,
                row=self.row.number,
                column="、".join(headers),
                value="、".join(shown(self.row.cells.get(header)) for header in headers),
                problem=text(key, **values),
                remedy=text(f"{key}_remedy", **values),
            )
        )


def _fields(columns: Sequence[Column], values: Mapping[str, Any]) -> dict[str, Any]:
    """The record's fields; both ends of a window become one pair, or None when both are blank."""
    ends = [column for column in columns if column.part_of]
    fields = {column.key: values[column.key] for column in columns if not column.part_of}
    for column in ends:
        pair = tuple(values[end.key] for end in ends if end.part_of == column.part_of)
        fields[column.field] = None if None in pair else pair
    return fields
