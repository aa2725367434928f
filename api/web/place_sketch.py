"""A small map of an address that waits for a place: known buildings around, places that may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from api.web.geometry import fit, round_length
from optimizer.travel.datum import Wgs84

WIDTH, HEIGHT, MARGIN = 420.0, 260.0, 46.0
LONGEST_BAR = 110.0
LETTER, LINE = 11.0, 15.0
"""Pixels that a letter of a name takes, and a line of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A named point, in pixels."""

    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Known buildings as dots, possible places as numbered rings, and a scale."""

    width: float
    height: float
    known: tuple[Spot, ...]
    places: tuple[Spot, ...]
    bar: float
    bar_label: str


def sketch(known: Mapping[str, Wgs84], places: Sequence[Wgs84]) -> Sketch | None:
    """The sketch, or None where there is nothing to draw."""
    points = [(point.lon, point.lat) for point in (*known.values(), *places)]
    if not points:
        return None
    project = fit(points, WIDTH, HEIGHT, MARGIN)
    metres = round_length(LONGEST_BAR / project.scale)
    dots = [_spot(project(p.lon, p.lat), address) for address, p in known.items()]
    return Sketch(
        width=WIDTH,
        height=HEIGHT,
        known=tuple(_legible(dots)),
        places=tuple(
            _spot(project(p.lon, p.lat), str(number)) for number, p in enumerate(places, start=1)
        ),
        bar=metres * project.scale,
        bar_label=f"{metres} m" if metres < 1_000 else f"{metres // 1_000} km",
    )


def _legible(dots: Sequence[Spot]) -> list[Spot]:
    """The dots, without the names that would lie on others."""
    shown: list[Spot] = []
    for dot in dots:
        hidden = any(
            abs(dot.y - other.y) < LINE
            and abs(dot.x - other.x) < LETTER * (len(dot.label) + len(other.label)) / 2
            for other in shown
            if other.label
        )
        shown.append(replace(dot, label="") if hidden else dot)
    return shown


def _spot(pixel: tuple[float, float], label: str) -> Spot:
    return Spot(x=round(pixel[0], 1), y=round(pixel[1], 1), label=label)
