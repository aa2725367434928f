"""Changing orders by hand: further meals, cancellations, holds and restarts, with cut-offs."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.options import (
    DateOption,
    SittingName,
    SittingOption,
    day,
    settings_of,
)
from api.cli.texts import label, stacked, text

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.order_book.cut_offs import Said
    from api.order_book.view import OrdersView
    from api.settings import Settings

group = typer.Typer(no_args_is_help=True)


def _help(key: str) -> str:
    return str(text(f"option_{key}"))


ResidentArgument = Annotated[str, typer.Argument(metavar="RESIDENT", help=_help("resident"))]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=_help("by"))]
ReasonOption = Annotated[str, typer.Option("--reason", help=_help("reason"))]
LateOption = Annotated[bool, typer.Option("--late", help=_help("late"))]


def _date(name: str, key: str) -> Any:  # noqa: ANN401, as typer says
    return typer.Option(name, parser=day, metavar="DATE", help=_help(key))


@group.command("list", help=str(text("command_orders_list")))
def list_(
    ctx: typer.Context, date: DateOption = None, sitting: SittingOption = SittingName.LUNCH
) -> None:
    """Print a sitting's counts, its changes, and holds that end soon."""
    from api.order_book.view import orders_view

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        _print(orders_view(session, settings, chosen, sitting, endpoint="songcan orders list"))


@group.command("find", help=str(text("command_orders_find")))
def find(
    ctx: typer.Context,
    words: Annotated[str, typer.Argument(metavar="WORDS", help=_help("words"))],
) -> None:
    """Search residents by id or name."""
    from api.order_book.view import search

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        endpoint = "songcan orders find"
        found, more = search(session, words, settings.today(), endpoint=endpoint)
    shown = table(text("found_people"), ("id", "name", "address", "door"))
    for person in found:
        shown.add_row(*map(escape, (person.id, person.name, person.address, person.door)))
    out().print(shown)
    if more:
        say(text("more_people", count=more), style="yellow")


@group.command("add", help=str(text("command_orders_add")))
def add(  # noqa: PLR0913, PLR0917  one argument an option
    ctx: typer.Context,
    resident: ResidentArgument,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    meals: Annotated[int, typer.Option("--meals", help=_help("meals"))] = 1,
    diet: Annotated[str | None, typer.Option("--diet", help=_help("diet"))] = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    late: LateOption = False,
) -> None:
    """Order further meals for one date and sitting."""
    from api.order_book import service
    from api.orders.one_offs import Kind, OneOff

    settings = settings_of(ctx)
    chosen = date or settings.today()
    order = OneOff(
        resident=resident, date=chosen, sitting=sitting, kind=Kind.ADD, meals=meals, diet=diet
    )
    with opened(settings) as database, database.session() as session:
        made = service.add(session, settings, order, _said(settings, by, reason, late=late))
        _changed(session, chosen, sitting, "order_added", made.id, made.late)


@group.command("cancel", help=str(text("command_orders_cancel")))
def cancel(
    ctx: typer.Context,
    resident: ResidentArgument,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    by: ByOption = "",
    reason: ReasonOption = "",
    late: LateOption = False,
) -> None:
    """Cancel all meals of one date and sitting."""
    from api.order_book import service

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        said = _said(settings, by, reason, late=late)
        made = service.cancel(session, settings, resident, chosen, sitting, said)
        _changed(session, chosen, sitting, "order_cancelled", made.id, made.late)


@group.command("undo", help=str(text("command_orders_undo")))
def undo(
    ctx: typer.Context,
    change: Annotated[int, typer.Argument(metavar="CHANGE", help=_help("change"))],
    by: ByOption = "",
    reason: ReasonOption = "",
    late: LateOption = False,
) -> None:
    """Take an addition or a cancellation back."""
    from api.order_book import service

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        said = _said(settings, by, reason, late=late)
        made = service.take_back(session, settings, change, said)
        _changed(session, made.date, made.sitting, "order_undone", made.id, False)


@group.command("hold", help=str(text("command_orders_hold")))
def hold(
    ctx: typer.Context,
    resident: ResidentArgument,
    first: Annotated[datetime.date, _date("--from", "hold_from")],
    last: Annotated[datetime.date | None, _date("--to", "hold_to")] = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    late: LateOption = False,
) -> None:
    """Stop a resident's meals until a date, or until they are restarted."""
    from api.order_book import service

    settings = settings_of(ctx)
    with opened(settings) as database, database.session() as session:
        said = _said(settings, by, reason, late=late)
        service.hold(session, settings, resident, first, last, said)
    if last is None:
        say(text("held_open", resident=resident, first=first), style="green")
    else:
        back = last + datetime.timedelta(days=1)
        say(text("held", resident=resident, first=first, last=last, back=back), style="green")


@group.command("restart", help=str(text("command_orders_restart")))
def restart(
    ctx: typer.Context,
    resident: ResidentArgument,
    date: DateOption = None,
    by: ByOption = "",
    reason: ReasonOption = "",
    late: LateOption = False,
) -> None:
    """End a resident's hold from a date on."""
    from api.order_book import service

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        said = _said(settings, by, reason, late=late)
        service.restart(session, settings, resident, chosen, said)
    say(text("restarted", resident=resident, date=chosen), style="green")


def _said(settings: Settings, by: str, reason: str, *, late: bool) -> Said:
    from api.order_book.cut_offs import said_now

    return said_now(settings, by, reason, late=late)


def _changed(
    session: Session,
    date: datetime.date,
    sitting: str,
    key: str,
    change: int,
    late: bool,
) -> None:
    """Say what was done, and that a plan made before does not know of it."""
    from api.order_book import repository

    say(text(key, change=change, date=date, sitting=label("sitting", sitting)), style="green")
    if late:
        say(text("change_late"), style="yellow")
    if plan := repository.planned(session, date, sitting):
        say(text("plan_again", number=plan.number, date=date, name=sitting), style="yellow")


def _print(view: OrdersView) -> None:
    console = out()
    console.print(_counts(view))
    for kind, until in view.deadlines.items():
        say(text(f"until_{kind}", until=f"{until:%Y-%m-%d %H:%M}"))
    if view.changes:
        console.print(_one_offs(view))
    if view.held:
        console.print(_held(view))
    if view.ending:
        console.print(_ending(view))
    if view.unplanned and view.plan:
        values = {"count": len(view.unplanned), "number": view.plan.number}
        say(text("unplanned", ids=", ".join(view.unplanned), **values), style="bold yellow")


def _counts(view: OrdersView) -> Table:
    title = text("orders", date=view.date, sitting=label("sitting", view.sitting))
    shown = table(title, ("what", "count"), right=("count",))
    for name, number in view.counts.items():
        shown.add_row(stacked(text(f"count_{name}")), str(number))
    return shown


def _one_offs(view: OrdersView) -> Table:
    columns = ("change", "id", "name", "kind", "meals", "reason", "by", "state")
    shown = table(text("one_offs"), columns, right=("change", "meals"))
    for line in view.changes:
        states = [key for key in ("late", "taken_back") if getattr(line.change, key)]
        cells = (
            str(line.change.id),
            line.change.resident,
            line.person.name,
            stacked(text(f"kind_{line.change.kind}")),
            str(line.change.meals or ""),
            line.change.reason,
            line.change.by,
            "、".join(text(f"state_{state}").zh for state in states),
        )
        shown.add_row(*map(escape, cells))
    return shown


def _held(view: OrdersView) -> Table:
    shown = table(text("on_hold"), ("id", "name", "last_day"))
    for line in view.held:
        last = str(line.until) if line.until else text("no_end").zh
        shown.add_row(*map(escape, (line.person.id, line.person.name, last)))
    return shown


def _ending(view: OrdersView) -> Table:
    shown = table(text("holds_ending"), ("id", "name", "last_day", "reason"))
    for line in view.ending:
        cells = (line.hold.resident, line.person.name, str(line.hold.last), line.hold.reason)
        shown.add_row(*map(escape, cells))
    return shown
