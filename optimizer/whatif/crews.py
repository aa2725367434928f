"""Riders who come, go and move when canteens change, told by what both kinds of list have.

A rider of a problem and one of a roster are different records of the same thing; what is chosen
here needs only the fields of ``Crewed``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Protocol, TypeVar


class Crewed(Protocol):
    """A rider of any list."""

    @property
    def id(self) -> str:
        """Unique in its list."""

    @property
    def canteen(self) -> str:
        """Home: where the day begins and ends."""

    @property
    def boxes(self) -> int:
        """Per trip."""

    @property
    def shift(self) -> tuple[int, int]:
        """Seconds after midnight."""

    @property
    def max_trips(self) -> int:
        """A day."""

    @property
    def profile(self) -> str:
        """The vehicle."""

    @property
    def kind(self) -> str:
        """Staff, platform or volunteer."""

    @property
    def skills(self) -> tuple[str, ...]:
        """What only some can do."""


R = TypeVar("R", bound=Crewed)


def usual(riders: Sequence[R], canteen: str, cooking: set[str]) -> R | None:
    """The first rider of the commonest sort at ``canteen``, or at all that are ``cooking``.

    A sort is bag, shift, trips, vehicle, kind and skills. None: there is nobody to be like.
    """
    here = [rider for rider in riders if rider.canteen == canteen]
    among = here or [rider for rider in riders if rider.canteen in cooking]
    if not among:
        return None
    (commonest, _), *_ = Counter(map(_sort, among)).most_common(1)
    return next(rider for rider in among if _sort(rider) == commonest)


def newcomers(riders: Sequence[Crewed], canteen: str, count: int) -> list[str]:
    """Ids for ``count`` riders more at ``canteen`` that nobody has yet."""
    taken = {rider.id for rider in riders}
    names = (f"{canteen}+{number}" for number in range(1, len(taken) + count + 1))
    return [name for name in names if name not in taken][:count]


def leaving(riders: Sequence[R], canteen: str, count: int) -> set[str]:
    """Who goes if ``count`` fewer work at ``canteen``: the last of its list."""
    here = [rider.id for rider in riders if rider.canteen == canteen]
    return set(here[max(0, len(here) - count) :])


def customary(capacity: int, riders: int, meals: int) -> int:
    """Riders for ``capacity`` meals where ``riders`` serve canteens of ``meals``; at least one."""
    return max(1, ceil(capacity * riders / meals)) if meals else 1


def _sort(rider: Crewed) -> tuple[object, ...]:
    sort = rider.boxes, rider.shift, rider.max_trips, rider.profile, rider.kind
    return (*sort, tuple(sorted(rider.skills)))
