"""The canteens' calendars: a month to look at, own closings and openings, national days by hand."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.options import SittingName, bad_parameter, settings_of
from api.cli.options import day as day_of
from api.cli.texts import stacked, text

if TYPE_CHECKING:
    from api.calendars.service import DayOfMonth
    from api.settings import Settings

group = typer.Typer(invoke_without_command=True)


def _help(key: str) -> str:
    return str(text(f"option_{key}"))


def _day(key: str) -> Any:  # noqa: ANN401, as typer says
    return typer.Argument(parser=day_of, metavar="DATE", help=_help(key))


DayArgument = Annotated[datetime.date, _day("own_day")]
CanteenArgument = Annotated[str, typer.Argument(metavar="CANTEEN", help=_help("canteen"))]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help=_help("holiday_name"))]
OneSittingOption = Annotated[
    SittingName | None, typer.Option("--sitting", help=_help("one_sitting"))
]
ReasonOption = Annotated[str, typer.Option("--reason", help=_help("own_reason"))]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=_help("by"))]


@group.callback()
def month(
    ctx: typer.Context,
    canteen: Annotated[str | None, typer.Option("--canteen", help=_help("canteen"))] = None,
    month: Annotated[
        str | None, typer.Option("--month", metavar="YYYY-MM", help=_help("month"))
    ] = None,
) -> None:
    """Print a canteen's month: open or closed, and why."""
    if ctx.invoked_subcommand is not None:
        return
    from api.calendars import service
    from api.roster import repository

    settings = settings_of(ctx)
    year, number = _month(month, settings)
    with opened(settings) as database, database.reading() as session:
        named = [service.canteen_of(session, canteen)] if canteen else repository.canteens(session)
        months = [(one, service.month(session, one, year, number)) for one in named]
    for one, days in months:
        _print(f"{one.id} {one.name} {year}-{number:02d}", days)
    if not months:
        say(text("no_canteens"), style="yellow")


@group.command("close", help=str(text("command_calendar_close")))
def close(
    ctx: typer.Context,
    canteen: CanteenArgument,
    date: DayArgument,
    reason: ReasonOption,
    sitting: OneSittingOption = None,
    by: ByOption = "",
) -> None:
    """Close a canteen on a date."""
    _own(ctx, canteen, date, sitting, (reason, by), open_=False)


@group.command("open", help=str(text("command_calendar_open")))
def open_(
    ctx: typer.Context,
    canteen: CanteenArgument,
    date: DayArgument,
    reason: ReasonOption,
    sitting: OneSittingOption = None,
    by: ByOption = "",
) -> None:
    """Open a canteen on a date."""
    _own(ctx, canteen, date, sitting, (reason, by), open_=True)


@group.command("reset", help=str(text("command_calendar_reset")))
def reset(
    ctx: typer.Context,
    canteen: CanteenArgument,
    date: DayArgument,
    sitting: OneSittingOption = None,
) -> None:
    """Let the usual calendar count again."""
    from api.calendars import service

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        service.drop_own_day(session, canteen, date, sitting, _now(settings))
    say(text("own_day_dropped", canteen=canteen, date=date), style="green")


@group.command("holiday", help=str(text("command_calendar_holiday")))
def holiday(ctx: typer.Context, date: DayArgument, name: NameArgument, by: ByOption = "") -> None:
    """Enter a public holiday."""
    _mark(ctx, date, name, by, working=False)


@group.command("workday", help=str(text("command_calendar_workday")))
def workday(ctx: typer.Context, date: DayArgument, name: NameArgument, by: ByOption = "") -> None:
    """Enter a make-up working day."""
    _mark(ctx, date, name, by, working=True)


@group.command("unmark", help=str(text("command_calendar_unmark")))
def unmark(ctx: typer.Context, date: DayArgument) -> None:
    """Forget an entered holiday or working day."""
    from api.calendars import service

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        service.unmark(session, date, _now(settings))
    say(text("day_unmarked", date=date), style="green")


def _own(
    ctx: typer.Context,
    canteen: str,
    date: datetime.date,
    sitting: SittingName | None,
    said: tuple[str, str],
    *,
    open_: bool,
) -> None:
    from api.calendars import service
    from api.calendars.records import OwnDay

    settings = settings_of(ctx)
    reason, by = said
    day = OwnDay(canteen=canteen, date=date, open=open_, reason=reason, sitting=sitting, by=by)
    with opened(settings) as database, database.session() as session:
        service.set_own_day(session, day, _now(settings))
    key = "own_day_open" if open_ else "own_day_closed"
    say(text(key, canteen=canteen, date=date), style="green")


def _mark(ctx: typer.Context, date: datetime.date, name: str, by: str, *, working: bool) -> None:
    from api.calendars import service
    from api.calendars.records import MarkedDay

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        day = MarkedDay(date=date, working=working, name=name, by=by)
        service.mark(session, day, _now(settings))
    key = "day_marked_working" if working else "day_marked_holiday"
    say(text(key, date=date, name=name), style="green")


def _print(title: str, days: tuple[DayOfMonth, ...]) -> None:
    from api.calendars import service
    from api.calendars.texts import text as words

    cooked = [one for one in days[0].openings if any(_serves(day, one) for day in days)]
    shown = table(text("calendar", title=title), ("day", *cooked, "national", "why"))
    for day in days:
        openings = [day.openings[sitting] for sitting in cooked]
        states = (words("open" if one.open else "closed") for one in openings)
        national = service.national_words(openings[0])
        reasons = dict.fromkeys(service.words(one) for one in openings)
        cells = (
            f"{day.date} {text(f'weekday_{day.date.isoweekday()}').zh}",
            *(state.zh for state in states),
            "" if national is None else national.zh,
            "\n".join(stacked(reason) for reason in reasons),
        )
        shown.add_row(*map(escape, cells))
    out().print(shown)
    if any(day.doubtful for day in days):
        say(words("doubtful", year=days[0].date.year), style="yellow")


def _serves(day: DayOfMonth, sitting: str) -> bool:
    """A canteen without suppers has no column of them; lunch is always shown."""
    return sitting == SittingName.LUNCH or day.openings[sitting].why != "no_sitting"


def _month(value: str | None, settings: Settings) -> tuple[int, int]:
    if value is None:
        today = _now(settings)
        return today.year, today.month
    found = re.fullmatch(r"(20\d\d)-(\d\d?)", value)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise bad_parameter(text("not_a_month", value=value))
    return int(found[1]), int(found[2])


def _now(settings: Settings) -> datetime.datetime:
    return datetime.datetime.now(settings.zone)
