"""From when on a day is planned again, and for how long somebody waits for it."""

from __future__ import annotations

import datetime

from api.plans.records import Version
from api.settings import Settings
from api.texts import clock
from optimizer.problem import Problem

USUAL = 9 * 3_600 + 40 * 60
"""When a call says that somebody is ill; for days other than today."""

LARGE = 1_000
"""Visits from which on a search takes its time."""
QUICK, LONG = 1.5, 7.0
"""Seconds of search: a canteen has its answer within two, a district within ten."""


def moment(version: Version, settings: Settings, now: datetime.datetime) -> int:
    """Seconds after midnight to plan again from: now, or the usual time on other days."""
    local = now.astimezone(settings.zone)
    today = local.date() == version.problem.date
    seconds = local.hour * 3_600 + local.minute * 60 if today else USUAL
    return max(seconds, version.problem.now or 0)


def moment_clock(version: Version, settings: Settings, now: datetime.datetime) -> str:
    """The same as a form has it; a full minute, not before the one that the day has reached."""
    seconds = moment(version, settings, now)
    return clock(-(-seconds // 60) * 60)


def seconds_of_search(problem: Problem) -> float:
    """How long to look for a better plan."""
    return LONG if len(problem.visits) > LARGE else QUICK
