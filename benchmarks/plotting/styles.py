"""One colour, marker and line for each strategy, the same in every picture.

Colours are of P. Tol, "Colour schemes", SRON technical note SRON/EPS/TN/09-002, 2021 (schemes
*muted* and *bright*), which people with any colour vision can tell apart; markers and dashes tell
them apart in grey. Songcan's own engine is the dark, thick one.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from benchmarks.summary.duels import REFERENCE

KNOWN = (
    "ortools",
    "pyvrp",
    "pyvrp_reload",
    "pyvrp_packing",
    "vroom",
    "vrp_cli",
    "fixed_areas",
    "nearest",
    "savings",
    "space_filling_curve",
)
"""Names with a look of their own; any other name has the one that its hash says."""

LOOKS = (
    ("#4477aa", "s"),
    ("#117733", "^"),
    ("#44aa99", "v"),
    ("#999933", "D"),
    ("#aa4499", "P"),
    ("#cc6677", "X"),
    ("#777777", "<"),
    ("#bbbbbb", ">"),
    ("#88ccee", "p"),
    ("#ddcc77", "h"),
)
"""Colour and marker of each known name."""

DASHES = ("-", "--", "-.")

OTHERS = ("*", "d", "H", "8")
"""Markers of unknown names, whose lines are dotted."""

TIER_COLOURS = ("#a50f15", "#fb6a4a", "#fcbba1")
"""Tiers 1 to 3: darker is more vulnerable, distinct in grey as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a strategy is drawn."""

    colour: str
    marker: str
    dashes: str = "-"
    width: float = 1.3
    above: int = 2

    @property
    def weight(self) -> str:
        """Of its name."""
        return "bold" if self.above > 2 else "normal"


def style_of(strategy: str) -> Style:
    """The style of that name, whatever else is in the picture."""
    if strategy == REFERENCE:
        return Style(colour="#332288", marker="o", width=2.4, above=4)
    if strategy in KNOWN:
        rank = KNOWN.index(strategy)
        colour, marker = LOOKS[rank]
        return Style(colour=colour, marker=marker, dashes=DASHES[rank % len(DASHES)])
    chance = crc32(strategy.encode())
    colour, _ = LOOKS[chance % len(LOOKS)]
    return Style(colour=colour, marker=OTHERS[chance // 16 % len(OTHERS)], dashes=":")
