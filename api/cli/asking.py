"""Questions about one visit: ``songcan why`` and ``songcan fit``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.changing_options import VisitArgument
from api.cli.options import DateOption, SittingName, SittingOption, settings_of
from api.editing.texts import text
from optimizer.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from optimizer.explain.fit import Fit, Later
    from optimizer.explain.remedies import Remedies
    from optimizer.problem import Problem

LUNCH = SittingName.LUNCH
MOST_LATER = 3
"""Delayed visits that are named; how many there are is said."""

SearchOption = Annotated[
    float | None,
    typer.Option("--search", min=0.0, metavar="SECONDS", help=str(text("option_search"))),
]
CountOption = Annotated[
    int, typer.Option("--count", min=1, max=100, help=str(text("option_count")))
]


def why(
    ctx: typer.Context,
    visit: VisitArgument,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    search: SearchOption = None,
) -> None:
    """Say why the newest plan leaves a visit out, and what would help."""
    from api.cli.console import say
    from api.cli.database import opened
    from api.desk import Desk
    from api.editing import asking, service
    from optimizer.explain import describe

    settings = settings_of(ctx)
    with opened(settings) as database, database.reading() as session:
        version = service.newest(session, date or settings.today(), sitting)
    found = asking.why(Desk.of(settings), version, visit, search)
    say(text("why", visit=visit), style="bold")
    for reason in found.entry.reasons:
        say(_item(describe(reason)))
    _say_remedies(version.problem, visit, found.remedies)


def _say_remedies(problem: Problem, visit: str, remedies: Remedies) -> None:
    from api.cli.console import say
    from api.editing.words import joined
    from optimizer.explain.remedies import describe_kind, describe_remedy

    if remedies.fits:
        say(text("fits_already", visit=visit))
        return
    say(text("remedies"), style="bold")
    for remedy in remedies.found:
        say(_item(describe_remedy(remedy, problem)))
    if not remedies.found:
        say(text("no_remedy" if remedies.none else "no_remedy_found"))
    for key, kinds in (("impossible", remedies.impossible), ("open", remedies.open)):
        if kinds:
            say(text(f"kinds_{key}", kinds=joined(map(describe_kind, kinds))), style="dim")


def _item(words: Text) -> Text:
    return Text(f"· {words.zh}", words.en)


def fit(
    ctx: typer.Context,
    visit: VisitArgument,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    count: CountOption = 5,
) -> None:
    """Show the best places for a visit of the newest plan."""
    from api.cli.console import out, say
    from api.cli.database import opened
    from api.desk import Desk
    from api.editing import asking, service

    settings = settings_of(ctx)
    with opened(settings) as database, database.reading() as session:
        version = service.newest(session, date or settings.today(), sitting)
    found = asking.fit(Desk.of(settings), version, visit, count)
    if found:
        out().print(places(visit, found))
    else:
        say(text("fits_nowhere", visit=visit), style="yellow")


def places(visit: str, found: Sequence[Fit]) -> Table:
    """Places with what they cost more, and who is served later."""
    from api.cli.console import table
    from api.cli.texts import stacked
    from api.texts import clock

    shown = table(text("fits", visit=visit), ("rider",))
    shown.add_column(stacked(text("column_where")))
    for column in ("start", "more", "components", "delayed"):
        shown.add_column(stacked(text(f"column_{column}")))
    for one in found:
        where = "new_trip_place" if one.new_trip else "trip_place"
        values = {"trip": one.trip + 1, "position": one.position + 1, "canteen": one.canteen}
        cells = (
            one.rider,
            stacked(text(where, **values)),
            clock(one.start),
            f"{one.cost['total']:+,}",
            _components(one.cost),
            _delayed(one.later),
        )
        shown.add_row(*map(escape, cells))
    return shown


def _components(cost: Mapping[str, int]) -> str:
    from api.cli.texts import label

    changed = ((name, more) for name, more in cost.items() if more and name != "total")
    return "\n".join(f"{label('cost', name)} {more:+,}" for name, more in changed)


def _delayed(later: Sequence[Later]) -> str:
    named = [f"{one.visit} +{-(-one.seconds // 60)} min" for one in later[:MOST_LATER]]
    if left := len(later) - MOST_LATER:
        named += [f"+{left}"] if left > 0 else []
    return "\n".join(named)
