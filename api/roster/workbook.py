"""Import of a roster workbook: sheets 食堂, 骑手 and 老人 become records and findings.

A bad row never stops a good one, and every finding of a bad row is reported. Nothing is written
anywhere: see ``api.roster.service``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from api.roster.columns import COLUMNS
from api.roster.findings import Finding, Record, Rows, Severity, WorkbookReport
from api.roster.layout import sheet_findings, unused_sheets
from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord
from api.roster.rows import read_rows
from api.roster.rules import Rule, canteen_rules, resident_rules, rider_rules
from api.roster.sheets import Sheet, read_sheets


def read(path: Path, canteens: Iterable[CanteenRecord] = ()) -> WorkbookReport:
    """Read the workbook at ``path``.

    ``canteens`` are known from elsewhere, such as the database: riders and residents may name
    them although the workbook does not hold them.

    Raises
    ------
    InvalidInput
        When there is no such file, or it is no workbook.
    """
    headers = {name: [column.header for column in columns] for name, columns in COLUMNS.items()}
    sheets = read_sheets(path, headers)
    kitchens, on_canteens = _read_sheet("食堂", sheets, CanteenRecord, canteen_rules())
    usable = {canteen.id: canteen for canteen in chain(canteens, kitchens.accepted)}
    riders, on_riders = _read_sheet("骑手", sheets, RiderRecord, rider_rules(usable))
    residents, on_residents = _read_sheet("老人", sheets, ResidentRecord, resident_rules(usable))
    return WorkbookReport(
        canteens=kitchens,
        riders=riders,
        residents=residents,
        findings=(*on_canteens, *on_riders, *on_residents, *unused_sheets(sheets)),
    )


def _read_sheet(
    name: str, sheets: Mapping[str, Sheet], kind: type[Record], rules: Sequence[Rule]
) -> tuple[Rows[Record], list[Finding]]:
    found = list(sheet_findings(name, sheets))
    if any(finding.severity is Severity.REJECTED for finding in found):
        return Rows(sheet=name, readable=False), found
    rows, on_rows = read_rows(sheets[name], kind, rules)
    return rows, found + on_rows
