"""Planning a date from the roster, and publishing the plan."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.console import out, say
from api.cli.database import opened
from api.cli.options import (
    DEFAULT_SECONDS,
    DEFAULT_STRATEGY,
    DateOption,
    DaySpeedOption,
    OutputOption,
    SecondsOption,
    SeedOption,
    SittingName,
    SittingOption,
    StrategyOption,
    bad_parameter,
    require_writable,
    settings_of,
)
from api.cli.texts import text
from api.texts import sitting_words

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api.db import Database
    from api.orders.records import PlanningDay
    from api.plans.records import HandOver, Version
    from api.settings import Settings

HandOverOption = Annotated[
    list[str] | None,
    typer.Option("--hand-over", metavar="VISIT=KIND:WHO@HH:MM", help=str(text("option_hand_over"))),
]
AcknowledgeOption = Annotated[
    list[str] | None,
    typer.Option("--acknowledge", metavar="VISIT", help=str(text("option_acknowledge"))),
]
AllOption = Annotated[
    bool, typer.Option("--acknowledge-all", help=str(text("option_acknowledge_all")))
]


def plan(
    ctx: typer.Context,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    strategy: StrategyOption = DEFAULT_STRATEGY,
    time_limit: SecondsOption = DEFAULT_SECONDS,
    seed: SeedOption = 0,
    day_speed: DaySpeedOption = None,
) -> None:
    """Plan a date from the roster; the plan is stored as a draft."""
    from api.cli import summaries
    from api.cli.places import tell_waiting
    from api.cli.solving import plan_with_progress
    from api.places import service as places
    from api.plans import service
    from api.plans.origins import Origin
    from optimizer.stop import Stop

    settings = settings_of(ctx, day_speed=day_speed)
    chosen = date or settings.today()
    origin = Origin(day_speed=settings.day_speed)
    with opened(settings) as database:
        day = _posed(database, settings, chosen, sitting)
        found = plan_with_progress(day.problem, strategy, Stop(seconds=time_limit), seed=seed)
        with database.session() as session:
            version = service.store(session, day, found, origin=origin)
            console = out()
            console.print(summaries.costs(version.plan.cost), summaries.figures(version.plan.kpis))
            show_unserved(session, version)
            show_notices(session, version)
            waiting = places.waiting(session)
    tell_waiting(waiting)
    say(
        text("stored", number=version.number, date=chosen, sitting=sitting_words(sitting)),
        style="green",
    )


def export(
    ctx: typer.Context,
    output: OutputOption,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    day_speed: DaySpeedOption = None,
) -> None:
    """Write a date's problem as a file, without anybody's name, phone or door."""
    from api.files import write_problem

    require_writable(output)
    settings = settings_of(ctx, day_speed=day_speed)
    with opened(settings) as database:
        day = _posed(database, settings, date or settings.today(), sitting)
    write_problem(day.problem, output)
    say(text("written", path=output), style="green")


def _posed(
    database: Database, settings: Settings, date: datetime.date, sitting: SittingName
) -> PlanningDay:
    """The date's problem from the roster; a day without orders is said."""
    from api.orders.parameters import SITTINGS
    from api.planning import day_of

    with database.reading() as session:
        day = day_of(session, settings, date, SITTINGS[sitting])
    if not day.orders:
        say(text("no_orders", date=date, sitting=sitting_words(sitting)), style="yellow")
    if eaten := sum(one.meals for one in day.eating_in):
        canteens = len({one.canteen for one in day.eating_in})
        say(text("eating_in", meals=eaten, canteens=canteens))
    if day.redirected:
        ids = ", ".join(day.redirected)
        say(text("redirected", count=len(day.redirected), ids=ids), style="bold yellow")
    return day


def publish(
    ctx: typer.Context,
    date: DateOption = None,
    sitting: SittingOption = SittingName.LUNCH,
    hand_over: HandOverOption = None,
    acknowledge: AcknowledgeOption = None,
    acknowledge_all: AllOption = False,
) -> None:
    """Publish the newest plan of a date."""
    from api.cli.outcomes import say_sheets
    from api.errors import NotFound, NotPublishable
    from api.order_book.changes import changed_since
    from api.plans import service
    from optimizer.replan import changes_between

    settings = settings_of(ctx)
    chosen = date or settings.today()
    agreed = [*map(parse_hand_over, hand_over or []), *acknowledged(acknowledge or [])]
    with opened(settings) as database, database.session() as session:
        draft = service.latest(session, chosen, sitting)
        if draft is None:
            raise NotFound("no_plan", date=chosen, sitting=sitting)
        if acknowledge_all:
            agreed += acknowledged(still_open(draft, agreed))
        before = service.published(session, chosen, sitting)
        try:
            version = service.publish(session, draft.id, agreed)
        except NotPublishable:
            show_unserved(session, draft)
            raise
        changed = changed_since(session, version.id, chosen, sitting)
    tell_published(version)
    if before is not None:
        say_sheets(changes_between(before.problem, before.plan, version.problem, version.plan))
    if changed:
        values = {"count": len(changed), "number": version.number, "ids": ", ".join(changed)}
        say(text("unplanned", **values), style="bold yellow")


def show_unserved(session: Session, version: Version) -> None:
    """Print who gets no delivery, where and why, if there is anybody."""
    from api.cli import summaries
    from api.schedules.repository import addresses

    if version.plan.unserved:
        known = addresses(session, version)
        out().print(summaries.unserved(version.problem, version.plan, known))


def show_notices(session: Session, version: Version) -> None:
    """Print what must be known about the travel times, with addresses, if there is anything."""
    from api.cli import summaries
    from api.plans.notices import told
    from api.schedules.repository import addresses, canteen_names

    if version.problem.notices:
        names = addresses(session, version), canteen_names(session, version.problem)
        summaries.print_notices(version.problem, told(version.problem, *names))


def tell_published(version: Version) -> None:
    """Say what was published, and openly who gets no delivery."""
    from api.plans.records import HandOverKind

    only = [h.visit for h in version.hand_overs if h.kind is HandOverKind.ACKNOWLEDGED]
    if only:
        visits = ", ".join(only)
        say(text("acknowledged", count=len(only), visits=visits), style="bold yellow")
    problem = version.problem
    values = {
        "number": version.number,
        "date": problem.date,
        "sitting": sitting_words(problem.sitting),
    }
    say(text("published", **values), style="green")


def acknowledged(visits: Sequence[str]) -> list[HandOver]:
    """Acknowledgements of visits that nobody takes over."""
    from api.plans.records import HandOver, HandOverKind

    return [HandOver(visit=visit, kind=HandOverKind.ACKNOWLEDGED) for visit in visits]


def still_open(draft: Version, agreed: Sequence[HandOver]) -> list[str]:
    """Unserved visits of a draft that nobody has taken care of yet."""
    settled = {one.visit for one in (*draft.hand_overs, *agreed)}
    return [entry.visit for entry in draft.plan.unserved if entry.visit not in settled]


def parse_hand_over(value: str) -> HandOver:
    """The hand-over that ``VISIT=KIND:WHO@HH:MM`` names."""
    from api.plans.records import HandOver, HandOverKind

    kinds = [kind.value for kind in HandOverKind if kind is not HandOverKind.ACKNOWLEDGED]
    pattern = rf"(?P<visit>.+)=(?P<kind>{'|'.join(kinds)}):(?P<who>.+)@(?P<h>\d?\d):(?P<m>[0-5]\d)"
    found = re.fullmatch(pattern, value)
    if found is None or int(found["h"]) > 23 or not found["who"].strip():
        raise bad_parameter(text("not_a_hand_over", value=value, kinds=", ".join(kinds)))
    return HandOver(
        visit=found["visit"],
        kind=HandOverKind(found["kind"]),
        who=found["who"].strip(),
        at=int(found["h"]) * 3_600 + int(found["m"]) * 60,
    )
