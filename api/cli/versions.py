"""How a sitting's plan versions came about, undo and redo: ``songcan versions|undo|redo``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.days import show_unserved
from api.cli.options import DateOption, SittingName, SittingOption, settings_of
from api.cli.texts import stacked, text
from api.texts import sitting_words

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sqlalchemy.orm import Session

    from api.plans.records import Heading, Version

ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=str(text("option_undone_by")))]
WhyOption = Annotated[
    str, typer.Option("--why", metavar="TEXT", help=str(text("option_undone_why")))
]


def versions(
    ctx: typer.Context, date: DateOption = None, sitting: SittingOption = SittingName.LUNCH
) -> None:
    """Print what made each version of a sitting, who did it and why; the reading is logged."""
    from api.errors import NotFound
    from api.plans import service
    from api.schedules.repository import log_reading

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        found = service.headings(session, chosen, sitting)
        if not found:
            raise NotFound("no_plan", date=chosen, sitting=sitting)
        log_reading(session, "songcan versions", chosen, sum(bool(o.origin.by) for o in found))
    title = text("versions", date=chosen, sitting=sitting_words(sitting))
    columns = ("number", "state", "action", "from_number", "created", "by", "why", "details")
    shown = table(title, columns, right=("number", "from_number"))
    numbers = {one.id: str(one.number) for one in found}
    for one in found:
        shown.add_row(*map(escape, _cells(one, numbers, settings.zone)))
    out().print(shown)


def undo(
    ctx: typer.Context,
    by: ByOption,
    why: WhyOption = "",
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
) -> None:
    """Take back what made the newest version, as a new draft."""
    from api.plans import service

    _restore(ctx, date, sitting, lambda session, id_: service.undo(session, id_, by=by, why=why))


def redo(
    ctx: typer.Context,
    by: ByOption,
    why: WhyOption = "",
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
) -> None:
    """Take back the last undo, as a new draft."""
    from api.plans import service

    _restore(ctx, date, sitting, lambda session, id_: service.redo(session, id_, by=by, why=why))


def _restore(
    ctx: typer.Context,
    date: DateOption,
    sitting: SittingName,
    restore: Callable[[Session, int], Version],
) -> None:
    from api.errors import NotFound
    from api.plans import service

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        before = service.latest(session, chosen, sitting)
        if before is None:
            raise NotFound("no_plan", date=chosen, sitting=sitting)
        after = restore(session, before.id)
        _tell_sheets(before, after)
        show_unserved(session, after)
        numbers = {one.id: one.number for one in service.headings(session, chosen, sitting)}
    values = {"number": after.number, "older": numbers[after.origin.parent or after.id]}
    say(text(f"restored_by_{after.origin.action}", **values), style="green")


def _tell_sheets(before: Version, after: Version) -> None:
    """Which riders hold a sheet that is not right any more."""
    from optimizer.replan.changes import changes_between

    found = changes_between(before.problem, before.plan, after.problem, after.plan)
    if found.riders:
        values = {"riders": ", ".join(found.riders), "stops": len(found.stops)}
        say(text("sheets_changed", **values))


def _cells(one: Heading, numbers: Mapping[int, str], zone: ZoneInfo) -> tuple[str, ...]:
    return (
        str(one.number),
        stacked(text(f"version_{one.status}")),
        stacked(text(f"action_{one.origin.action}")),
        numbers.get(one.origin.parent, "") if one.origin.parent is not None else "",
        one.created.astimezone(zone).strftime("%m-%d %H:%M"),
        one.origin.by,
        one.origin.why,
        _details(one.origin.details),
    )


def _details(details: Mapping[str, object]) -> str:
    """``kind=move visit=V7 rider=R2``: what an edit left open is left out."""
    return " ".join(f"{key}={_short(value)}" for key, value in details.items() if value is not None)


def _short(value: object) -> str:
    if isinstance(value, Mapping):
        return f"({_details(value)})"
    if isinstance(value, list):
        return ",".join(map(_short, value))
    return str(value)
