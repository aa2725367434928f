"""Changes of one date and sitting: further meals, and cancellations."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is changed."""

    ADD = "add"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOff:
    """Meals on top of the recurring order, or no meals at all from everything said before.

    ``diet`` None: the resident's own. ``reason`` and ``by`` (who asked for it) are personal data;
    ``late``: it came after the cut-off. ``taken_back`` by somebody: as if it had never been.
    """

    resident: str
    date: datetime.date
    sitting: str
    kind: Kind
    meals: int = 0
    diet: str | None = None
    reason: str = ""
    by: str = ""
    late: bool = False
    taken_back: bool = False
    taken_back_by: str = ""
    taken_back_reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What one resident gets: ``recurring`` meals, ``extra`` ones by diet, or nothing."""

    recurring: int
    extra: Mapping[str, int]
    cancelled: bool

    def meals(self, diet: str) -> dict[str, int]:
        """Meals by diet, ``diet`` being that of the recurring ones."""
        meals = Counter(self.extra)
        meals[diet] += self.recurring
        return {name: count for name, count in sorted(meals.items()) if count}


def ordered(due: int, diet: str, changes: Iterable[OneOff]) -> Ordered:
    """What is left of ``due`` recurring meals after ``changes``, in the order of their coming.

    A cancellation takes back all meals so far; an addition after it brings only its own.
    """
    recurring, cancelled = due, False
    extra: Counter[str] = Counter()
    for change in changes:
        if change.taken_back:
            continue
        if change.kind is Kind.ADD:
            extra[change.diet or diet] += change.meals
        else:
            recurring, cancelled = 0, True
            extra.clear()
    return Ordered(recurring=recurring, extra=dict(extra), cancelled=cancelled)


def by_resident(changes: Iterable[OneOff]) -> Mapping[str, list[OneOff]]:
    """Changes by resident, in their order."""
    found: dict[str, list[OneOff]] = {}
    for change in changes:
        found.setdefault(change.resident, []).append(change)
    return found
