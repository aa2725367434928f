"""Small standard instances: written as VRPLIB files, and solved by trying everything."""

from functools import cache
from itertools import combinations, permutations, product
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.standard.instance import StandardInstance, Vehicle
from benchmarks.standard.sets import SETS, InstanceFile
from optimizer.engine.segments import FAR


def written(
    folder: Path, kind: str, name: str = "tiny", /, *, depots: Any = 1, **fields: Any
) -> InstanceFile:
    """An instance of the set ``kind`` with these VRPLIB fields; sequences become sections."""
    lines = [f"NAME : {name}", "EDGE_WEIGHT_TYPE : EUC_2D"]
    lines += [f"DIMENSION : {len(fields['node_coord'])}"]
    lines += [f"{key.upper()} : {v}" for key, v in fields.items() if np.ndim(v) == 0]
    for key, values in fields.items():
        if np.ndim(values) > 0:
            lines.append(f"{key.upper()}_SECTION")
            rows = enumerate(values, 1)
            lines += [" ".join(map(str, [number, *np.atleast_1d(row)])) for number, row in rows]
    lines += ["DEPOT_SECTION", *map(str, range(1, depots + 1)), "-1", "EOF"]
    path = folder / kind / f"{name}.vrp"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="ascii")
    return InstanceFile(path=path, set=SETS[kind])


def optimum(given: StandardInstance) -> int | None:
    """The least cost of all solutions; None: there is none. Meant for five clients or so."""
    clients = range(given.depots, len(given.demand))
    must = frozenset(k for k in clients if given.prize[k] == 0)
    cheapest = cache(lambda vehicle, served: _cheapest_route(given, vehicle, served))

    @cache
    def least(vehicle: int, left: frozenset[int]) -> float:
        if vehicle == len(given.vehicles):
            return float("inf") if left & must else float(sum(given.prize[k] for k in left))
        subsets = (
            frozenset(some) for size in range(len(left) + 1) for some in combinations(left, size)
        )
        return min(
            cheapest(given.vehicles[vehicle], some) + least(vehicle + 1, left - some)
            for some in subsets
        )

    found = least(0, frozenset(clients))
    return None if found == float("inf") else int(found)


def _cheapest_route(given: StandardInstance, vehicle: Vehicle, served: frozenset[int]) -> float:
    if not served:
        return 0
    return min(
        (
            vehicle.fixed + vehicle.unit * _length(given, vehicle, trips)
            for order in permutations(served)
            for trips in _split(order, vehicle.trips)
            if _is_kept(given, vehicle, trips)
        ),
        default=float("inf"),
    )


def _split(order: tuple[int, ...], most: int) -> list[list[list[int]]]:
    """All ways to make trips of an order of clients."""
    ways = []
    for cuts in product((False, True), repeat=len(order) - 1):
        trips = [[order[0]]]
        for client, cut in zip(order[1:], cuts, strict=True):
            if cut:
                trips.append([])
            trips[-1].append(client)
        if len(trips) <= most:
            ways.append(trips)
    return ways


def _length(given: StandardInstance, vehicle: Vehicle, trips: list[list[int]]) -> int:
    stops = [vehicle.depot]
    for trip in trips:
        stops += [*trip, vehicle.depot]
    return int(given.distance[stops[:-1], stops[1:]].sum())


def _is_kept(given: StandardInstance, vehicle: Vehicle, trips: list[list[int]]) -> bool:
    """Whether loads fit and some departure keeps all windows and the longest duration."""
    if any(given.demand[trip].sum() > vehicle.capacity for trip in trips):
        return False
    return any(
        end - departure <= vehicle.longest
        for departure in _departures(given, vehicle, trips[0])
        if (end := _end(given, vehicle, trips, departure)) is not None
    )


def _departures(given: StandardInstance, vehicle: Vehicle, trip: list[int]) -> set[int]:
    """The first, and those at which some window begins or ends if nobody waits before."""
    begins = int(given.opens[vehicle.depot])
    found, place, since = {begins}, vehicle.depot, 0
    for client in trip:
        since += int(given.distance[place, client])
        found |= {int(given.opens[client]) - since, int(given.closes[client]) - since}
        since, place = since + int(given.service[client]), client
    return {departure for departure in found if begins <= departure < FAR // 2}


def _end(
    given: StandardInstance, vehicle: Vehicle, trips: list[list[int]], time: int
) -> int | None:
    for trip in trips:
        time, place = max(time, int(given.release[trip].max())), vehicle.depot
        for client in trip:
            time = max(time + int(given.distance[place, client]), int(given.opens[client]))
            if time > given.closes[client]:
                return None
            time, place = time + int(given.service[client]), client
        time += int(given.distance[place, vehicle.depot])
    return time if time <= given.closes[vehicle.depot] else None
