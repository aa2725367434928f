"""Files for the office: ``songcan roster export`` and ``songcan schedule export``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import say
from api.cli.database import opened
from api.cli.options import (
    DateOption,
    OutputOption,
    SittingName,
    SittingOption,
    bad_parameter,
    require_writable,
    settings_of,
)
from api.cli.texts import text

if TYPE_CHECKING:
    import datetime

    from sqlalchemy.orm import Session

    from api.exports.tables import Table

TargetArgument = Annotated[Path, typer.Argument(help=str(text("option_target")))]
NamesOption = Annotated[bool, typer.Option("--with-names", help=str(text("option_with_names")))]

roster = typer.Typer(no_args_is_help=True)
schedule = typer.Typer(no_args_is_help=True)


@roster.callback()
def roster_group() -> None:
    """Hold the group open for its one command."""


@schedule.callback()
def schedule_group() -> None:
    """Hold the group open for its one command."""


@roster.command("export", help=str(text("command_roster_export")))
def export_roster(ctx: typer.Context, target: TargetArgument) -> None:
    """Write the roster as it would be imported again."""
    from api.exports.roster import roster_tables
    from api.exports.writing import write_tables
    from api.roster import repository
    from api.schedules.repository import log_reading

    if target.suffix.lower() in (".csv", ".txt", ".xls"):
        raise bad_parameter(text("csv_needs_folder"))
    settings = settings_of(ctx)
    if target.suffix.lower() == ".xlsx" or not target.is_dir():
        require_writable(target)
    with opened(settings) as database, database.session() as session:
        found = repository.load(session)
        people = len(found.residents) + len(found.riders)
        log_reading(session, "songcan roster export", settings.today(), people)
        written = write_tables(roster_tables(found), target)
    say(text("roster_written", paths=", ".join(map(str, written))), style="green")


@schedule.command("export", help=str(text("command_schedule_export")))
def export_schedule(
    ctx: typer.Context,
    output: OutputOption,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    with_names: NamesOption = False,
) -> None:
    """Write a published schedule for the office."""
    from api.exports.writing import write_table

    require_writable(output)
    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        table = _table(session, date or settings.today(), sitting, with_names)
    write_table(table, output)
    say(text("written", path=output), style="green")


def _table(session: Session, date: datetime.date, sitting: str, with_names: bool) -> Table:
    from api.exports.schedule import people_table, stops_table
    from api.schedules import service

    published = service.schedule(session, date, sitting, None)
    if not with_names:
        return stops_table(published)
    said = "songcan schedule export --with-names"
    riders = [rider.rider for rider in published.riders]
    routes = [service.route(session, rider, date, sitting, said) for rider in riders]
    return people_table(published, routes)
