"""Pinning parts of a plan: ``songcan lock`` and ``songcan unlock``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from api.cli.changing_options import (
    ByOption,
    DryRunOption,
    RiderOption,
    SomeRiderOption,
    TripOption,
    VisitArgument,
    VisitsArgument,
    WhyOption,
    clock_of,
)
from api.cli.options import DateOption, SittingName, SittingOption, settings_of
from api.editing.texts import text

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Sequence

    from rich.table import Table

    from api.plans.records import Version
    from optimizer.locks import Lock

app = typer.Typer(no_args_is_help=True)

LUNCH = SittingName.LUNCH

TimeArgument = Annotated[
    str, typer.Argument(metavar="HH:MM", help=str(text("argument_not_before")), show_default=False)
]
LockArgument = Annotated[
    int, typer.Argument(metavar="LOCK", min=1, help=str(text("argument_lock")), show_default=False)
]


@app.command("rider", help=str(text("command_lock_rider")))
def rider(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visit: VisitArgument,
    rider: RiderOption,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Keep a visit with a rider."""
    from optimizer.locks import RiderLock

    lock = RiderLock(visit=visit, rider=rider)
    _lock(ctx, lambda _: lock, (date, sitting), (by, why), dry_run=dry_run)


@app.command("trip", help=str(text("command_lock_trip")))
def trip(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visit: VisitArgument,
    rider: RiderOption,
    trip: TripOption,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Keep a visit on a trip."""
    from optimizer.locks import TripLock

    lock = TripLock(visit=visit, rider=rider, trip=trip - 1)
    _lock(ctx, lambda _: lock, (date, sitting), (by, why), dry_run=dry_run)


@app.command("sequence", help=str(text("command_lock_sequence")))
def sequence(
    ctx: typer.Context,
    visits: VisitsArgument,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Keep visits directly one after the other."""
    from optimizer.locks import SequenceLock

    lock = SequenceLock(visits=tuple(visits))
    _lock(ctx, lambda _: lock, (date, sitting), (by, why), dry_run=dry_run)


@app.command("never", help=str(text("command_lock_never")))
def never(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visits: VisitsArgument,
    by: ByOption,
    why: WhyOption,
    rider: SomeRiderOption = None,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Keep visits apart, or away from a rider."""
    from optimizer.locks import NeverLock

    lock = NeverLock(visits=tuple(visits), rider=rider)
    _lock(ctx, lambda _: lock, (date, sitting), (by, why), dry_run=dry_run)


@app.command("day", help=str(text("command_lock_day")))
def day(
    ctx: typer.Context,
    rider: RiderOption,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Keep a rider's whole day as the newest plan has it."""
    from api.editing.locks import whole_day

    def lock(base: Version) -> Lock:
        return whole_day(base, rider)

    _lock(ctx, lock, (date, sitting), (by, why), dry_run=dry_run)


@app.command("not-before", help=str(text("command_lock_not-before")))
def not_before(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visit: VisitArgument,
    time: TimeArgument,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Serve a visit no earlier than a time."""
    from optimizer.locks import NotBefore

    lock = NotBefore(visit=visit, seconds=clock_of(time))
    _lock(ctx, lambda _: lock, (date, sitting), (by, why), dry_run=dry_run)


@app.command("list", help=str(text("command_lock_list")))
def list_(ctx: typer.Context, date: DateOption = None, sitting: SittingOption = LUNCH) -> None:
    """List the locks of the newest version, and name those that nobody could keep."""
    from api.cli.console import out, say
    from api.cli.database import opened
    from api.desk import Desk
    from api.editing import service
    from optimizer.explain import collisions, describe_collision, remedy_of_collision

    settings = settings_of(ctx)
    with opened(settings) as database, database.reading() as session:
        version = service.newest(session, date or settings.today(), sitting)
    out().print(_locks(version.problem.locks))
    if version.problem.locks:
        problem = Desk.of(settings).take(version).editor.problem
        for one in collisions(problem):
            say(describe_collision(problem, one), style="bold yellow")
            say(remedy_of_collision(one))


def _locks(locks: Sequence[Lock]) -> Table:
    from api.cli.console import table
    from api.cli.texts import stacked
    from optimizer.explain import describe_lock

    shown = table(text("locks", count=len(locks)), ("number",), right=("number",))
    shown.add_column(stacked(text("column_lock")))
    for number, lock in enumerate(locks, start=1):
        shown.add_row(str(number), escape(str(describe_lock(lock))))
    return shown


def unlock(
    ctx: typer.Context,
    lock: LockArgument,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Remove a lock of the newest version."""
    from api.cli.outcomes import change_newest
    from api.editing.changing import unlocked

    change_newest(
        settings_of(ctx),
        date,
        sitting,
        lambda asked: unlocked(asked, lock - 1),
        signature=(by, why),
        dry_run=dry_run,
    )


def _lock(
    ctx: typer.Context,
    lock_of: Callable[[Version], Lock],
    when: tuple[datetime.date | None, SittingName],
    signature: tuple[str, str],
    *,
    dry_run: bool,
) -> None:
    from api.cli.outcomes import change_newest
    from api.editing.changing import locked

    change_newest(
        settings_of(ctx),
        *when,
        lambda asked: locked(asked, lock_of(asked.base)),
        signature=signature,
        dry_run=dry_run,
    )
