"""What the import of a workbook has to say, and what it accepted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from api.places.finder import Found
from api.roster.records import (
    CanteenRecord,
    MealPointRecord,
    ResidentRecord,
    RiderRecord,
    Roster,
)
from optimizer.texts import Catalogue, Text

text = Catalogue("api.roster")

Record = TypeVar("Record", CanteenRecord, MealPointRecord, RiderRecord, ResidentRecord)


class Severity(StrEnum):
    """A rejection keeps a row or a whole sheet out; a warning does not."""

    REJECTED = "rejected"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One remark on the workbook, with its place as Excel shows it.

    ``code`` is the key of its text; ``row`` is None for a whole sheet, ``column`` (the header, or
    several joined by 、) too where no column is meant; ``value`` is what stands there and may be
    personal data. ``file`` is the file's name, empty where none is meant.
    """

    severity: Severity
    code: str
    sheet: str
    row: int | None
    column: str | None
    value: str
    problem: Text
    remedy: Text
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A rejected row as it stands in its file, below the ``titles`` of its columns."""

    file: str
    sheet: str
    row: int
    titles: tuple[str, ...]
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Generic[Record]):
    """What became of one sheet's rows.

    ``readable`` False: nothing can be said about who is in the sheet. ``rejected`` holds the row
    numbers, ``originals`` these rows, ``rejected_ids`` the ids that they name. ``estimates`` are
    places that were looked up, by address; ``unplaced`` are the addresses of rows whose place
    nobody knows, one a row.
    """

    sheet: str
    readable: bool
    accepted: tuple[Record, ...] = ()
    rejected: tuple[int, ...] = ()
    rejected_ids: frozenset[str] = frozenset()
    originals: tuple[Original, ...] = ()
    estimates: Mapping[str, Found] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()


NO_POINTS: Rows[MealPointRecord] = Rows(sheet="助餐点", readable=False)
"""Of a workbook without that sheet: what is known of meal points stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookReport:
    """The accepted rows of a workbook and all findings, in order of sheet and row."""

    canteens: Rows[CanteenRecord]
    riders: Rows[RiderRecord]
    residents: Rows[ResidentRecord]
    findings: tuple[Finding, ...]
    meal_points: Rows[MealPointRecord] = NO_POINTS

    @property
    def originals(self) -> tuple[Original, ...]:
        """All rejected rows, in the order of reading."""
        kinds = (self.canteens, self.meal_points, self.riders, self.residents)
        return tuple(row for kind in kinds for row in kind.originals)

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
            meal_points=tuple(sorted(self.meal_points.accepted, key=lambda record: record.id)),
        )
