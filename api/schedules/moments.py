"""Seconds after local midnight inside, moments with their zone at the edge."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from optimizer.problem import Problem


def moment_of(problem: Problem, seconds: int) -> datetime.datetime:
    """The moment ``seconds`` after local midnight of the problem's date."""
    return _midnight(problem) + datetime.timedelta(seconds=seconds)


def seconds_of(problem: Problem, moment: datetime.datetime) -> int | None:
    """Seconds after local midnight of the problem's date; None: another day."""
    zoned = moment.astimezone(ZoneInfo(problem.timezone))
    seconds = int((zoned - _midnight(problem)).total_seconds())
    return seconds if zoned.date() == problem.date else None


def _midnight(problem: Problem) -> datetime.datetime:
    return datetime.datetime.combine(problem.date, datetime.time(), ZoneInfo(problem.timezone))
