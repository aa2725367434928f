"""Where a stop's number stands beside its marker, so that neighbours stay readable."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from api.web.boxes import Box
from api.web.geometry import Point

DIGIT, LINE, DOT = 6.4, 10.0, 7.0
"""Pixels: width and height of a digit, and how much a marker covers."""
NEAR = (10.0, 14.0, 19.0, 25.0)
"""Distances of a number from its marker, the first that is free counts."""
DIRECTIONS = 12
PLACES = tuple(
    (near * math.sin(turn), -near * math.cos(turn))
    for near in NEAR
    for turn in (2 * math.pi * k / DIRECTIONS for k in range(DIRECTIONS))
)
"""Around a marker, the nearest first, each ring from above clockwise."""


def place_numbers(
    points: Sequence[Point], numbers: Sequence[str], keep_clear: Iterable[Box]
) -> list[Point]:
    """The middle of each number relative to its stop; where all is crowded, the least bad place.

    One rider's stops only: no more than one rider's numbers are shown at a time.
    """
    taken = [*keep_clear, *(Box.around(x, y, DOT, DOT) for x, y in points)]
    offsets = []
    for (x, y), number in zip(points, numbers, strict=True):
        boxes = {
            (dx, dy): Box.around(x + dx, y + dy, DIGIT * len(number), LINE) for dx, dy in PLACES
        }
        free = (offset for offset, box in boxes.items() if box.free_of(taken))
        best = next(free, None) or min(boxes, key=lambda o: sum(map(boxes[o].overlap, taken)))
        taken.append(boxes[best])
        offsets.append(best)
    return offsets
