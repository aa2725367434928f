"""Dates, times of day and days of the week."""

from __future__ import annotations

import datetime
import re

from api.roster.cells.basic import NUMERALS, SEPARATORS, BadCell, plain
from api.roster.records import EVERY_DAY

DAY_SECONDS = 86_400


def date(raw: object) -> datetime.date:
    """A date: Excel's own, 2026-03-02, 2026/3/2, 2026.3.2, 2026年3月2日 or 20260302."""
    if isinstance(raw, datetime.datetime):
        return raw.date()
    if isinstance(raw, datetime.date):
        return raw
    typed = plain(raw).removesuffix(" 00:00:00")
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", typed)
    match = match or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", typed)
    if match is None:
        raise BadCell("not_a_date")
    try:
        return datetime.date(*map(int, match.groups()))
    except ValueError:
        raise BadCell("no_such_date") from None


def clock(raw: object) -> int:
    """Seconds after midnight of a time of day: Excel's own, 10:30, 10:30:00 or 10点30分."""
    if isinstance(raw, datetime.time):
        return raw.hour * 3600 + raw.minute * 60 + raw.second
    if isinstance(raw, datetime.timedelta):
        return _within_day(round(raw.total_seconds()))
    if isinstance(raw, float) and 0 <= raw < 1:
        return round(raw * DAY_SECONDS)
    if isinstance(raw, datetime.date):
        raise BadCell("not_a_time")
    typed = plain(raw).replace("点半", ":30").removesuffix("分")
    typed = re.sub(r"点$", ":00", typed).replace("点", ":")
    match = re.fullmatch(r"(\d{1,2}):([0-5]?\d)(?::([0-5]\d))?", typed)
    if match is None:
        raise BadCell("not_a_time")
    hours, minute, second = (int(group or 0) for group in match.groups())
    return _within_day(hours * 3600 + minute * 60 + second)


def _within_day(seconds: int) -> int:
    if not 0 <= seconds <= DAY_SECONDS:
        raise BadCell("not_a_time")
    return seconds


def weekdays(raw: object) -> tuple[int, ...]:
    """ISO weekdays of 每天, 工作日, 周末, 周一至周五, 一三五, 1-5 or 1,3,5."""
    if isinstance(raw, datetime.date):
        raise BadCell("weekdays_as_date")
    typed = plain(raw)
    named = {"每天": EVERY_DAY, "天天": EVERY_DAY, "工作日": (1, 2, 3, 4, 5), "周末": (6, 7)}
    if typed in named:
        return named[typed]
    digits = re.sub(r"周|星期|礼拜", "", typed)
    digits = "".join(str(NUMERALS.get(c, "7" if c in "日天" else c)) for c in digits)
    days: set[int] = set()
    for part in filter(None, SEPARATORS.split(digits)):
        days.update(_weekday_part(part))
    if not days:
        raise BadCell("not_weekdays")
    return tuple(sorted(days))


def _weekday_part(part: str) -> set[int]:
    """One run of days (135) or one span (1至5, also across the weekend)."""
    if span := re.fullmatch(r"([1-7])[至到\-~–—]([1-7])", part):
        first, last = map(int, span.groups())
        return {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}
    if not re.fullmatch(r"[1-7]+", part):
        raise BadCell("not_weekdays")
    return set(map(int, part))
