"""Who is new, on hold, gone or changed since the last time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import typer
from rich.markup import escape

from api.cli.console import out, say, table
from api.cli.database import opened
from api.cli.options import DateOption, SittingName, SittingOption, settings_of
from api.cli.texts import label, stacked, text

if TYPE_CHECKING:
    from api.order_book.changes import ChangeList
    from api.order_book.repository import Person


def changes(
    ctx: typer.Context, date: DateOption = None, sitting: SittingOption = SittingName.LUNCH
) -> None:
    """Print the list of changes of a sitting."""
    from api.order_book import repository
    from api.order_book.changes import change_list
    from api.roster import repository as rosters
    from api.schedules.repository import log_reading

    settings = settings_of(ctx)
    chosen = date or settings.today()
    with opened(settings) as database, database.session() as session:
        found = change_list(session, rosters.load(session), chosen, sitting)
        people = repository.people(session, {change.resident for change in found.changes})
        log_reading(session, "songcan changes", chosen, len(people))
    _print(found, people)


def _print(found: ChangeList, people: Mapping[str, Person]) -> None:
    from api.order_book.comparison import groups
    from api.order_book.wording import meals_words, why

    values = {"date": found.date, "sitting": label("sitting", found.sitting), "since": found.since}
    basis = (
        text("compared_plan", number=found.plan.number) if found.plan else text("compared_roster")
    )
    say(text("changes", basis=basis, **values))
    for group, members in groups(found.changes).items():
        title = text("change_group", group=label("group", group), count=len(members))
        shown = table(title, ("id", "name", "address", "door", "before", "after", "why"))
        for change in members:
            person = people.get(change.resident)
            who = (person.name, person.address, person.door) if person else ("", "", "")
            meals = (meals_words(change.before), meals_words(change.after))
            cells = (change.resident, *who, *meals, stacked(why(change)))
            shown.add_row(*map(escape, cells))
        out().print(shown)
    if not found.changes:
        say(text("no_changes"))
    say(text("changes_sum", before=found.before, after=found.after))
