"""What an instance does not need to find its best solutions: idle vehicles, hours of no use.

Both hold as far as a detour is no shortcut, which rounding may break by a unit. What they lose
then is a solution, never its validity.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.standard.instance import StandardInstance, Vehicle


def useful(given: StandardInstance) -> NDArray[np.int64]:
    """Numbers of the vehicles that a best solution may need.

    Without a clock, two routes of one type whose loads fit one vehicle are no dearer joined. So
    all but one of a type are more than half full. This spares the engine hundreds of vehicles
    where the fleet is unlimited.
    """
    if given.is_timed:
        return np.arange(len(given.vehicles))
    load = int(given.demand.sum())
    kept: list[int] = []
    used: dict[Vehicle, int] = {}
    for number, vehicle in enumerate(given.vehicles):
        used[vehicle] = used.get(vehicle, 0) + 1
        if used[vehicle] <= 2 * load // max(1, vehicle.capacity) + 1:
            kept.append(number)
    return np.array(kept)


def tightened(given: StandardInstance) -> StandardInstance:
    """The instance with windows in which clients can be reached from some depot and left again."""
    if not given.is_timed:
        return given
    opens, closes = given.opens.copy(), given.closes.copy()
    depots, clients = slice(given.depots), slice(given.depots, None)
    leaves = np.maximum(given.opens[depots, None], given.release[None, clients])
    reached = (leaves + given.distance[depots, clients]).min(axis=0)
    back = given.distance[clients, depots] + given.service[clients, None]
    left = (given.closes[None, depots] - back).max(axis=1)
    opens[clients] = np.maximum(opens[clients], reached)
    closes[clients] = np.minimum(closes[clients], left)
    return replace(given, opens=opens, closes=closes)
