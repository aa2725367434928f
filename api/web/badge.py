"""How a rider is told apart: a letter, a colour and a shape.

The eight colours (``--c0`` to ``--c7`` in ``songcan.css``) keep a CIE76 distance of at least 24
under protanopia and deuteranopia, and a contrast of 3 against white. Letter and shape carry the
same meaning for whoever sees no colour, or prints in grey.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

COLOURS = 8
SHAPES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A rider's mark on map, timeline and lists; ``colour`` and ``shape`` are 0 to 7."""

    letter: str
    colour: int
    shape: int


def badge(position: int) -> Badge:
    """The badge of the rider at ``position`` of the roster: 64 pairs before any recurs."""
    return Badge(
        letter=_letters(position),
        colour=position % COLOURS,
        shape=(position + position // COLOURS) % SHAPES,
    )


def _letters(position: int) -> str:
    rest, last = divmod(position, len(ascii_uppercase))
    return (_letters(rest - 1) if rest else "") + ascii_uppercase[last]
