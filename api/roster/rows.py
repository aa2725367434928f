"""From a sheet's rows to records: every cell is read, every rule asked, every finding kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.places.finder import PlaceFinder
from api.roster.cells.basic import BadCell, is_blank, shown
from api.roster.columns import COLUMNS, Column
from api.roster.derivations import Derivation
from api.roster.findings import Finding, Original, Record, Rows, Severity, text
from api.roster.placing.place import Placing, place
from api.roster.placing.stated import KEYS as PLACE_KEYS
from api.roster.progress import Progress, silent
from api.roster.rules import Rule
from api.roster.sheets import Row, Sheet

TOLD_EVERY = 250
"""Rows between two words on the progress."""


def read_rows(
    sheets: Sequence[Sheet],
    kind: type[Record],
    rules: Sequence[Rule],
    derivations: Sequence[Derivation] = (),
    progress: Progress = silent,
    finder: PlaceFinder | None = None,
) -> tuple[Rows[Record], list[Finding]]:
    """The records of all ``sheets`` of one name, and what is to be said about their rows."""
    name = sheets[0].name
    columns = COLUMNS[name]
    accepted: list[Record] = []
    originals: list[Original] = []
    rejected_ids: set[str] = set()
    first: dict[str, tuple[str, int]] = {}
    found: list[Finding] = []
    readings = _readings(sheets, columns, derivations, progress)
    _place(readings, finder)
    shared = _shared(readings)
    for reading in readings:
        reading.ask(rules)
        own = reading.values.get("id")
        if own in first:
            here = _where(first[own], reading.sheet)
            reading.find(Severity.REJECTED, ("id",), "duplicate_id", first=here)
        elif own in shared:
            here = _where(shared[own], reading.sheet)
            reading.find(Severity.REJECTED, ("id",), "id_shared", other=here)
        if reading.rejected:
            originals.append(_original(reading.sheet, reading.row))
            rejected_ids.update([own] if own else [])
        else:
            accepted.append(kind(**_fields(columns, reading.values)))
        if own:
            first.setdefault(own, (reading.sheet.file, reading.row.number))
        found.extend(reading.findings)
    read = Rows(
        sheet=name,
        readable=True,
        accepted=tuple(accepted),
        rejected=tuple(original.row for original in originals),
        rejected_ids=frozenset(rejected_ids),
        originals=tuple(originals),
        estimates={
            reading.address: reading.placing.found
            for reading in readings
            if reading.placing.found is not None and not reading.rejected
        },
        unplaced=tuple(reading.address for reading in readings if reading.placing.unplaced),
    )
    return read, found


def _readings(
    sheets: Sequence[Sheet],
    columns: Sequence[Column],
    derivations: Sequence[Derivation],
    progress: Progress,
) -> list[_Reading]:
    """All rows with the values of their cells, and what follows from these."""
    rows = [(sheet, row) for sheet in sheets for row in sheet.rows]
    readings = []
    for number, (sheet, row) in enumerate(rows):
        if number % TOLD_EVERY == 0:
            progress("checking", number, len(rows))
        readings.append(_Reading(sheet, row, columns))
        readings[-1].derive(derivations)
    progress("checking", len(rows), len(rows))
    return readings


def _place(readings: Sequence[_Reading], finder: PlaceFinder | None) -> None:
    """Give each row its place: rows of one sheet are judged together."""
    by_sheet: dict[int, list[_Reading]] = {}
    for reading in readings:
        if reading.headers.keys() >= PLACE_KEYS:
            by_sheet.setdefault(id(reading.sheet), []).append(reading)
    for own in by_sheet.values():
        addresses = {reading.row.number: reading.address for reading in own}
        placings = place(own[0].sheet, addresses, finder)
        for reading in own:
            if reading.row.number in placings:
                reading.place(placings[reading.row.number])


def _shared(readings: Sequence[_Reading]) -> dict[str, tuple[str, int]]:
    """Ids that come with several names, each with the place of its second name.

    Whose the id is nobody can tell, and taking the first row would make another person of whom
    the roster knows by it.
    """
    first: dict[str, str] = {}
    shared: dict[str, tuple[str, int]] = {}
    for reading in readings:
        own, called = reading.values.get("id"), reading.values.get("name")
        if own and called and called != first.setdefault(own, called):
            shared.setdefault(own, (reading.sheet.file, reading.row.number))
    return shared


def _where(place: tuple[str, int], sheet: Sheet) -> str:
    """A row's number, with its file where that is another one."""
    file, row = place
    return str(row) if file == sheet.file else f"{row} ({file})"


def _original(sheet: Sheet, row: Row) -> Original:
    return Original(
        file=sheet.file,
        sheet=sheet.name,
        row=row.number,
        titles=sheet.titles,
        cells=tuple(row.whole),
    )


class _Reading:
    """One row while it is read; ``values`` holds the keys whose cells could be read."""

    def __init__(self, sheet: Sheet, row: Row, columns: Sequence[Column]) -> None:
        self.sheet, self.row = sheet, row
        self.headers = {column.key: column.header for column in columns}
        self.findings: list[Finding] = []
        self.values: dict[str, Any] = {}
        self.placing = Placing()
        for column in columns:
            if column.key not in PLACE_KEYS:
                self._read(column)
        self._merged()
        if row.beyond:
            self._note(Severity.REJECTED, (), "beyond_headers", {}, "、".join(row.beyond))

    @property
    def rejected(self) -> bool:
        return any(finding.severity is Severity.REJECTED for finding in self.findings)

    @property
    def address(self) -> str:
        """The building's address; empty where the row has none that can be read."""
        return str(self.values.get("address") or "")

    def place(self, placing: Placing) -> None:
        """Take over where the row is, and what is odd about it."""
        self.placing = placing
        if placing.point is not None:
            self.values.update(lon=placing.point.lon, lat=placing.point.lat)
        for keys, remark in placing.remarks:
            headers = [self.headers[key] for key in keys]
            self._note(remark.severity, headers, remark.key, remark.values, placing.value)

    def derive(self, derivations: Sequence[Derivation]) -> None:
        """Work out what follows from the values that are there."""
        for derivation in derivations:
            if all(key in self.values for key in derivation.needs):
                derived = derivation.derive(*(self.values[key] for key in derivation.needs))
                self.values.update(derived.values)
                for keys, remark in derived.remarks:
                    self.find(remark.severity, keys, remark.key, **remark.values)

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
        self,
        severity: Severity,
        headers: Sequence[str],
        key: str,
        values: Mapping[str, object],
        value: str | None = None,
    ) -> None:
        standing = "、".join(shown(self.row.cells.get(header)) for header in headers)
        self.findings.append(
            Finding(
                severity=severity,
                code=key,
                sheet=self.sheet.name,
                file=self.sheet.file,
                row=self.row.number,
                column="、".join(map(self.sheet.shown, headers)) or None,
                value=standing if value is None else value,
                problem=text(key, **values),
                remedy=text(f"{key}_remedy", **values),
            )
        )


def _fields(columns: Sequence[Column], values: Mapping[str, Any]) -> dict[str, Any]:
    """The record's fields; both ends of a window become one pair, or None when both are blank."""
    columns = [column for column in columns if column.stored]
    ends = [column for column in columns if column.part_of]
    fields = {column.key: values[column.key] for column in columns if not column.part_of}
    for column in ends:
        pair = tuple(values[end.key] for end in ends if end.part_of == column.part_of)
        fields[column.field] = None if None in pair else pair
    return fields
