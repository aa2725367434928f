"""Options that several commands share."""

from __future__ import annotations

import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.errors import bad_setting
from api.cli.texts import text
from optimizer.texts import Text

if TYPE_CHECKING:
    from api.settings import Settings

DEFAULT_STRATEGY = "ortools"
DEFAULT_SECONDS = 30.0


class SittingName(StrEnum):
    """The sittings that can be planned."""

    LUNCH = "lunch"


def _day(value: str | datetime.date) -> datetime.date:
    if isinstance(value, datetime.date):  # a default
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(str(text("not_a_day", value=value))) from None


def _help(key: str) -> str:
    return str(text(f"option_{key}"))


DateOption = Annotated[
    datetime.date | None, typer.Option("--date", parser=_day, metavar="DATE", help=_help("date"))
]
SittingOption = Annotated[SittingName, typer.Option("--sitting", help=_help("sitting"))]
StrategyOption = Annotated[str, typer.Option("--strategy", help=_help("strategy"))]
SecondsOption = Annotated[
    float | None, typer.Option("--time-limit", min=0.0, metavar="SECONDS", help=_help("seconds"))
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, max=2**31 - 1, help=_help("seed"))]
ProblemArgument = Annotated[Path, typer.Argument(help=_help("problem"), show_default=False)]
PlanArgument = Annotated[Path, typer.Argument(help=_help("plan"), show_default=False)]
HostOption = Annotated[str | None, typer.Option("--host", help=_help("host"))]
PortOption = Annotated[int | None, typer.Option("--port", min=0, max=65_535, help=_help("port"))]


def settings_of(ctx: typer.Context) -> Settings:
    """The settings, with the data folder of the command line if it names one."""
    from pydantic import ValidationError  # noqa: PLC0415

    from api.settings import Settings  # noqa: PLC0415

    folder: Path | None = ctx.obj
    try:
        return Settings(data_folder=folder) if folder else Settings()
    except ValidationError as error:
        raise bad_setting(error) from None


def today(settings: Settings) -> datetime.date:
    """The date at the canteens."""
    return datetime.datetime.now(settings.zone).date()


def bad_parameter(message: Text) -> typer.BadParameter:
    """A parameter that cannot be used, in both languages."""
    return typer.BadParameter(str(message))
