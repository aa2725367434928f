"""The way between a door and the road that OSRM moved it to.

OSRM's times begin and end on its roads. Where a compound's lanes are missing from the map, the
rider still rides from the gate to the door, and from one door to the next inside.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from optimizer.travel.osrm.service import Table

_ROUNDING = 1e-6
"""What floating-point sums may add to a whole number."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cells:
    """Whole seconds and metres from door to door; both are 0 where ``apart``: no way is known."""

    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]
    apart: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Legs:
    """Riding off the map's roads: ``detour`` times the straight line, at ``speed_kmh``.

    ``day_speed`` is the speed of the day over the usual speed, on and off the roads.
    """

    speed_kmh: float
    detour: float
    day_speed: float

    def joined(self, table: Table, plain_metres: NDArray[np.int32]) -> Cells:
        """Door to door: leg, road, leg; or straight on inside a compound.

        Two doors that lie closer to each other than both legs are long, and whose roads are as
        close, share a compound: nobody rides out to the road and back in. Across a creek the
        doors may be close, but not along the road: there the road stands. ``plain_metres`` are
        straight lines times the detour, of the table's shape. Everything is rounded up; distinct
        places are 1 s apart.

        OSRM's tables state negative metres for some short ways (osrm-backend, issue 5855; their
        seconds are right): no way is shorter than the straight line.
        """
        off_road = (table.source_metres[:, None] + table.destination_metres) * self.detour
        pace = 3.6 / (self.speed_kmh * self.day_speed)
        seconds = table.seconds / self.day_speed + off_road * pace
        metres = np.maximum(table.metres + off_road, plain_metres / self.detour)
        apart = np.isnan(seconds) | np.isnan(metres)
        close = (plain_metres <= off_road) & (table.metres <= off_road)
        inside = close & (plain_metres * pace < seconds)
        seconds = np.where(inside, plain_metres * pace, seconds)
        metres = np.where(inside, plain_metres, metres)
        return Cells(
            seconds=np.maximum(_whole(seconds, apart), ~apart),
            metres=_whole(metres, apart),
            apart=apart,
        )


def _whole(values: NDArray[np.float64], unknown: NDArray[np.bool_]) -> NDArray[np.int32]:
    return np.ceil(np.where(unknown, 0, values) - _ROUNDING).astype(np.int32)
