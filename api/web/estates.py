"""Housing estates on the map: without a street map, they are what a local person knows.

An estate is what stops of one 弄 (or named compound) enclose; the largest are labelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from api.web.boxes import Box
from api.web.geometry import Point, hull, path

NAME = re.compile(r".+?(?:弄|新村|小区|公寓|花园|苑|坊)")
LETTER, LINE, PAD, DOT = 11.5, 15.0, 13.0, 8.0
"""Pixels: a label's characters are so wide and high; it keeps so far from its outermost stop;
and so much around each stop stays free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EstateView:
    """An estate's outline and, where there is room, the box of its name."""

    outline: str
    name: str
    label: Box | None


def estates(
    doors: Iterable[tuple[str, Point]], keep_clear: Iterable[Box], sheet: Box
) -> tuple[EstateView, ...]:
    """Estates of the addresses at their pixels, largest first.

    Names stay on the ``sheet`` and overlap neither each other, nor stops, nor ``keep_clear``.
    """
    members: dict[str, list[Point]] = {}
    taken = list(keep_clear)
    for address, (x, y) in doors:
        taken.append(Box.around(x, y, DOT, DOT))
        if found := NAME.match(address):
            members.setdefault(found.group(), []).append((x, y))
    ordered = sorted(members.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(_estates(ordered, taken, sheet))


def _estates(
    ordered: Sequence[tuple[str, list[Point]]], taken: list[Box], sheet: Box
) -> Iterator[EstateView]:
    for name, points in ordered:
        label = _room(name, points, taken, sheet)
        if label:
            taken.append(label)
        yield EstateView(outline=path(hull(points), closed=True), name=name, label=label)


def _room(name: str, points: Sequence[Point], taken: Sequence[Box], sheet: Box) -> Box | None:
    """The first free place for a label: below the estate, above, right, left."""
    width = len(name) * LETTER
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    across, along = (left + right - width) / 2, (top + bottom - LINE) / 2
    corners = (
        (across, bottom + PAD),
        (across, top - PAD - LINE),
        (right + PAD, along),
        (left - PAD - width, along),
    )
    boxes = (Box(x, y, x + width, y + LINE) for x, y in corners)
    return next((box for box in boxes if box.within(sheet) and box.free_of(taken)), None)
