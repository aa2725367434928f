"""What the screen page calls canteens, riders and visits: no resident's name among it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names by id. Whoever left the roster after the plan was made is called by the id."""

    canteens: Mapping[str, str] = field(default_factory=dict)
    riders: Mapping[str, str] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)

    def canteen(self, canteen: str) -> str:
        """A canteen's name."""
        return self.canteens.get(canteen, canteen)

    def rider(self, rider: str) -> str:
        """A rider's name."""
        return self.riders.get(rider, rider)

    def address(self, visit: str) -> str:
        """A visit's building, without the doors behind it."""
        return self.addresses.get(visit, visit)
