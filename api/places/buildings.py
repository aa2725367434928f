"""The building that an address means: the key of every place, and all that may leave the house."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from api.roster.addresses.parse import parse
from api.roster.addresses.spelling import half

STREET = re.compile(r"[\u4e00-\u9fff]{1,5}(?:路|街|道|村|里|坊|苑|园|城|湾|弄)")
"""What a road or village is called; longer words before a number may be somebody's name."""


@dataclass(frozen=True, slots=True)
class Building:
    """Road, lane and building, each with its unit: 曹杨路, 358弄, 81号; not all must be there."""

    road: str
    lane: str = ""
    number: str = ""

    @property
    def address(self) -> str:
        """As it is written: 曹杨路358弄81号."""
        return f"{self.road}{self.lane}{self.number}"

    @property
    def on_road(self) -> int | None:
        """The number that the road itself gives: of the lane, or of a building without one."""
        digits = re.match(r"\d+", self.lane or self.number)
        return int(digits[0]) if digits else None

    @property
    def may_leave(self) -> bool:
        """Whether this is a street's name and numbers beyond doubt."""
        return bool(STREET.fullmatch(self.road)) and bool(self.lane or self.number)


@lru_cache(maxsize=1 << 16)
def building_of(address: str) -> Building | None:
    """The building in ``address``, or None where no road with lane or number is recognised.

    Whatever stands behind the building, such as a door or a name, is left out.
    """
    found = parse(address)
    if found is None or not found.road or not (found.lane or found.building):
        return None
    return Building(found.road, found.lane, found.building)


def key_of(address: str) -> str:
    """The building's address in one spelling; one that is not recognised stays as it is."""
    building = building_of(address)
    return building.address if building else half(address)
