"""Import of a roster: sheets 食堂, 助餐点, 骑手 and 老人 become records and findings.

They come from one or several files: workbooks, or lists as CSV. Rows of the same kind from several
files are one list.

A bad row never stops a good one, and every finding of a bad row is reported. Nothing is written
anywhere: see ``api.roster.service``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from api.places.finder import PlaceFinder
from api.roster.addresses.rule import RESIDENT_ADDRESS
from api.roster.derivations import Derivation
from api.roster.findings import Finding, Record, Rows, Severity, WorkbookReport
from api.roster.layout import missing_sheets, sheet_findings, unused_sheets
from api.roster.progress import Progress, silent
from api.roster.records import CanteenRecord, MealPointRecord, ResidentRecord, RiderRecord
from api.roster.rows import read_rows
from api.roster.rules import (
    Rule,
    canteen_rules,
    meal_point_rules,
    resident_rules,
    rider_rules,
)
from api.roster.sheets import Sheet, read_sheets
from api.roster.sources.file import SourceFile


def read(
    source: Path | Iterable[SourceFile],
    canteens: Iterable[CanteenRecord] = (),
    meal_points: Iterable[MealPointRecord] = (),
    *,
    sheet: str | None = None,
    progress: Progress = silent,
    finder: PlaceFinder | None = None,
) -> WorkbookReport:
    """Read the file at ``source``, or several files that are in memory.

    ``sheet`` says what a file of a single list holds where its headers and its name do not.
    ``canteens`` and ``meal_points`` are known from elsewhere, such as the database: riders and
    residents may name them although the workbook does not hold them. ``finder`` places rows
    without coordinates, and speaks against coordinates that are hardly right.

    Raises
    ------
    InvalidInput
        When there is no such file, or it can be read neither as a workbook nor as CSV.
    """
    files = [SourceFile.at(source)] if isinstance(source, Path) else list(source)
    sheets: list[Sheet] = []
    for number, file in enumerate(files):
        progress("reading", number, len(files))
        sheets += read_sheets(file, sheet)
    progress("reading", len(files), len(files))
    known_points = [point.id for point in meal_points]
    kitchens, on_canteens = _read_sheet(
        "食堂", sheets, CanteenRecord, canteen_rules(known_points), progress, finder
    )
    usable = {canteen.id: canteen for canteen in chain(canteens, kitchens.accepted)}
    points, on_points = _read_sheet(
        "助餐点", sheets, MealPointRecord, meal_point_rules(usable), progress, finder
    )
    named = list(dict.fromkeys((*known_points, *(point.id for point in points.accepted))))
    riders, on_riders = _read_sheet(
        "骑手", sheets, RiderRecord, rider_rules(usable, named), progress, finder
    )
    rules = resident_rules(usable, named)
    residents, on_residents = _read_sheet(
        "老人", sheets, ResidentRecord, rules, progress, finder, (RESIDENT_ADDRESS,)
    )
    return WorkbookReport(
        canteens=kitchens,
        riders=riders,
        residents=residents,
        meal_points=points,
        findings=(*on_canteens, *on_points, *on_riders, *on_residents, *unused_sheets(sheets)),
    )


def _read_sheet(
    name: str,
    sheets: Sequence[Sheet],
    kind: type[Record],
    rules: Sequence[Rule],
    progress: Progress,
    finder: PlaceFinder | None,
    derivations: Sequence[Derivation] = (),
) -> tuple[Rows[Record], list[Finding]]:
    """The rows of all ``sheets`` of that name; one that is not in order does not stop another."""
    found = [finding for missing, finding in missing_sheets(sheets) if missing == name]
    usable, own = [], [sheet for sheet in sheets if sheet.name == name]
    for sheet in own:
        on_sheet = list(sheet_findings(sheet))
        if all(finding.severity is not Severity.REJECTED for finding in on_sheet):
            usable.append(sheet)
        found += on_sheet
    if not usable:
        return Rows(sheet=name, readable=False), found
    rows, on_rows = read_rows(usable, kind, rules, derivations, progress, finder)
    return replace(rows, readable=len(usable) == len(own)), found + on_rows
