"""The whole way in one command: sample roster, plan, publish, serve."""

from __future__ import annotations

import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import out, say
from api.cli.database import opened
from api.cli.days import acknowledged, show_unserved, still_open, tell_published
from api.cli.options import (
    DEFAULT_STRATEGY,
    DateOption,
    HostOption,
    PortOption,
    SecondsOption,
    StrategyOption,
    settings_of,
)
from api.cli.texts import text

if TYPE_CHECKING:
    from api.db import Database
    from api.orders.records import PlanningDay
    from api.plans.records import Version
    from api.settings import Settings
    from optimizer.plan import Plan

MONDAY = datetime.date(2026, 3, 2)
"""The day that the sample was made for."""

TODAYS_PRACTICE = "fixed_areas"

NoServeOption = Annotated[bool, typer.Option("--no-serve", help=str(text("option_no_serve")))]


def demo(
    ctx: typer.Context,
    date: DateOption = MONDAY,
    strategy: StrategyOption = DEFAULT_STRATEGY,
    time_limit: SecondsOption = 20.0,
    host: HostOption = None,
    port: PortOption = None,
    no_serve: NoServeOption = False,
) -> None:
    """Import a sample roster, plan a day, publish and serve it."""
    from api.cli import summaries

    settings = _fresh(settings_of(ctx))
    chosen = date or MONDAY
    with opened(settings) as database:
        _import_sample(database)
        day = _posed(database, settings, chosen)
        plans = _planned(day, strategy, time_limit)
        best = min(plans.values(), key=lambda plan: plan.cost["total"])
        version = _published(database, day, best, settings.day_speed)
        out().print(summaries.figures(version.plan.kpis), summaries.comparison(plans))
        with database.reading() as session:
            show_unserved(session, version)
    tell_published(version)
    say(text("demo_folder", folder=settings.data_folder))
    if not no_serve:
        from api.cli.server import run

        bound = settings.port if port is None else port
        run(settings, host or settings.host, bound, f"/?date={chosen}")


def _fresh(settings: Settings) -> Settings:
    """Settings with an own, empty database: the demo never touches real data."""
    folder = settings.data_folder / "demo"
    for name in ("songcan.db", "songcan.db-wal", "songcan.db-shm", "songcan.key"):
        (folder / name).unlink(missing_ok=True)
    database_url = f"sqlite:///{(folder / 'songcan.db').as_posix()}"
    return settings.model_copy(update={"data_folder": folder, "database_url": database_url})


def _import_sample(database: Database) -> None:
    from api.cli.roster import summary
    from api.roster import service, workbook

    with as_file(files("fixtures") / "canteen.xlsx") as path:
        report = workbook.read(Path(path))
    with database.session() as session:
        changes = service.apply(session, report)
    out().print(summary(changes))


def _posed(database: Database, settings: Settings, date: datetime.date) -> PlanningDay:
    from api.planning import day_of

    with database.reading() as session:
        return day_of(session, settings, date)


def _planned(day: PlanningDay, strategy: str, seconds: float | None) -> dict[str, Plan]:
    """Today's practice and the plan of ``strategy``, by name."""
    from api.cli.solving import plan_with_progress
    from optimizer.stop import Stop

    return {
        name: plan_with_progress(day.problem, name, Stop(seconds=seconds))
        for name in (TODAYS_PRACTICE, strategy)
    }


def _published(database: Database, day: PlanningDay, plan: Plan, day_speed: float) -> Version:
    """Store and publish; who is not served is acknowledged, and the caller says so."""
    from api.plans import service
    from api.plans.origins import Origin

    with database.session() as session:
        draft = service.store(session, day, plan, origin=Origin(day_speed=day_speed))
        return service.publish(session, draft.id, acknowledged(still_open(draft, [])))
