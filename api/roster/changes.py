"""What an import would change: the workbook against the database, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Generic

from api.roster.columns import headers_of
from api.roster.findings import Record, Rows
from api.roster.wording import worded


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of one record in the words of the workbook; it may be personal data.

    ``column`` is its header, ``before`` and ``after`` read like cells.
    """

    field: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Generic[Record]):
    """A record that is in both and differs."""

    record: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference(Generic[Record]):
    """One sheet against one table; every id is in exactly one of these.

    ``missing`` are in the database, but not in the sheet: they stay as they are. ``rejected``
    counts rows of the sheet; what the database holds about them stays as it is.
    """

    sheet: str
    new: tuple[Record, ...]
    changed: tuple[Change[Record], ...]
    unchanged: tuple[Record, ...]
    missing: tuple[Record, ...]
    rejected: int


def difference(stored: tuple[Record, ...], rows: Rows[Record]) -> Difference[Record]:
    """Compare ``rows`` with what is ``stored``."""
    before = {record.id: record for record in stored}
    both = [record for record in rows.accepted if record.id in before]
    changes = [
        Change(record=record, fields=tuple(_changes(rows.sheet, before[record.id], record)))
        for record in both
        if record != before[record.id]
    ]
    named = rows.rejected_ids | {record.id for record in rows.accepted}
    return Difference(
        sheet=rows.sheet,
        new=tuple(record for record in rows.accepted if record.id not in before),
        changed=tuple(changes),
        unchanged=tuple(record for record in both if record == before[record.id]),
        missing=tuple(r for r in stored if rows.readable and r.id not in named),
        rejected=len(rows.rejected),
    )


def _changes(sheet: str, before: Record, after: Record) -> Iterator[FieldChange]:
    for field in fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            yield FieldChange(
                field=field.name,
                column=headers_of(sheet, field.name),
                before=worded(field.name, old),
                after=worded(field.name, new),
            )
