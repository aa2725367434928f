"""Boxes on the map that must not overlap: names of estates, numbers of stops."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels; ``top`` is smaller than ``bottom``."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> Box:
        """The box with its middle at ``x``, ``y``."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> float:
        """Halfway between left and right."""
        return (self.left + self.right) / 2

    def overlap(self, other: Box) -> float:
        """The area that both share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * along if across > 0 and along > 0 else 0.0

    def free_of(self, others: Iterable[Box]) -> bool:
        """Whether it shares nothing with any of ``others``."""
        return all(self.overlap(other) == 0 for other in others)

    def within(self, other: Box) -> bool:
        """Whether nothing of it sticks out of ``other``."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )
