"""Where a stop's number stands beside its marker, so that neighbours stay readable."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

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
SHIFTS = np.array([(dx, dy, dx, dy) for dx, dy in PLACES])

Edges = NDArray[np.float64]
"""Left, top, right and bottom of boxes, in pixels."""


def place_numbers(
    points: Sequence[Point], numbers: Sequence[str], keep_clear: Iterable[Box]
) -> list[Point]:
    """The middle of each number relative to its stop; where all is crowded, the least bad place.

    One rider's stops only: no more than one rider's numbers are shown at a time. All places of a
    number are compared at once, as a district's map has thousands of stops.
    """
    covered = [*keep_clear, *(Box.around(x, y, DOT, DOT) for x, y in points)]
    taken = np.array([_edges(box) for box in covered], np.float64).reshape(-1, 4)
    offsets = []
    for (x, y), number in zip(points, numbers, strict=True):
        boxes = _edges(Box.around(x, y, DIGIT * len(number), LINE)) + SHIFTS
        best = int(_overlaps(boxes, taken).sum(axis=1).argmin())
        taken = np.vstack([taken, boxes[best]])
        offsets.append(PLACES[best])
    return offsets


def _edges(box: Box) -> Edges:
    return np.array([box.left, box.top, box.right, box.bottom])


def _overlaps(boxes: Edges, others: Edges) -> Edges:
    """Areas that boxes share with others, both of shape (n, 4); shape (boxes, others)."""
    first = np.maximum(boxes[:, None, :2], others[:, :2])
    last = np.minimum(boxes[:, None, 2:], others[:, 2:])
    sides = np.maximum(0.0, last - first)
    areas: Edges = sides[..., 0] * sides[..., 1]
    return areas
