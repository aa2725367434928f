"""What finds the place of an address, and what it says about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from optimizer.travel.datum import Wgs84

CERTAIN = 0.95
"""From this confidence on a place counts as known, not as estimated."""

PLAUSIBLE = 0.5
"""Below this confidence a place is not used unless somebody confirms it."""


class Level(StrEnum):
    """What a place stands for, the most precise first."""

    BUILDING = "building"
    LANE = "lane"
    ROAD = "road"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place for an address: how precise, from whom, and how sure, from 0 to 1."""

    point: Wgs84
    level: Level
    confidence: float
    source: str

    @property
    def certain(self) -> bool:
        """Whether the place is known rather than estimated."""
        return self.confidence >= CERTAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An address whose place is known, or estimated as ``found`` says."""

    address: str
    found: Found


class PlaceFinder(Protocol):
    """Finds places without asking anybody outside."""

    def find(self, address: str) -> Found | None:
        """The place of ``address`` if it is sure enough to send a rider there."""
        ...

    def beside(self, known: Sequence[Known]) -> PlaceFinder:
        """The same finder, which also knows these; of one address its own places count first."""
        ...
