"""Options that several commands share."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.errors import bad_setting
from api.cli.texts import text
from optimizer.texts import Text

if TYPE_CHECKING:
    from api.settings import Settings

DEFAULT_STRATEGY = "engine"
DEFAULT_SECONDS = 30.0


class SittingName(StrEnum):
    """The sittings that can be planned."""

    LUNCH = "lunch"
    SUPPER = "supper"


def day(value: str | datetime.date) -> datetime.date:
    """The date that an option or argument says."""
    if isinstance(value, datetime.date):  # a default
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(str(text("not_a_day", value=value))) from None


def _help(key: str) -> str:
    return str(text(f"option_{key}"))


DateOption = Annotated[
    datetime.date | None, typer.Option("--date", parser=day, metavar="DATE", help=_help("date"))
]
SittingOption = Annotated[SittingName, typer.Option("--sitting", help=_help("sitting"))]
StrategyOption = Annotated[str, typer.Option("--strategy", help=_help("strategy"))]
SecondsOption = Annotated[
    float | None, typer.Option("--time-limit", min=0.0, metavar="SECONDS", help=_help("seconds"))
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help=_help("seed"))]
DaySpeedOption = Annotated[
    float | None, typer.Option("--day-speed", min=0.1, max=2.0, help=_help("day_speed"))
]
OutputOption = Annotated[
    Path, typer.Option("--output", "-o", help=_help("output"), show_default=False)
]
ProblemArgument = Annotated[Path, typer.Argument(help=_help("problem"), show_default=False)]
PlanArgument = Annotated[Path, typer.Argument(help=_help("plan"), show_default=False)]
HostOption = Annotated[str | None, typer.Option("--host", help=_help("host"))]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65_535, help=_help("port"))]


def settings_of(ctx: typer.Context, **named: object) -> Settings:
    """The settings, with those that the command line names: the data folder and ``named``."""
    from pydantic import ValidationError

    from api.settings import Settings

    said: dict[str, Any] = {"data_folder": ctx.obj, **named}
    try:
        return Settings(**{name: value for name, value in said.items() if value is not None})
    except ValidationError as error:
        raise bad_setting(error) from None


def require_writable(output: Path) -> None:
    """Refuse an output that cannot be written before a minute is spent on planning."""
    if output.is_dir():
        raise bad_parameter(text("output_is_folder", path=output))
    if not output.absolute().parent.is_dir():
        raise bad_parameter(text("output_without_folder", path=output.absolute().parent))


def bad_parameter(message: Text) -> typer.BadParameter:
    """A parameter that cannot be used, in both languages."""
    return typer.BadParameter(str(message))
