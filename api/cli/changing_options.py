"""Options of the commands that change a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import bad_parameter
from api.editing.texts import text

if TYPE_CHECKING:
    from api.editing.records import Signed


def _help(key: str) -> str:
    return str(text(key))


VisitArgument = Annotated[
    str, typer.Argument(metavar="VISIT", help=_help("argument_visit"), show_default=False)
]
VisitsArgument = Annotated[
    list[str], typer.Argument(metavar="VISIT...", help=_help("argument_visits"), show_default=False)
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help=_help("option_by"))]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help=_help("option_why"))]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_help("option_dry_run"))]
RiderOption = Annotated[
    str, typer.Option("--rider", metavar="RIDER", help=_help("option_rider"), show_default=False)
]
SomeRiderOption = Annotated[
    str | None, typer.Option("--rider", metavar="RIDER", help=_help("option_rider"))
]
ToOption = Annotated[
    str, typer.Option("--to", metavar="RIDER", help=_help("option_to"), show_default=False)
]
TripOption = Annotated[
    int, typer.Option("--trip", min=1, help=_help("option_trip"), show_default=False)
]
SomeTripOption = Annotated[int | None, typer.Option("--trip", min=1, help=_help("option_trip"))]
RankOption = Annotated[int | None, typer.Option("--as-trip", min=1, help=_help("option_rank"))]
PositionOption = Annotated[
    int | None, typer.Option("--position", min=1, help=_help("option_position"))
]
CanteenOption = Annotated[
    str,
    typer.Option("--canteen", metavar="CANTEEN", help=_help("option_canteen"), show_default=False),
]
SomeCanteenOption = Annotated[
    str | None, typer.Option("--canteen", metavar="CANTEEN", help=_help("option_canteen"))
]


def signed(by: str, why: str) -> Signed:
    """Who changes the plan, and why."""
    from api.editing.records import Signed

    return Signed(by=by.strip(), why=why.strip())


def clock_of(value: str) -> int:
    """Seconds after midnight of 09:40."""
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value)
    if found is None:
        raise bad_parameter(text("not_a_clock", value=value))
    return int(found[1]) * 3_600 + int(found[2]) * 60
