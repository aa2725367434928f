"""Moments as clients write them, and seconds after local midnight as plans have them."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from api.errors import Unusable
from optimizer.problem import Problem


def moment_of(problem: Problem, seconds: int) -> datetime.datetime:
    """The moment ``seconds`` after local midnight of the problem's date."""
    return _midnight(problem) + datetime.timedelta(seconds=seconds)


def seconds_of(problem: Problem, moment: datetime.datetime) -> int:
    """Whole seconds after local midnight of the problem's date.

    Raises
    ------
    Unusable
        When the moment is on another day.
    """
    local = moment.astimezone(ZoneInfo(problem.timezone))
    if local.date() != problem.date:
        raise Unusable("other_day", moment=local.isoformat(), date=problem.date)
    return local.hour * 3_600 + local.minute * 60 + local.second


def _midnight(problem: Problem) -> datetime.datetime:
    return datetime.datetime.combine(problem.date, datetime.time(), ZoneInfo(problem.timezone))
