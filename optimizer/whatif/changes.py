"""What may be different on a day, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from optimizer.errors import Issue


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


def contradictions(changes: Sequence[Change]) -> Iterator[Issue]:
    """Canteens of which ``changes`` say two things that cannot both be."""
    named = [change for change in changes if not isinstance(change, OpenCanteen)]
    for name in dict.fromkeys(change.canteen for change in named):
        about = [type(change) for change in named if change.canteen == name]
        if CloseCanteen in about and len(about) > 1:
            yield Issue.of("canteen", name, "whatif_closed", canteen=name)
        elif about.count(SetCapacity) > 1:
            yield Issue.of("canteen", name, "whatif_twice", canteen=name)


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
