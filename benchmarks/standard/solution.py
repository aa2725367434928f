"""Solutions in the format of the sets, and what they cost by our own reading."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.standard.instance import StandardInstance

Routes = Sequence[Sequence[int]]
"""The places that each vehicle of the fleet visits, in the order of the fleet; empty: it stays.

Between two trips stands the depot where the vehicle loads again.
"""


def write(path: Path, instance: StandardInstance, routes: Routes, cost: int) -> None:
    """Write the solution as the set's own files have it.

    Route k is that of vehicle k, where vehicles differ: those that stay have an empty line. Where
    all are alike, the used ones are numbered.
    """
    if len(set(instance.vehicles)) == 1:
        routes = [route for route in routes if route]
    lines = [
        " ".join([f"Route #{number}:", *map(str, route)]) for number, route in enumerate(routes, 1)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, f"Cost: {instance.set.told(cost)}", ""]), encoding="ascii")


def cost_of(instance: StandardInstance, routes: Routes) -> int:
    """Distance at the vehicles' prices, vehicles used, and prizes of clients left out."""
    cost, served = 0, set(range(instance.depots))
    for vehicle, route in zip(instance.vehicles, routes, strict=True):
        if route:
            stops = np.array([vehicle.depot, *route, vehicle.depot])
            cost += vehicle.fixed + vehicle.unit * int(
                instance.distance[stops[:-1], stops[1:]].sum()
            )
            served.update(route)
    left_out = [place for place in range(len(instance.prize)) if place not in served]
    return cost + int(instance.prize[left_out].sum())
