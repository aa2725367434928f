"""What the import of a workbook has to say, and what it accepted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord, Roster
from optimizer.texts import Catalogue, Text

text = Catalogue("api.roster")

Record = TypeVar("Record", CanteenRecord, RiderRecord, ResidentRecord)


class Severity(StrEnum):
    """A rejection keeps a row or a whole sheet out; a warning does not."""

    REJECTED = "rejected"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark on the workbook, with its place as Excel shows it.

    ``code`` is the key of its text; ``row`` is None for a whole sheet, ``column`` (the header, or
    several joined by 、) too where no column is meant; ``value`` is what stands there and may be
    personal data.
    """

    severity: Severity
    code: str
    sheet: str
    row: int | None
    column: str | None
    value: str
    problem: Text
    remedy: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Generic[Record]):
    """What became of one sheet's rows.

    ``readable`` False: nothing can be said about who is in the sheet. ``rejected`` holds the row
    numbers, ``rejected_ids`` the ids that these rows name.
    """

    sheet: str
    readable: bool
    accepted: tuple[Record, ...] = ()
    rejected: tuple[int, ...] = ()
    rejected_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookReport:
    """The accepted rows of a workbook and all findings, in order of sheet and row."""

    canteens: Rows[CanteenRecord]
    riders: Rows[RiderRecord]
    residents: Rows[ResidentRecord]
    findings: tuple[Finding, ...]

    @property
    def rejections(self) -> tuple[Finding, ...]:
        """Why rows and sheets were kept out."""
        return tuple(f for f in self.findings if f.severity is Severity.REJECTED)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What was accepted and still deserves a look."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def roster(self) -> Roster:
        """The accepted rows alone, each list in order of id."""
        return Roster(
            canteens=tuple(sorted(self.canteens.accepted, key=lambda record: record.id)),
            riders=tuple(sorted(self.riders.accepted, key=lambda record: record.id)),
            residents=tuple(sorted(self.residents.accepted, key=lambda record: record.id)),
        )
