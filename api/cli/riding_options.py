"""Options about riders that several commands share."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from api.cli.options import bad_parameter
from api.cli.texts import text

RiderArgument = Annotated[
    str, typer.Argument(metavar="RIDER", help=str(text("option_rider")), show_default=False)
]
HoursOption = Annotated[
    str | None, typer.Option("--hours", metavar="HH:MM-HH:MM", help=str(text("option_hours")))
]


def hours_of(value: str | None) -> tuple[int, int] | None:
    """Seconds after midnight of both ends of 10:00-12:30."""
    if value is None:
        return None
    found = re.fullmatch(r"([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)", value)
    if found is None:
        raise bad_parameter(text("not_hours", value=value))
    h1, m1, h2, m2 = map(int, found.groups())
    return h1 * 3_600 + m1 * 60, h2 * 3_600 + m2 * 60
