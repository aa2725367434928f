"""Functions of a whole number for linear models: convex pieces, and lines below all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from optimizer.timing.options import Seconds


class Line(NamedTuple):
    """``slope * x + constant``."""

    slope: int
    constant: int


class Piece(NamedTuple):
    """From ``first`` to ``last``, both included, each function as the lines it is above."""

    first: int
    last: int
    functions: tuple[tuple[Line, ...], ...]


def pieces_of(x: Seconds, values: Sequence[Seconds]) -> Iterator[Piece]:
    """Few pieces without gaps in ``x`` on which every function of ``values`` is convex."""
    first = 0
    slopes = [np.diff(value) for value in values]
    breaks = np.flatnonzero(np.diff(x) > 1)
    bends = np.flatnonzero(np.any([np.diff(slope) < 0 for slope in slopes], axis=0)) + 1
    while first < len(x):
        gap = breaks[np.searchsorted(breaks, first) :][:1]
        bend = bends[np.searchsorted(bends, first, side="right") :][:1]
        last = int(min([len(x) - 1, *gap, *bend]))
        part = slice(first, last + 1)
        functions = tuple(tuple(_lines(x[part], value[part])) for value in values)
        yield Piece(int(x[first]), int(x[last]), functions)
        first = last + 1


def _lines(x: Seconds, values: Seconds) -> Iterator[Line]:
    """The lines through a convex function's values."""
    if len(x) == 1:
        yield Line(0, int(values[0]))
        return
    slopes = np.diff(values)
    for k in np.flatnonzero(np.diff(slopes, prepend=slopes[0] - 1)):
        yield Line(int(slopes[k]), int(values[k] - slopes[k] * x[k]))


def lines_below(x: Seconds, values: Seconds) -> Iterator[tuple[int, Line]]:
    """The lower hull of a function as its lines: ``factor * value >= slope * x + constant``."""
    corners: list[tuple[int, int]] = []
    rise, run = np.diff(values), np.diff(x)
    bends = rise[:-1] * run[1:] != rise[1:] * run[:-1]
    turns = np.concatenate(([True], bends, [True]))[: len(x)]
    for here in zip(x[turns].tolist(), values[turns].tolist(), strict=True):
        while len(corners) > 1 and _bends_down(corners[-2], corners[-1], here):
            corners.pop()
        corners.append(here)
    for (a, low), (b, high) in pairwise(corners):
        yield b - a, Line(high - low, low * (b - a) - a * (high - low))


def _bends_down(one: tuple[int, int], two: tuple[int, int], three: tuple[int, int]) -> bool:
    """Whether the middle point lies on or above the line between the others."""
    rise, onward = two[1] - one[1], three[1] - two[1]
    return rise * (three[0] - two[0]) >= onward * (two[0] - one[0])
