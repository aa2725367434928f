"""The parts of an address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address in parts, each with its unit: 曹杨路, 358弄, 81号, 602室.

    ``road`` may be a village (曹杨八村). ``lane`` includes a lane within the lane (2支弄),
    ``building`` ends at the entrance (3号楼2单元). ``remark`` is what belongs to none of them.
    ``guessed``: numbers without units were given the usual ones.
    """

    road: str = ""
    lane: str = ""
    building: str = ""
    door: str = ""
    remark: str = ""
    guessed: bool = False

    @property
    def text(self) -> str:
        """The canonical address: it ends at the building."""
        return f"{self.road}{self.lane}{self.building}"
