"""Rules between the cells of a row.

A rule sees the values of the keys it needs, and is asked only when all of them could be read.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from api.roster.cells.meals import DIETS
from api.roster.findings import Severity
from api.roster.records import CanteenRecord
from optimizer.problem import Batch

PUTUO_LON = (121.32, 121.45)
PUTUO_LAT = (31.22, 31.305)
"""The district's bounding box, WGS-84."""

CHINA_LON = (73.0, 136.0)
CHINA_LAT = (3.0, 54.0)
"""Wide enough to tell a longitude from a latitude."""

PHONE_DIGITS = (5, 7, 8, 11, 12)
"""Hotlines, local numbers, mobiles, numbers with an area code of three or four digits."""


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


def canteen_rules() -> tuple[Rule, ...]:
    """Rules for the sheet 食堂."""
    return (
        Rule(("lon", "lat"), _place),
        Rule(("capacity",), _no_capacity),
        Rule(("batches", "capacity"), _batches_short),
        Rule(("capacity_by_diet", "diets"), _diet_not_cooked),
    )


def rider_rules(canteens: Mapping[str, CanteenRecord]) -> tuple[Rule, ...]:
    """Rules for the sheet 骑手; ``canteens`` are those a rider may belong to."""

    def long_enough(opens: int, closes: int, home: str) -> Remark | None:
        loading = canteens[home].loading_seconds if home in canteens else 0
        if opens < closes < opens + loading:
            return rejected("shift_too_short", minutes=f"{loading / 60:g}")
        return None

    def loading_places(named: Collection[str]) -> Remark | None:
        return next(filter(None, (_known(name, canteens) for name in named)), None)

    return (
        Rule(("phone",), _phone),
        Rule(("canteen",), lambda named: _known(named, canteens)),
        Rule(("may_load_at",), loading_places),
        Rule(("opens", "closes"), _in_order),
        Rule(("opens", "closes", "canteen"), long_enough),
    )


def resident_rules(canteens: Mapping[str, CanteenRecord]) -> tuple[Rule, ...]:
    """Rules for the sheet 老人; ``canteens`` are those that may cook for a resident."""

    def own_canteen(named: str | None) -> Remark | None:
        return None if named is None else _known(named, canteens)

    return (
        Rule(("phone",), _phone),
        Rule(("door",), lambda door: None if door else warned("no_door")),
        Rule(("lon", "lat"), _place),
        Rule(("hold_from", "hold_to"), _hold),
        Rule(("opens", "closes"), _window),
        Rule(("canteen",), own_canteen),
    )


def _place(lon: float, lat: float) -> Remark | None:
    if _inside(lon, CHINA_LAT) and _inside(lat, CHINA_LON):
        return rejected("swapped")
    if abs(lon) > 180 or abs(lat) > 90:
        return rejected("not_on_earth")
    if not (_inside(lon, PUTUO_LON) and _inside(lat, PUTUO_LAT)):
        return warned("outside_putuo")
    return None


def _inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _no_capacity(capacity: int) -> Remark | None:
    return warned("no_capacity") if capacity == 0 else None


def _batches_short(batches: tuple[Batch, ...], capacity: int) -> Remark | None:
    packed = sum(batch.meals for batch in batches)
    return warned("batches_short", packed=packed) if batches and packed < capacity else None


def _diet_not_cooked(limits: Mapping[str, int], diets: Collection[str]) -> Remark | None:
    extra = next((diet for diet in limits if diet not in diets), None)
    return None if extra is None else warned("diet_not_cooked", diet=DIETS[extra][0])


def _phone(number: str) -> Remark | None:
    if not number:
        return warned("no_phone")
    digits = sum(map(str.isdigit, number.removeprefix("+86").removeprefix("0086")))
    several = any(mark in number for mark in "/,转")
    return None if several or digits in PHONE_DIGITS else warned("odd_phone", digits=digits)


def _known(named: str, canteens: Mapping[str, Any]) -> Remark | None:
    if named in canteens:
        return None
    return rejected("unknown_canteen", canteen=named, known="、".join(canteens) or "—")


def _hold(begins: datetime.date | None, ends: datetime.date | None) -> Remark | None:
    reversed_ = begins is not None and ends is not None and ends < begins
    return rejected("hold_reversed") if reversed_ else None


def _window(opens: int | None, closes: int | None) -> Remark | None:
    if (opens is None) != (closes is None):
        return rejected("half_window")
    return None if opens is None or closes is None else _in_order(opens, closes)


def _in_order(opens: int, closes: int) -> Remark | None:
    return rejected("times_reversed") if closes <= opens else None
