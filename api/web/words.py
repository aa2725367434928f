"""Times, durations, dates and meals in words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from api.roster.records import DIETS
from api.web.texts import known, text
from optimizer.texts import Text


def minutes(seconds: int) -> int:
    """Whole minutes, rounded up: a limit that is kept never reads as broken, and vice versa."""
    return -(-seconds // 60)


def date_words(date: datetime.date) -> Text:
    """A date with its weekday: 2026年3月2日 星期一 / Monday, 2026-03-02."""
    weekday = text(f"weekday_{date.isoweekday()}")
    zh = f"{date.year}年{date.month}月{date.day}日 {weekday.zh}"
    return Text(zh, f"{weekday.en}, {date.isoformat()}")


def moment_words(moment: datetime.datetime, zone: ZoneInfo) -> str:
    """A moment in local time, 2026-03-02 08:12."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def sitting_words(sitting: str) -> Text:
    """The name of a sitting; an unknown one speaks for itself."""
    return _word(f"sitting_{sitting}", sitting)


def diet_words(diet: str) -> Text:
    """The name of the food, never of an illness; an unknown diet speaks for itself."""
    return _word(f"diet_{diet}", diet)


def tier_words(tier: int) -> Text:
    """What a tier means."""
    return _word(f"tier_{tier}", text("tier", tier=tier))


def _word(key: str, otherwise: str | Text) -> Text:
    if known(key):
        return text(key)
    return otherwise if isinstance(otherwise, Text) else Text(otherwise, otherwise)


def diet_order(diets: Iterable[str]) -> tuple[str, ...]:
    """Diets in the order of the kitchen's lists, unknown ones last."""
    return tuple(sorted(set(diets), key=lambda d: (DIETS.index(d) if d in DIETS else 99, d)))


def meals_words(meals: Mapping[str, int]) -> str:
    """Meals by diet, 1 普通餐·2 软食餐."""
    return "·".join(f"{meals[diet]} {diet_words(diet).zh}" for diet in diet_order(meals))


def total(meals: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Meals by diet, summed."""
    summed: Counter[str] = Counter()
    for one in meals:
        summed.update(one)
    return summed
