"""What may be different on a day, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCanteen:
    """One more canteen ``id`` at a place (WGS-84), with so many meals and riders.

    ``riders`` None: as many per meal as the other canteens have.
    """

    id: str
    lon: float
    lat: float
    capacity: int
    riders: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCanteen:
    """The canteen cooks nothing."""

    canteen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCapacity:
    """The canteen cooks so many meals; its diets and batches change in proportion."""

    canteen: str
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRiders:
    """So many riders more, or fewer, at the canteen."""

    canteen: str
    by: int


Change = OpenCanteen | CloseCanteen | SetCapacity | ChangeRiders


class Stranded(StrEnum):
    """What the riders of a closed canteen do."""

    MOVE = "move"
    OFF = "off"


def scaled(amount: int, capacity: int, before: int) -> int:
    """A part of a canteen's meals when its capacity changes from ``before`` to ``capacity``."""
    return amount * capacity // before if before else amount


def split_evenly(total: int, weights: list[int]) -> list[int]:
    """Whole parts of ``total`` in proportion to ``weights``, whose sum is ``total`` again.

    Rounded at the running sums, so that no part of the day is short of more than one meal.
    """
    whole, parts, running, given = sum(weights), [], 0, 0
    for weight in weights:
        running += weight
        upto = total * running // whole if whole else total
        parts.append(upto - given)
        given = upto
    return parts
