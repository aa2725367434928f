"""What is counted about people without delivery; ids only."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

OPEN = "open"
"""Stands among the kinds of hand-overs for meals that nobody has taken over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A resident's meals of one visit that a version leaves out.

    ``canteens`` may cook for the visit, None: any. ``instead`` is the kind of its hand-over, or
    ``OPEN``.
    """

    date: datetime.date
    sitting: str
    resident: str
    visit: str
    meals: int
    tier: int
    canteens: tuple[str, ...] | None
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedPerson:
    """How a resident fared: ``sittings`` without delivery, the ``last`` of them, and the meals.

    ``instead`` has the meals by what happened instead; they add up to ``meals``. ``tier`` and
    ``canteens`` are those of the last miss.
    """

    resident: str
    tier: int
    canteens: tuple[str, ...] | None
    sittings: int
    meals: int
    last: datetime.date
    instead: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedGroup:
    """All misses of the people of one tier for whom the same canteens may cook.

    ``times`` adds up the sittings that each of the ``people`` was missed at.
    """

    canteens: tuple[str, ...] | None
    tier: int
    people: int
    times: int
    meals: int
    instead: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissReport:
    """Published plans from ``first`` to ``last``; who was missed most comes first.

    ``open`` are the misses of newest versions that are still drafts and of which nobody has taken
    care yet: they are no facts, and can be settled.
    """

    first: datetime.date
    last: datetime.date
    people: tuple[MissedPerson, ...]
    groups: tuple[MissedGroup, ...]
    open: tuple[Miss, ...]
