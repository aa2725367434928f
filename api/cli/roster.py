"""Importing a roster workbook."""

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
from api.cli.options import settings_of
from api.cli.texts import stacked, text

if TYPE_CHECKING:
    from api.roster.changes import Difference
    from api.roster.findings import Finding
    from api.roster.service import Changes

FileArgument = Annotated[Path, typer.Argument(help=str(text("option_workbook")))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=str(text("option_dry_run")))]


def import_(ctx: typer.Context, file: FileArgument, dry_run: DryRunOption = False) -> None:
    """Take over canteens, riders and residents from a workbook."""
    from api.roster import repository, service, workbook
    from api.roster.findings import Severity

    with opened(settings_of(ctx)) as database, database.session() as session:
        report = workbook.read(file, repository.canteens(session))
        take_over = service.preview if dry_run else service.apply
        changes = take_over(session, report)
    console = out()
    console.print(summary(changes))
    for kind in (changes.canteens, changes.riders, changes.residents):
        if kind.changed:
            console.print(_changed(kind))
        if kind.missing:
            ids = ", ".join(record.id for record in kind.missing)
            say(text("missing_rows", sheet=kind.sheet, count=len(kind.missing), ids=ids))
    if changes.findings:
        console.print(_findings(changes.findings))
    say(text("previewed" if dry_run else "imported", file=file.name), style="green")
    if any(finding.severity is Severity.REJECTED for finding in changes.findings):
        raise typer.Exit(FAILED)


def summary(changes: Changes) -> Table:
    """How many rows of each sheet are new, changed, unchanged, rejected or missing."""
    counts = ("new", "changed", "unchanged", "rejected", "missing")
    shown = table(text("import"), ("sheet", *counts), right=counts)
    for kind in (changes.canteens, changes.riders, changes.residents):
        rows = (kind.new, kind.changed, kind.unchanged)
        numbers = (*map(len, rows), kind.rejected, len(kind.missing))
        shown.add_row(kind.sheet, *map(str, numbers))
    return shown


def _changed(kind: Difference) -> Table:  # type: ignore[type-arg]  # of any record
    shown = table(text("changed_rows", sheet=kind.sheet), ("id", "column", "before", "after"))
    for change in kind.changed:
        for field in change.fields:
            cells = (change.record.id, field.column, field.before, field.after)
            shown.add_row(*(escape(str(cell)) for cell in cells))
    return shown


def _findings(findings: Iterable[Finding]) -> Table:
    columns = ("severity", "sheet", "row", "column", "value", "problem", "remedy")
    shown = table(text("findings"), columns, right=("row",))
    for finding in findings:
        cells = (
            stacked(text(f"severity_{finding.severity}")),
            finding.sheet,
            "" if finding.row is None else str(finding.row),
            finding.column or "",
            finding.value,
            stacked(finding.problem),
            stacked(finding.remedy),
        )
        shown.add_row(*map(escape, cells), end_section=True)
    return shown
