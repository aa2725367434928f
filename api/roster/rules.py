"""Rules between the cells of a row.

A rule sees the values of the keys it needs, and is asked only when all of them could be read.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from api.orders.parameters import SITTINGS, SUPPER
from api.roster.cells.meals import DIETS
from api.roster.findings import Severity
from api.roster.records import CanteenRecord
from optimizer.problem import Batch

PHONE_DIGITS = (5, 7, 8, 11, 12)
"""Hotlines, local numbers, mobiles, numbers with an area code of three or four digits."""

MOBILE_DIGITS = (5, 11)
"""Of numbers that begin with 1: hotlines and mobiles; no local number and no area code does."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule has to say: the key of its text and the values in it."""

    severity: Severity
    key: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rule:
    """``check`` gets the values of ``needs``; the finding names their columns."""

    needs: tuple[str, ...]
    check: Callable[..., Remark | None]


def rejected(key: str, **values: object) -> Remark:
    """A remark that keeps the row out."""
    return Remark(Severity.REJECTED, key, values)


def warned(key: str, **values: object) -> Remark:
    """A remark that does not."""
    return Remark(Severity.WARNING, key, values)


def canteen_rules(points: Collection[str] = ()) -> tuple[Rule, ...]:
    """Rules for the sheet 食堂; no canteen has the id of one of the meal ``points``."""

    def own_id(name: str) -> Remark | None:
        return rejected("id_of_point", id=name) if name in points else None

    return (
        Rule(("id",), own_id),
        Rule(("capacity",), _no_capacity),
        Rule(("batches", "capacity"), _batches_short),
        Rule(("capacity_by_diet", "diets"), _diet_not_cooked),
        Rule(("supper_batches", "supper_capacity"), _supper_batches_short),
    )


def meal_point_rules(canteens: Mapping[str, CanteenRecord]) -> tuple[Rule, ...]:
    """Rules for the sheet 助餐点; ``canteens`` are those that may cook for a point.

    A point shares no id with a canteen: riders start from either, by its id.
    """

    def own_id(name: str) -> Remark | None:
        return rejected("id_of_canteen", id=name) if name in canteens else None

    return (
        Rule(("id",), own_id),
        Rule(("canteen",), lambda named: _known_or_none(named, canteens)),
    )


def rider_rules(
    canteens: Mapping[str, CanteenRecord], points: Collection[str] = ()
) -> tuple[Rule, ...]:
    """Rules for the sheet 骑手; a rider belongs to one of ``canteens`` or ``points``."""
    homes = {**canteens, **dict.fromkeys(points)}

    def long_enough(opens: int, closes: int, home: str) -> Remark | None:
        loading = canteens[home].loading_seconds if home in canteens else 0
        if opens < closes < opens + loading:
            return rejected("shift_too_short", minutes=f"{loading / 60:g}")
        return None

    def loading_places(named: Collection[str]) -> Remark | None:
        return next(filter(None, (_known(name, homes) for name in named)), None)

    return (
        Rule(("phone",), _phone),
        Rule(("canteen",), lambda named: _known(named, homes)),
        Rule(("may_load_at",), loading_places),
        Rule(("opens", "closes"), _in_order),
        Rule(("opens", "closes", "canteen"), long_enough),
        Rule(("supper_opens", "supper_closes"), _supper_shift),
        Rule(("opens", "closes", "supper_opens"), _no_sitting),
    )


def resident_rules(
    canteens: Mapping[str, CanteenRecord], points: Collection[str] = ()
) -> tuple[Rule, ...]:
    """Rules for the sheet 老人; a resident may name one of ``canteens`` and of ``points``."""

    def own_point(mode: str, named: str | None) -> Remark | None:
        if named is None:
            return rejected("point_missing") if mode == "point" else None
        if named not in points:
            return rejected("unknown_point", point=named, known="、".join(points) or "—")
        return None

    def no_supper(named: str | None, sittings: Collection[str]) -> Remark | None:
        cooks = named is None or named not in canteens or canteens[named].supper_capacity
        return None if cooks or SUPPER.name not in sittings else warned("no_supper", canteen=named)

    return (
        Rule(("phone",), _phone),
        Rule(("door",), lambda door: None if door else warned("no_door")),
        Rule(("hold_from", "hold_to"), _hold),
        Rule(("opens", "closes"), _window),
        Rule(("canteen",), lambda named: _known_or_none(named, canteens)),
        Rule(("mode", "meal_point"), own_point),
        Rule(("canteen", "sittings"), no_supper),
    )


def _no_capacity(capacity: int) -> Remark | None:
    return warned("no_capacity") if capacity == 0 else None


def _batches_short(batches: tuple[Batch, ...], capacity: int) -> Remark | None:
    packed = sum(batch.meals for batch in batches)
    return warned("batches_short", packed=packed) if batches and packed < capacity else None


def _supper_batches_short(batches: tuple[Batch, ...], capacity: int | None) -> Remark | None:
    return _batches_short(batches, capacity or 0)


def _diet_not_cooked(limits: Mapping[str, int], diets: Collection[str]) -> Remark | None:
    extra = next((diet for diet in limits if diet not in diets), None)
    return None if extra is None else warned("diet_not_cooked", diet=DIETS[extra][0])


def _phone(number: str) -> Remark | None:
    if not number:
        return warned("no_phone")
    dialled = "".join(filter(str.isdigit, number.removeprefix("+86").removeprefix("0086")))
    several = any(mark in number for mark in "/,转")
    usual = MOBILE_DIGITS if dialled.startswith("1") else PHONE_DIGITS
    return None if several or len(dialled) in usual else warned("odd_phone", digits=len(dialled))


def _known(named: str, canteens: Mapping[str, Any]) -> Remark | None:
    if named in canteens:
        return None
    return rejected("unknown_canteen", canteen=named, known="、".join(canteens) or "—")


def _known_or_none(named: str | None, canteens: Mapping[str, Any]) -> Remark | None:
    return None if named is None else _known(named, canteens)


def _hold(begins: datetime.date | None, ends: datetime.date | None) -> Remark | None:
    reversed_ = begins is not None and ends is not None and ends < begins
    return rejected("hold_reversed") if reversed_ else None


def _supper_shift(opens: int | None, closes: int | None) -> Remark | None:
    if (opens is None) != (closes is None):
        return rejected("half_supper_shift")
    return None if opens is None or closes is None else _in_order(opens, closes)


def _no_sitting(opens: int, closes: int, supper_opens: int | None) -> Remark | None:
    meets = any(sitting.meets((opens, closes)) for sitting in SITTINGS.values())
    reversed_ = closes <= opens
    return None if meets or reversed_ or supper_opens else warned("shift_without_sitting")


def _window(opens: int | None, closes: int | None) -> Remark | None:
    if (opens is None) != (closes is None):
        return rejected("half_window")
    return None if opens is None or closes is None else _in_order(opens, closes)


def _in_order(opens: int, closes: int) -> Remark | None:
    return rejected("times_reversed") if closes <= opens else None
