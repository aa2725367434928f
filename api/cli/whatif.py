"""The command ``songcan what-if``: a changed day planned in full, beside the day as it is."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import out, say
from api.cli.database import opened
from api.cli.options import (
    DEFAULT_SECONDS,
    DEFAULT_STRATEGY,
    DateOption,
    DaySpeedOption,
    SecondsOption,
    SeedOption,
    SittingName,
    SittingOption,
    StrategyOption,
    bad_parameter,
    settings_of,
)
from api.cli.whatif_options import changes_of
from api.questions.texts import text
from api.texts import sitting_words
from optimizer.whatif.changes import Change, Stranded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.db import Database
    from api.questions.whatif.comparison import Posed, Scenario
    from api.settings import Settings

OpenOption = Annotated[
    list[str] | None, typer.Option("--open", metavar="LON,LAT", help=str(text("option_open")))
]
CloseOption = Annotated[
    list[str] | None, typer.Option("--close", metavar="CANTEEN", help=str(text("option_close")))
]
CapacityOption = Annotated[
    list[str] | None,
    typer.Option("--capacity", metavar="[CANTEEN=]MEALS", help=str(text("option_capacity"))),
]
RidersOption = Annotated[
    list[str] | None,
    typer.Option("--riders", metavar="CANTEEN=±N", help=str(text("option_riders"))),
]
StrandedOption = Annotated[
    Stranded, typer.Option("--riders-of-closed", help=str(text("option_stranded")))
]
FileOption = Annotated[
    Path | None, typer.Option("--problem", help=str(text("option_problem")), show_default=False)
]


def what_if(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    open_: OpenOption = None,
    close: CloseOption = None,
    capacity: CapacityOption = None,
    riders: RidersOption = None,
    riders_of_closed: StrandedOption = Stranded.MOVE,
    problem: FileOption = None,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    strategy: StrategyOption = DEFAULT_STRATEGY,
    time_limit: SecondsOption = DEFAULT_SECONDS,
    seed: SeedOption = 0,
    day_speed: DaySpeedOption = None,
) -> None:
    """Plan a day twice, as it is and changed, and show both side by side. Nothing is stored."""
    changes = changes_of(open_ or [], close or [], capacity or [], riders or [])
    settings = settings_of(ctx, day_speed=day_speed)
    if problem is not None and date is not None:
        raise bad_parameter(text("problem_and_date"))
    if problem is not None:
        both = posed_by_file(settings, problem, changes, riders_of_closed)
    else:
        chosen = date or settings.today()
        with opened(settings) as database:
            both = posed_by_roster(database, settings, chosen, sitting, changes, riders_of_closed)
    compare(both, strategy, time_limit, seed)


def posed_by_file(
    settings: Settings, path: Path, changes: Sequence[Change], stranded: Stranded
) -> tuple[Posed, Posed]:
    """The problem of a file, as it is and changed."""
    from api.files import read_problem
    from api.questions.whatif.comparison import posed
    from api.travel import travel_times_of_files
    from optimizer.whatif.problems import changed

    travel = travel_times_of_files(settings)
    given = read_problem(path, travel)
    return posed(given), posed(changed(given, changes, travel, stranded))


def posed_by_roster(
    database: Database,
    settings: Settings,
    date: datetime.date,
    sitting: SittingName,
    changes: Sequence[Change],
    stranded: Stranded,
) -> tuple[Posed, Posed]:
    """A date's problem from the roster, as it is and changed; a day without orders is said."""
    from api.orders.parameters import SITTINGS
    from api.planning import day_of_roster
    from api.questions.whatif.comparison import posed_day
    from api.questions.whatif.rosters import changed_roster
    from api.roster import repository

    with database.reading() as session:
        roster = repository.load(session)
        now = day_of_roster(session, settings, roster, date, SITTINGS[sitting])
        other = changed_roster(roster, changes, stranded)
        then = day_of_roster(session, settings, other, date, SITTINGS[sitting])
    if not now.orders:
        say(text("no_orders", date=date, sitting=sitting_words(sitting)), style="yellow")
    return posed_day(now, roster), posed_day(then, other)


def compare(
    both: tuple[Posed, Posed], strategy: str, seconds: float | None, seed: int
) -> tuple[Scenario, Scenario]:
    """Plan both and print the differences; the scenarios."""
    from api.cli import comparisons

    before, after = (_planned(one, strategy, seconds, seed) for one in both)
    console = out()
    for shown in comparisons.tables(before, after):
        console.print(shown)
    say(text("compared", strategy=strategy, seed=seed, seconds=f"{seconds or 0:g}"))
    return before, after


def _planned(one: Posed, strategy: str, seconds: float | None, seed: int) -> Scenario:
    from api.cli.solving import plan_with_progress
    from api.questions.whatif.comparison import Scenario
    from optimizer.stop import Stop

    plan = plan_with_progress(one.problem, strategy, Stop(seconds=seconds), seed=seed)
    return Scenario(problem=one.problem, plan=plan, portions=one.portions)
