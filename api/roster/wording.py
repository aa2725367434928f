"""Values of a record in the words of the workbook, so that a change reads like its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from api.roster.cells.meals import DIETS, SITTINGS
from api.roster.cells.work import ON_REQUEST
from api.roster.columns import HOLIDAYS, KINDS, MODES, PROFILES, SKILLS, YES_NO
from api.roster.records import EVERY_DAY
from optimizer.problem import Batch, Window

DAY_NAMES = "一二三四五六日"


def worded(field: str, value: Any) -> str:  # noqa: ANN401  fields hold many kinds
    """``value`` of ``field`` as somebody would type it; None is blank."""
    if value is None:
        return ""
    if field in WORDED:
        return WORDED[field](value)
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _skills(skills: Iterable[str]) -> str:
    return "、".join(SKILLS.get(skill, (skill,))[0] for skill in skills)


def _window(window: Window) -> str:
    return "-".join(map(_clock, window))


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours:02d}:{minutes:02d}" + (f":{rest:02d}" if rest else "")


def _weekdays(days: tuple[int, ...]) -> str:
    if not days:
        return ON_REQUEST[0]
    return "每天" if days == EVERY_DAY else "、".join(f"周{DAY_NAMES[day - 1]}" for day in days)


def _batches(batches: Iterable[Batch]) -> str:
    return "；".join(f"{_clock(batch.ready)} {batch.meals}份" for batch in batches)


def _meals_by_diet(meals: Mapping[str, int]) -> str:
    return "；".join(f"{DIETS[diet][0]} {count}" for diet, count in meals.items())


WORDED: Mapping[str, Callable[[Any], str]] = {
    "diet": lambda diet: DIETS[diet][0],
    "diets": lambda diets: "、".join(DIETS[diet][0] for diet in diets),
    "kind": lambda kind: KINDS[kind][0],
    "profile": lambda profile: PROFILES[profile][0],
    "lift": lambda lift: YES_NO[lift][0],
    "loading_seconds": lambda seconds: f"{seconds / 60:.10g}",
    "meeting": _clock,
    "mode": lambda mode: MODES[mode][0],
    "skills": _skills,
    "shift": _window,
    "supper_shift": _window,
    "window": _window,
    "weekdays": _weekdays,
    "hourly_fen": lambda fen: f"{fen / 100:.10g}",
    "weekly_minutes": lambda minutes: f"{minutes / 60:.10g}",
    "monthly_minutes": lambda minutes: f"{minutes / 60:.10g}",
    "batches": _batches,
    "supper_batches": _batches,
    "holidays": lambda holidays: HOLIDAYS[holidays][0],
    "sittings": lambda sittings: "、".join(SITTINGS[sitting][0] for sitting in sittings),
    "capacity_by_diet": _meals_by_diet,
}
"""Fields whose values are not their own words."""
