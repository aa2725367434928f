"""Importing a roster: workbooks and lists as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.errors import FAILED
from api.cli.options import bad_parameter, require_writable, settings_of
from api.cli.texts import stacked, text

if TYPE_CHECKING:
    from api.roster.changes import Difference
    from api.roster.findings import Finding, WorkbookReport
    from api.roster.service import Changes

MOST_ROWS = 200
MOST_IDS = 50
"""Rows of a table on the screen; all others are in the file of rejected rows."""

FilesArgument = Annotated[
    list[Path], typer.Argument(help=str(text("option_workbook")), metavar="FILE...")
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=str(text("option_dry_run")))]
SheetOption = Annotated[
    str | None, typer.Option("--sheet", metavar="SHEET", help=str(text("option_sheet")))
]
RejectedOption = Annotated[
    Path | None,
    typer.Option("--rejected", metavar="FILE", help=str(text("option_rejected"))),
]


def import_(
    ctx: typer.Context,
    files: FilesArgument,
    dry_run: DryRunOption = False,
    sheet: SheetOption = None,
    rejected: RejectedOption = None,
) -> None:
    """Take over canteens, riders and residents from workbooks or lists."""
    from api.cli.importing import progress_bars
    from api.cli.places import tell_waiting
    from api.places import service as places
    from api.roster import service
    from api.roster.findings import Severity
    from api.roster.sources.file import SourceFile

    named = _sheet_named(sheet)
    if rejected is not None:
        require_writable(rejected)
    settings = settings_of(ctx)
    with (
        opened(settings) as database,
        database.session() as session,
        progress_bars() as told,
    ):
        found = [SourceFile.at(file) for file in files]
        report = service.read(
            session, found, sheet=named, progress=told, least=settings.place_confidence
        )
        take_over = service.preview if dry_run else service.apply
        changes = take_over(session, report, progress=told)
        waiting = places.waiting(session)
    _show(changes)
    if rejected is not None:
        _write_rejected(report, rejected)
    names = ", ".join(file.name for file in files)
    say(text("previewed" if dry_run else "imported", file=names), style="green")
    tell_waiting(waiting)
    if any(finding.severity is Severity.REJECTED for finding in changes.findings):
        raise typer.Exit(FAILED)


def _sheet_named(name: str | None) -> str | None:
    """The sheet that is called ``name`` in either language."""
    from api.roster.columns import COLUMNS
    from api.roster.headers import sheet_named

    if name is None:
        return None
    found = sheet_named(name)
    if found is None:
        raise bad_parameter(text("unknown_list", name=name, known="、".join(COLUMNS)))
    return found


def _show(changes: Changes) -> None:
    """What would change or has changed, and what is to be said about the rows."""
    console = out()
    console.print(summary(changes))
    for kind in changes.kinds:
        if kind.changed:
            console.print(_changed(kind))
        if kind.missing:
            ids = ", ".join(record.id for record in kind.missing[:MOST_IDS])
            ids += " …" if len(kind.missing) > MOST_IDS else ""
            say(text("missing_rows", sheet=kind.sheet, count=len(kind.missing), ids=ids))
    if changes.findings:
        console.print(findings(changes.findings))
    if (left := len(changes.findings) - MOST_ROWS) > 0:
        say(text("more_findings", count=left), style="yellow")


def _write_rejected(report: WorkbookReport, path: Path) -> None:
    """The rejected rows as a file, if there are any."""
    from api.exports.rejected import rejected_table, rejected_tables
    from api.exports.workbooks import workbook_bytes
    from api.exports.writing import write_table

    if not report.rejections:
        say(text("nothing_rejected"))
        return
    if path.suffix.lower() == ".xlsx":
        path.write_bytes(workbook_bytes(rejected_tables(report)))
    else:
        write_table(rejected_table(report), path)
    say(text("rejected_written", count=len(report.originals), path=path), style="yellow")


def summary(changes: Changes) -> Table:
    """How many rows of each sheet are new, changed, unchanged, rejected or missing."""
    counts = ("new", "changed", "unchanged", "rejected", "missing")
    shown = table(text("import"), ("sheet", *counts), right=counts)
    for kind in changes.kinds:
        rows = (kind.new, kind.changed, kind.unchanged)
        numbers = (*map(len, rows), kind.rejected, len(kind.missing))
        shown.add_row(kind.sheet, *map(str, numbers))
    return shown


def _changed(kind: Difference) -> Table:  # type: ignore[type-arg]  # of any record
    shown = table(text("changed_rows", sheet=kind.sheet), ("id", "column", "before", "after"))
    rows = [
        (change.record.id, field.column, field.before, field.after)
        for change in kind.changed
        for field in change.fields
    ]
    for cells in rows[:MOST_ROWS]:
        shown.add_row(*(escape(str(cell)) for cell in cells))
    if (left := len(rows) - MOST_ROWS) > 0:
        shown.caption = str(text("more_changes", count=left))
    return shown


def findings(found: Iterable[Finding]) -> Table:
    """The findings, rejections first."""
    from api.roster.findings import Severity

    columns = ("severity", "sheet", "row", "column", "value", "problem", "remedy")
    shown = table(text("findings"), columns, right=("row",))
    ordered = sorted(found, key=lambda finding: finding.severity is not Severity.REJECTED)
    several = len({finding.file for finding in ordered if finding.file}) > 1
    for finding in ordered[:MOST_ROWS]:
        cells = (
            stacked(text(f"severity_{finding.severity}")),
            f"{finding.file}\n{finding.sheet}" if several else finding.sheet,
            "" if finding.row is None else str(finding.row),
            finding.column or "",
            finding.value,
            stacked(finding.problem),
            stacked(finding.remedy),
        )
        shown.add_row(*map(escape, cells), end_section=True)
    return shown
