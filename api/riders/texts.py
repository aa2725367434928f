"""Texts about riders' days, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.orders.duty import Remark
from optimizer.texts import Catalogue, Text

text = Catalogue("api.riders")


def remark_words(remark: Remark, canteens: Mapping[str, str] | None = None) -> Text:
    """A remark on a rider's duty in words, with the canteens' names where they are known."""
    values = {name: _shown(name, v, canteens or {}) for name, v in remark.values.items()}
    return text(f"duty_{remark.code}", **values)


def hours_words(hours: tuple[int, int]) -> str:
    """Hours of a day, 10:00-12:30."""
    return "-".join(f"{end // 3_600:02d}:{end // 60 % 60:02d}" for end in hours)


def yuan(fen: int) -> str:
    """An amount of money, 1234.50."""
    return f"{fen // 100}.{fen % 100:02d}"


def _shown(name: str, value: Any, canteens: Mapping[str, str]) -> object:  # noqa: ANN401
    match name:
        case "reason":
            return text(f"absence_{value}")
        case "shift":
            return hours_words(value)
        case "canteen":
            return canteens.get(value, value)
        case "canteens":
            return "、".join(canteens.get(one, one) for one in value)
        case _:
            return value
