"""The doors of one entrance, divided into parts that a trip can carry.

A part is a run of neighbouring doors, lowest floor first, so that each climbs little further than
it must. A door stays whole unless it alone is too large.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from api.roster.records import ResidentRecord


@dataclass(frozen=True, slots=True)
class Portion:
    """Meals of one resident that travel together."""

    resident: ResidentRecord
    meals: int

    @property
    def door(self) -> tuple[int, str, bool, str]:
        """The resident's door; without a door number everybody has their own."""
        who = self.resident
        return who.floor, who.door, who.lift, "" if who.door else who.id


Bundle = tuple[Portion, ...]


def by_door(portions: Iterable[Portion]) -> list[Bundle]:
    """The portions of each door, from the lowest floor up."""
    doors: dict[tuple[int, str, bool, str], list[Portion]] = {}
    for portion in sorted(portions, key=lambda p: (p.door, p.resident.id)):
        doors.setdefault(portion.door, []).append(portion)
    return [tuple(door) for door in doors.values()]


def split(portions: Iterable[Portion], limit: float) -> list[Bundle]:
    """As few parts of at most ``limit`` meals as the doors allow, the largest as small as can be.

    ``limit`` is at least 1 and may be infinite.
    """
    pieces = [piece for door in by_door(portions) for piece in _cut(door, limit)]
    parts = _packed(pieces, limit)
    if len(parts) == 1:
        return parts
    most = max(map(_meals, parts))
    least = ceil(sum(map(_meals, parts)) / len(parts))
    tries = (_packed(pieces, size) for size in range(least, most))
    return next((tried for tried in tries if len(tried) == len(parts)), parts)


def _meals(bundle: Bundle) -> int:
    return sum(portion.meals for portion in bundle)


def _packed(pieces: Sequence[Bundle], size: float) -> list[Bundle]:
    """Pieces in their order, a new part whenever the next piece no longer fits."""
    parts: list[Bundle] = []
    for piece in pieces:
        if parts and _meals(parts[-1]) + _meals(piece) <= size:
            parts[-1] += piece
        else:
            parts.append(piece)
    return parts


def _cut(door: Bundle, limit: float) -> list[Bundle]:
    """The door itself, or even pieces of one that exceeds ``limit``."""
    total = _meals(door)
    if total <= limit:
        return [door]
    size = ceil(total / ceil(total / limit))
    pieces: list[Bundle] = [()]
    room = size
    for portion in door:
        left = portion.meals
        while left:
            if not room:
                pieces.append(())
                room = size
            taken = min(left, room)
            pieces[-1] += (replace(portion, meals=taken),)
            left, room = left - taken, room - taken
    return pieces
