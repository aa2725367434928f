"""Editing a plan by hand: ``songcan edit``. Every edit is a new draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from api.cli.changing_options import (
    ByOption,
    CanteenOption,
    DryRunOption,
    PositionOption,
    RankOption,
    RiderOption,
    SomeCanteenOption,
    SomeRiderOption,
    SomeTripOption,
    ToOption,
    TripOption,
    VisitArgument,
    VisitsArgument,
    WhyOption,
)
from api.cli.options import DateOption, SittingName, SittingOption, settings_of
from api.editing.counting import from_zero
from api.editing.texts import text

if TYPE_CHECKING:
    import datetime

    from optimizer.edits import Edit

app = typer.Typer(no_args_is_help=True)

LUNCH = SittingName.LUNCH


@app.command("move", help=str(text("command_edit_move")))
def move(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visit: VisitArgument,
    to: ToOption,
    trip: TripOption,
    by: ByOption,
    why: WhyOption,
    position: PositionOption = None,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Move a visit to another trip."""
    from optimizer.edits import Move

    edit = Move(visit=visit, rider=to, trip=trip - 1, position=from_zero(position))
    _apply(ctx, edit, (date, sitting), (by, why), dry_run=dry_run)


@app.command("swap", help=str(text("command_edit_swap")))
def swap(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    one: VisitArgument,
    other: VisitArgument,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Let two visits take each other's places."""
    from optimizer.edits import Swap

    _apply(ctx, Swap(one=one, other=other), (date, sitting), (by, why), dry_run=dry_run)


@app.command("remove", help=str(text("command_edit_remove")))
def remove(
    ctx: typer.Context,
    visit: VisitArgument,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Take a visit off its trip."""
    from optimizer.edits import Remove

    _apply(ctx, Remove(visit=visit), (date, sitting), (by, why), dry_run=dry_run)


@app.command("add", help=str(text("command_edit_add")))
def add(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visit: VisitArgument,
    by: ByOption,
    why: WhyOption,
    rider: SomeRiderOption = None,
    trip: SomeTripOption = None,
    position: PositionOption = None,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Give an unserved visit a place."""
    from optimizer.edits import Add

    edit = Add(visit=visit, rider=rider, trip=from_zero(trip), position=from_zero(position))
    _apply(ctx, edit, (date, sitting), (by, why), dry_run=dry_run)


@app.command("reorder", help=str(text("command_edit_reorder")))
def reorder(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visits: VisitsArgument,
    rider: RiderOption,
    trip: TripOption,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Serve a trip's visits in another order."""
    from optimizer.edits import Reorder

    edit = Reorder(rider=rider, trip=trip - 1, visits=tuple(visits))
    _apply(ctx, edit, (date, sitting), (by, why), dry_run=dry_run)


@app.command("new-trip", help=str(text("command_edit_new-trip")))
def new_trip(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    visits: VisitsArgument,
    rider: RiderOption,
    by: ByOption,
    why: WhyOption,
    as_trip: RankOption = None,
    canteen: SomeCanteenOption = None,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Make a trip of its own of some visits."""
    from optimizer.edits import NewTrip

    edit = NewTrip(rider=rider, visits=tuple(visits), trip=from_zero(as_trip), canteen=canteen)
    _apply(ctx, edit, (date, sitting), (by, why), dry_run=dry_run)


@app.command("other-rider", help=str(text("command_edit_other-rider")))
def other_rider(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    rider: RiderOption,
    trip: TripOption,
    to: ToOption,
    by: ByOption,
    why: WhyOption,
    as_trip: RankOption = None,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Give a whole trip to another rider."""
    from optimizer.edits import OtherRider

    edit = OtherRider(rider=rider, trip=trip - 1, to=to, at=from_zero(as_trip))
    _apply(ctx, edit, (date, sitting), (by, why), dry_run=dry_run)


@app.command("other-canteen", help=str(text("command_edit_other-canteen")))
def other_canteen(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    rider: RiderOption,
    trip: TripOption,
    canteen: CanteenOption,
    by: ByOption,
    why: WhyOption,
    date: DateOption = None,
    sitting: SittingOption = LUNCH,
    dry_run: DryRunOption = False,
) -> None:
    """Let a trip load at another canteen."""
    from optimizer.edits import OtherCanteen

    edit = OtherCanteen(rider=rider, trip=trip - 1, canteen=canteen)
    _apply(ctx, edit, (date, sitting), (by, why), dry_run=dry_run)


def _apply(
    ctx: typer.Context,
    edit: Edit,
    when: tuple[datetime.date | None, SittingName],
    signature: tuple[str, str],
    *,
    dry_run: bool,
) -> None:
    from api.cli.outcomes import change_newest
    from api.editing.changing import edited

    change_newest(
        settings_of(ctx),
        *when,
        lambda asked: edited(asked, edit),
        signature=signature,
        dry_run=dry_run,
    )
