"""What comes of a change, in tables and sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from api.cli import summaries
from api.cli.changing_options import signed
from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.texts import label, stacked
from api.desk import Desk
from api.editing import service, words
from api.editing.records import Asked, Outcome
from api.editing.texts import text
from api.schedules.repository import addresses
from api.texts import sitting_words
from optimizer.explain import describe_lock
from optimizer.replan.changes import How
from optimizer.replan.disruptions import describe
from optimizer.texts import Text

if TYPE_CHECKING:
    import datetime

    from api.settings import Settings
    from optimizer.replan.changes import Changes, SheetChange, StopChange

LITTLE = 300
"""Seconds of delay that nobody at a door notices."""

Change = Callable[[Asked], Outcome]


def change_newest(
    settings: Settings,
    date: datetime.date | None,
    sitting: str,
    change: Change,
    *,
    signature: tuple[str, str],
    dry_run: bool,
    take_orders: bool = False,
) -> None:
    """Change the newest version of a sitting, show what comes of it, and store it.

    ``signature``: by whom, and why.

    Nobody waits for a search: the database is read before, and written after.
    """
    desk = Desk.of(settings)
    with opened(settings) as database:
        with database.reading() as session:
            base = service.newest(session, date or settings.today(), sitting)
            fresh = service.fresh_day(session, settings, base) if take_orders else None
        asked = Asked(desk=desk, base=base, signed=signed(*signature), fresh=fresh)
        outcome = change(asked)
        with database.session() as session:
            version = None if dry_run else service.keep(session, desk, outcome)
            show(outcome, addresses(session, version or base))
    if version is None:
        say(text("nothing_stored"), style="yellow")
        return
    problem = version.problem
    values = {"number": version.number, "date": problem.date}
    say(text("stored", sitting=sitting_words(problem.sitting), **values), style="green")


def show(outcome: Outcome, known: Mapping[str, str]) -> None:
    """Print what changes for whom, what to print again, and who is not served.

    ``known`` are the addresses by visit.
    """
    console = out()
    if outcome.retimed:
        say(text("retimed"), style="yellow")
    for lock in outcome.released:
        say(text("released", lock=describe_lock(lock)), style="bold yellow")
    for told in outcome.told:
        say(describe(told), style="bold yellow")
    if outcome.too_late:
        visits = "、".join(dict.fromkeys(order.visit for order in outcome.too_late))
        count = sum(order.meals for order in outcome.too_late)
        say(text("too_late", count=count, visits=visits), style="bold yellow")
    barely = sum(map(_barely, outcome.changes.stops))
    if len(outcome.changes.stops) > barely:
        console.print(stops(outcome.changes, known))
    if barely:
        say(text("barely", count=barely, minutes=LITTLE // 60))
    say_sheets(outcome.changes)
    console.print(costs(outcome.difference))
    if outcome.plan.unserved:
        console.print(summaries.unserved(outcome.day.problem, outcome.plan, known))


def stops(changes: Changes, known: Mapping[str, str]) -> Table:
    """Each visit that changes, where it was and where it is.

    Where only the time changes, by less than ``LITTLE``, it is on the sheets and not here.
    """
    told = [one for one in changes.stops if not _barely(one)]
    shown = table(text("changes", count=len(told)), ("visit", "address"))
    for column in ("how", "was", "becomes"):
        shown.add_column(stacked(text(f"column_{column}")))
    shown.add_column(stacked(text("column_later")), justify="right")
    for change in told:
        minutes = round(change.later_seconds / 60)
        cells = (
            change.visit,
            known.get(change.visit, ""),
            str(words.how_words(change.how)),
            words.place_words(change.before),
            words.place_words(change.after),
            f"{minutes:+d}" if minutes else "",
        )
        shown.add_row(*map(escape, cells))
    return shown


def _barely(change: StopChange) -> bool:
    return change.how is How.RETIMED and abs(change.later_seconds) < LITTLE


def costs(difference: Mapping[str, int]) -> Table:
    """Components of the cost that change, and the total."""
    shown = table(text("cost_difference"), ("component", "seconds"), right=("seconds",))
    for name, seconds in difference.items():
        if name == "total":
            shown.add_section()
        if seconds or name == "total":
            shown.add_row(escape(str(label("cost", name))), f"{seconds:+,}")
    return shown


def say_sheets(changes: Changes) -> None:
    """Say which sheets and kitchen lists are to be printed again or taken back."""
    again = [sheet for sheet in changes.sheets if not sheet.withdrawn]
    back = [sheet for sheet in changes.sheets if sheet.withdrawn]
    if not (changes.stops or changes.sheets or changes.kitchens):
        say(text("no_changes"))
    if again:
        say(text("sheets", sheets=_sheets(again)))
    if back:
        say(text("withdrawn", sheets=_sheets(back)))
    if changes.kitchens:
        say(text("kitchens", canteens="、".join(changes.kitchens)))


def _sheets(sheets: Iterable[SheetChange]) -> Text:
    return words.joined(text("sheet", rider=one.rider, trip=one.trip + 1) for one in sheets)
