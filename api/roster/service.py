"""Importing a roster: what it would change, and doing it. Nothing is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.roster import repository
from api.roster.changes import Difference, difference
from api.roster.findings import Finding, Record, WorkbookReport
from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What an import changes, kind by kind, with the findings on the workbook."""

    canteens: Difference[CanteenRecord]
    riders: Difference[RiderRecord]
    residents: Difference[ResidentRecord]
    findings: tuple[Finding, ...]

    @property
    def empty(self) -> bool:
        """Whether the import changes nothing."""
        kinds = (self.canteens, self.riders, self.residents)
        return not any(kind.new or kind.changed for kind in kinds)


def preview(session: Session, report: WorkbookReport) -> Changes:
    """What importing ``report`` would change; nothing is written."""
    stored = repository.load(session)
    return Changes(
        canteens=difference(stored.canteens, report.canteens),
        riders=difference(stored.riders, report.riders),
        residents=difference(stored.residents, report.residents),
        findings=report.findings,
    )


def apply(session: Session, report: WorkbookReport) -> Changes:
    """Import ``report``: new records are inserted, changed ones replaced.

    Who is missing from the workbook stays: an elder must not lose meals to a deleted row.
    """
    changes = preview(session, report)
    _save(session, changes.canteens)
    _save(session, changes.riders)
    _save(session, changes.residents)
    return changes


def _save(session: Session, kind: Difference[Record]) -> None:
    repository.save(session, (*kind.new, *(change.record for change in kind.changed)))
