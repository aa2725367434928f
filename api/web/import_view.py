"""What the page says about an import before somebody confirms it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from api.roster.changes import FieldChange
from api.roster.findings import Finding, Severity, WorkbookReport
from api.roster.service import Changes
from api.uploads.records import Upload
from api.web.texts import text
from optimizer.texts import Text

MOST_ROWS = 100
"""Rows of a table on the page; the file of rejected rows holds all."""

PERSONAL = frozenset({"name", "phone", "door", "door_note"})
"""Fields of which the page says only that they change: the database keeps them encrypted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """One kind of list in numbers; ``missing`` are ids that are known and not in the file."""

    sheet: str
    new: int
    changed: int
    unchanged: int
    rejected: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """One field of one record that changes."""

    sheet: str
    id: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """A preview. ``repeated`` counts the findings of each kind, most frequent first."""

    token: str
    files: str
    lists: tuple[ListView, ...]
    fields: tuple[FieldView, ...]
    more_fields: int
    findings: tuple[Finding, ...]
    more_findings: int
    repeated: tuple[tuple[Text, int], ...]
    rejected: int
    changing: int
    empty: bool


def import_view(upload: Upload, report: WorkbookReport, changes: Changes) -> ImportView:
    """The preview of ``upload``, which holds what ``report`` says."""
    fields = [
        FieldView(sheet=kind.sheet, id=change.record.id, **_said(field))
        for kind in changes.kinds
        for change in kind.changed
        for field in change.fields
    ]
    ordered = sorted(report.findings, key=lambda found: found.severity is not Severity.REJECTED)
    return ImportView(
        token=upload.token,
        files="、".join(file.name for file in upload.files),
        lists=tuple(
            ListView(
                sheet=kind.sheet,
                new=len(kind.new),
                changed=len(kind.changed),
                unchanged=len(kind.unchanged),
                rejected=kind.rejected,
                missing=tuple(record.id for record in kind.missing),
            )
            for kind in changes.kinds
        ),
        fields=tuple(fields[:MOST_ROWS]),
        more_fields=max(0, len(fields) - MOST_ROWS),
        findings=tuple(ordered[:MOST_ROWS]),
        more_findings=max(0, len(ordered) - MOST_ROWS),
        repeated=tuple(Counter(found.problem for found in ordered).most_common(10)),
        rejected=len(report.rejections) and max(1, len(report.originals)),
        changing=sum(len(kind.new) + len(kind.changed) for kind in changes.kinds),
        empty=changes.empty,
    )


def _said(field: FieldChange) -> dict[str, str]:
    """A change in words; personal values stay where they are."""
    if field.field in PERSONAL:
        hidden = text("import_hidden").zh
        return {"column": field.column, "before": hidden, "after": hidden}
    return {"column": field.column, "before": field.before, "after": field.after}
