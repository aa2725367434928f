"""Who rides when, what it costs, and the volunteers' time bank: ``songcan riders``."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from api.cli import lending
from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.options import (
    DateOption,
    SittingName,
    SittingOption,
    bad_parameter,
    day,
    settings_of,
)
from api.cli.riding_options import HoursOption, RiderArgument, hours_of
from api.cli.texts import stacked, text
from api.riders.states import AbsenceReason
from api.texts import sitting_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.orders.duty import Duty
    from api.riders.hours import RiderHours

app = typer.Typer(no_args_is_help=True)
app.add_typer(lending.app, name="lend", help=str(text("command_riders_lend")))

FromOption = Annotated[
    datetime.date | None,
    typer.Option("--from", parser=day, metavar="DATE", help=str(text("option_first_day"))),
]
ToOption = Annotated[
    datetime.date | None,
    typer.Option("--to", parser=day, metavar="DATE", help=str(text("option_last_day"))),
]
OpenOption = Annotated[bool, typer.Option("--open", help=str(text("option_absent_open")))]
AbsenceOption = Annotated[
    AbsenceReason, typer.Option("--reason", help=str(text("option_absence_reason")))
]
OneSittingOption = Annotated[
    SittingName | None, typer.Option("--sitting", help=str(text("option_absent_sitting")))
]
RecordedByOption = Annotated[str, typer.Option("--by", help=str(text("option_recorded_by")))]
RemoveOption = Annotated[bool, typer.Option("--remove", help=str(text("option_remove_offer")))]
MinutesOption = Annotated[str, typer.Option("--minutes", help=str(text("option_bank_minutes")))]
WhyOption = Annotated[str, typer.Option("--why", help=str(text("option_bank_why")))]


@app.command("list", help=str(text("command_riders_list")))
def list_(
    ctx: typer.Context, date: DateOption = None, sitting: SittingOption = SittingName.LUNCH
) -> None:
    """Print who is on duty, and who is not and why."""
    from api.riders import duties
    from api.riders.plans import outdated, unfit_words

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.reading() as session:
        found = duties.of_sitting(session, chosen, sitting)
        late = outdated(session, found)
    working = [duty for duty in found.duties if duty.today is not None]
    counts = {"on": len(working), "all": len(found.duties)}
    title = text("riders_on_duty", date=chosen, sitting=sitting_words(sitting), **counts)
    out().print(_duties(title, found.duties))
    for one in late:
        values = {"number": one.planned.number, "names": unfit_words(one.unfit)}
        say(text("plan_outdated", **values), style="bold yellow")


def _duties(title: object, found: Iterable[Duty]) -> Table:
    from api.riders.texts import hours_words, remark_words

    columns = ("rider", "rider_kind", "home", "on_duty", "rider_hours", "loads_at", "remarks")
    shown = table(title, columns)  # type: ignore[arg-type]
    for duty in found:
        rider = duty.today or duty.rider
        places = (rider.canteen, *rider.may_load_at) if duty.today else ()
        cells = (
            duty.rider.id,
            str(text(f"rider_kind_{duty.rider.kind}")),
            duty.rider.canteen,
            "✓" if duty.today else "—",
            hours_words(duty.today.shift) if duty.today else "",
            "、".join(dict.fromkeys(places)),
            "\n".join(stacked(remark_words(remark)) for remark in duty.remarks),
        )
        shown.add_row(*map(escape, cells))
    return shown


@app.command("absent", help=str(text("command_riders_absent")))
def absent(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    rider: RiderArgument,
    first: FromOption = None,
    last: ToOption = None,
    until_further_notice: OpenOption = False,
    reason: AbsenceOption = AbsenceReason.UNABLE,
    sitting: OneSittingOption = None,
    by: RecordedByOption = "",
) -> None:
    """Record that a rider is away: today, or the days named."""
    from api.riders import service

    settings = settings_of(ctx)
    begins = first or settings.today()
    if until_further_notice and last is not None:
        raise bad_parameter(text("open_and_ends"))
    ends = None if until_further_notice else last or begins
    away = service.Away(rider=rider, first=begins, last=ends, reason=reason, sitting=sitting, by=by)
    with opened(settings) as database, database.session() as session:
        ended = service.absent(session, away)
    say(text("absence_noted", rider=rider, first=begins, last=ends or "…"), style="green")
    for loan in ended:
        values = {"loan": loan.id, "borrower": loan.request.borrower, "date": loan.request.date}
        say(text("loan_ended", **values), style="bold yellow")
    say(text("plan_riders_again"))


@app.command("back", help=str(text("command_riders_back")))
def back(ctx: typer.Context, rider: RiderArgument, first: FromOption = None) -> None:
    """Record that a rider works again, from today or the day named."""
    from api.riders import service

    settings = settings_of(ctx)
    begins = first or settings.today()
    with opened(settings) as database, database.session() as session:
        service.back(session, rider, begins)
    say(text("rider_back", rider=rider, date=begins), style="green")
    say(text("plan_riders_again"))


@app.command("offer", help=str(text("command_riders_offer")))
def offer(
    ctx: typer.Context,
    rider: RiderArgument,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    hours: HoursOption = None,
    remove: RemoveOption = False,
) -> None:
    """Record that a rider works on a date: at other hours, or although it is no usual day."""
    from api.riders import service
    from api.riders.records import Offer

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        if remove:
            service.take_back_offer(session, rider, chosen, sitting)
        else:
            offered = Offer(rider=rider, date=chosen, sitting=sitting, hours=hours_of(hours))
            service.offer(session, offered)
    key = "offer_removed" if remove else "offer_noted"
    say(
        text(key, rider=rider, date=chosen, sitting=sitting_words(sitting), hours=hours or "…"),
        style="green",
    )


@app.command("hours", help=str(text("command_riders_hours")))
def hours(ctx: typer.Context, first: FromOption = None, last: ToOption = None) -> None:
    """Print days, trips, stops, paid minutes and cost of each rider, and the time bank."""
    from api.riders import service
    from api.riders.hours import Period

    settings = settings_of(ctx)
    now = settings.today()
    period = Period(first=first or now.replace(day=1), last=last or now, today=now)
    with opened(settings) as database, database.reading() as session:
        lines = service.report(session, period, settings.hourly_cost)
    title = text("riders_hours", first=period.first, last=period.last)
    out().print(_hours(title, lines))
    say(text("hours_from_plans"))


def _hours(title: object, lines: Iterable[RiderHours]) -> Table:
    from api.riders.texts import yuan

    lines = list(lines)
    right = (
        *("rider_days", "rider_trips", "rider_stops", "paid_minutes", "yuan"),
        *("bank_minutes", "bank_balance"),
    )
    shown = table(title, ("rider", "rider_kind", *right), right=right)  # type: ignore[arg-type]
    for line in lines:
        numbers = (line.days, line.trips, line.stops, line.minutes)
        bank = ("" if minutes is None else f"{minutes:,}" for minutes in (line.bank, line.balance))
        kind = str(text(f"rider_kind_{line.kind}"))
        shown.add_row(escape(line.rider), kind, *(f"{n:,}" for n in numbers), yuan(line.fen), *bank)
    shown.add_section()
    sums = (sum(line.trips for line in lines), sum(line.stops for line in lines))
    minutes, fen = sum(line.minutes for line in lines), sum(line.fen for line in lines)
    banked = sum(line.bank or 0 for line in lines)
    whole = (f"{n:,}" for n in (*sums, minutes))
    shown.add_row(str(text("riders_sum")), "", "", *whole, yuan(fen), f"{banked:,}", "")
    return shown


@app.command("correct", help=str(text("command_riders_correct")))
def correct(
    ctx: typer.Context,
    rider: RiderArgument,
    minutes: MinutesOption,
    by: RecordedByOption,
    why: WhyOption,
    date: DateOption = None,
) -> None:
    """Add minutes to a volunteer's time bank, or take some away."""
    from api.riders import service
    from api.riders.records import Correction

    if not re.fullmatch(r"[+-]?\d{1,6}", minutes):
        raise bad_parameter(text("not_minutes", value=minutes))
    settings = settings_of(ctx)
    chosen = date or settings.today()
    made = Correction(rider=rider, date=chosen, minutes=int(minutes), by=by, why=why)
    with opened(settings) as database, database.session() as session:
        service.correct(session, made)
    say(
        text("bank_corrected", rider=rider, minutes=f"{made.minutes:+}", date=chosen), style="green"
    )


app.command("loans", help=str(text("command_riders_loans")))(lending.loans)
