"""Diets, and how many meals of which."""

from __future__ import annotations

import re

from api.roster.cells.basic import BadCell, choice, parts, plain
from api.roster.cells.moments import clock
from optimizer.problem import Batch

DIETS = {
    "regular": ("普通", "普食", "常规"),
    "diabetic": ("糖尿病", "控糖", "低糖"),
    "low_salt": ("低盐", "low-salt"),
    "soft": ("软食", "软饭"),
    "halal": ("清真",),
}

SITTINGS = {"lunch": ("午餐", "中餐", "午"), "supper": ("晚餐", "晚", "dinner")}
BOTH_SITTINGS = ("午晚餐", "午晚", "中晚餐", "两餐", "both")

diet = choice(DIETS)
"""The code of a diet."""


def batches(raw: object) -> tuple[Batch, ...]:
    """Batches of 10:00 200份；10:45 150份, in order of time."""
    found = []
    for part in parts(raw):
        match = re.fullmatch(r"([\d:点分半]+)[\s=]+(\d+)\s*份?", part)
        if match is None:
            raise BadCell("not_batches")
        found.append(Batch(ready=clock(match[1]), meals=int(match[2])))
    return tuple(sorted(found, key=lambda batch: batch.ready))


def sittings(raw: object) -> tuple[str, ...]:
    """Sittings of 午餐, 晚餐, 午晚餐 or 午餐、晚餐, in the order of the day."""
    if plain(raw).lower() in BOTH_SITTINGS:
        return tuple(SITTINGS)
    named = {choice(SITTINGS)(part) for part in parts(raw)}
    return tuple(sitting for sitting in SITTINGS if sitting in named)


def meals_by_diet(raw: object) -> dict[str, int]:
    """Meals per diet of 软食 60；清真 30."""
    found: dict[str, int] = {}
    for part in parts(raw):
        match = re.fullmatch(r"(\D+?)[\s:=]*(\d+)\s*份?", part)
        if match is None:
            raise BadCell("not_meals_by_diet")
        found[diet(match[1])] = int(match[2])
    return found
