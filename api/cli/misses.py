"""Who got no delivery, how often, and what happened instead: ``songcan misses``."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table as Shown

from api.cli.console import out, say
from api.cli.database import opened
from api.cli.options import day, require_writable, settings_of
from api.cli.texts import text
from optimizer.texts import Text

if TYPE_CHECKING:
    from api.exports.tables import Table

MOST_PEOPLE = 20
"""People shown; the file has all of them."""

FromOption = Annotated[
    datetime.date | None,
    typer.Option("--from", parser=day, metavar="DATE", help=str(text("option_missed_from"))),
]
ToOption = Annotated[
    datetime.date | None,
    typer.Option("--to", parser=day, metavar="DATE", help=str(text("option_missed_to"))),
]
FileOption = Annotated[
    Path | None, typer.Option("--output", "-o", help=str(text("option_missed_output")))
]


def misses(
    ctx: typer.Context, first: FromOption = None, last: ToOption = None, output: FileOption = None
) -> None:
    """Print whom published plans left out, by canteen and tier and by person."""
    from api.exports.misses import groups_table, people_table
    from api.exports.writing import write_table
    from api.misses import service

    if output is not None:
        require_writable(output)
    settings = settings_of(ctx)
    end = last or settings.today()
    start = first or end - datetime.timedelta(days=service.RECENT_DAYS - 1)
    with opened(settings) as database, database.reading() as session:
        report = service.report(session, start, end)
    period = {"first": start, "last": end}
    if not report.people:
        say(text("nobody_missed", **period))
    else:
        out().print(_shown(text("missed_groups", **period), groups_table(report)))
        count = len(report.people)
        values = {"shown": min(count, MOST_PEOPLE), "count": count}
        out().print(_shown(text("missed_people", **values), people_table(report)))
    if report.open:
        visits = len({(one.date, one.sitting, one.visit) for one in report.open})
        say(text("missed_open", people=len(report.open), visits=visits), style="bold yellow")
    if output is not None:
        write_table(people_table(report), output)
        say(text("written", path=output), style="green")


def _shown(title: Text, table: Table) -> Shown:
    """The first rows of a table, with what is a number to the right."""
    made = Shown(title=str(title), title_justify="left", title_style="bold")
    first = table.rows[0]
    for header, cell in zip(table.headers, first, strict=True):
        zh, en = header.split(" ", 1)
        made.add_column(f"{zh}\n{en}", justify="right" if isinstance(cell, int) else "left")
    for row in table.rows[:MOST_PEOPLE]:
        made.add_row(*(escape(str(cell)) for cell in row))
    return made
