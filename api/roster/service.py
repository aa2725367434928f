"""Importing a roster: what it would change, and doing it. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from api.places import service as places
from api.places.finder import PLAUSIBLE
from api.roster import repository, workbook
from api.roster.changes import Difference, difference
from api.roster.findings import Finding, WorkbookReport
from api.roster.progress import Progress, silent
from api.roster.records import CanteenRecord, MealPointRecord, ResidentRecord, RiderRecord
from api.roster.sources.file import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an import changes, kind by kind, with the findings on the workbook."""

    canteens: Difference[CanteenRecord]
    meal_points: Difference[MealPointRecord]
    riders: Difference[RiderRecord]
    residents: Difference[ResidentRecord]
    findings: tuple[Finding, ...]

    @property
    def kinds(self) -> tuple[Difference[Any], ...]:
        """Kind by kind, in the order of reading; meal points only where there are any."""
        points = self.meal_points
        some = points.new or points.changed or points.unchanged or points.rejected
        return (self.canteens, *((points,) if some else ()), self.riders, self.residents)

    @property
    def empty(self) -> bool:
        """Whether the import changes nothing."""
        return not any(kind.new or kind.changed for kind in self.kinds)


def read(
    session: Session,
    files: Iterable[SourceFile],
    *,
    sheet: str | None = None,
    progress: Progress = silent,
    least: float = PLAUSIBLE,
) -> WorkbookReport:
    """What ``files`` hold, beside what the database knows.

    Rows without coordinates are placed by known buildings, as sure as ``least``.

    Raises
    ------
    InvalidInput
        When a file cannot be used.
    """
    return workbook.read(
        files,
        repository.canteens(session),
        repository.meal_points(session),
        sheet=sheet,
        progress=progress,
        finder=places.gazetteer(session, least),
    )


def preview(session: Session, report: WorkbookReport, *, progress: Progress = silent) -> Changes:
    """What importing ``report`` would change; nothing is written."""
    progress("comparing", 0, 1)
    stored = repository.load(session)
    changes = Changes(
        canteens=difference(stored.canteens, report.canteens),
        meal_points=difference(stored.meal_points, report.meal_points),
        riders=difference(stored.riders, report.riders),
        residents=difference(stored.residents, report.residents),
        findings=report.findings,
    )
    progress("comparing", 1, 1)
    return changes


def apply(session: Session, report: WorkbookReport, *, progress: Progress = silent) -> Changes:
    """Import ``report``: new records are inserted, changed ones replaced.

    Who is missing from the workbook stays: an elder must not lose meals to a deleted row.
    Addresses that nobody knows are put into the queue of those to be placed by hand.
    """
    changes = preview(session, report, progress=progress)
    kinds = (changes.canteens, changes.meal_points, changes.riders, changes.residents)
    total, stored = sum(len(kind.new) + len(kind.changed) for kind in kinds), 0
    for kind in kinds:
        progress("storing", stored, total)
        stored += _save(session, kind)
    placed = (report.canteens, report.meal_points, report.residents)
    places.take_over(
        session,
        placed=[record.address for rows in placed for record in rows.accepted],
        estimates={at: found for rows in placed for at, found in rows.estimates.items()},
        unplaced=[address for rows in placed for address in rows.unplaced],
    )
    progress("storing", total, total)
    return changes


def _save(session: Session, kind: Difference[Any]) -> int:
    """How many records were written."""
    records = (*kind.new, *(change.record for change in kind.changed))
    repository.save(session, records)
    return len(records)
