"""A standard instance as the engine's arrays, and the engine's solution as routes.

Vehicles are riders, depots are canteens where loading takes no time, clients are nodes. A longest
duration of routes becomes an on-board limit: a client must be served early enough to be back in
time, which says the same as long as a detour is no shortcut, and every depot is a profile of its
own, as the way back differs. Clients without a prize must be served, so leaving one out costs
more than any plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyvrp import Activity, ActivityType, Client, ProblemData, Route, Solution, VehicleType

from optimizer.engine.instance import (
    BATCH,
    CANTEEN,
    MEMBER,
    NODE,
    RIDER,
    SEGMENT,
    WEIGHTS,
    Instance,
    Table,
    table,
)
from optimizer.engine.nearness import nearest
from optimizer.engine.runs import Found
from optimizer.engine.segments import FAR

TRIPS = 12
"""Most trips of a vehicle that may reload; best known solutions need no more than five."""
SECOND = 100
"""The engine counts hundredths."""


class Vehicle(NamedTuple):
    """One vehicle of the fleet: its type by number and in full."""

    number: int
    kind: VehicleType


def fleet(data: ProblemData) -> list[Vehicle]:
    """Every vehicle, type by type."""
    kinds = enumerate(data.vehicle_types())
    return [Vehicle(k, kind) for k, kind in kinds for _ in range(kind.num_available)]


def instance_of(data: ProblemData) -> Instance:
    """The instance as arrays.

    Raises
    ------
    ValueError
        When the data have what these sets do not: several matrices or loads, groups, shipments,
        or vehicles that end elsewhere or cost by the hour.
    """
    _refuse_others(data)
    clients, vehicles = data.clients(), fleet(data)
    n, m, c = len(clients), len(vehicles), data.num_depots
    ride = np.array(data.duration_matrix(0), np.int32)
    reloads = any(v.kind.max_trips > 1 for v in vehicles)
    node, part = _nodes(data, ride), _parts(data, ride)
    starts = np.array([v.kind.start_depot for v in vehicles])
    allowed = np.ones((n, m), np.uint8)
    loads_at = np.zeros((m, c), np.uint8)
    loads_at[np.arange(m), starts] = 1
    for row, vehicle in zip(loads_at, vehicles, strict=True):
        row[list(vehicle.kind.reload_depots)] = 1
    return Instance(
        node=node,
        part=part,
        member=_members(clients),
        reach=np.zeros((c, n), np.int32),
        ride=np.ascontiguousarray(np.broadcast_to(ride, (c, *ride.shape))),
        allowed=allowed,
        assign=np.zeros((n, m), np.int64),
        cooks=np.ones((n, c), np.uint8),
        diets=np.zeros((n, 0), np.int64),
        apart=np.zeros(0, np.int64),
        near=nearest(node, part[0], ride, allowed),
        rider=_riders(data, vehicles),
        loads_at=loads_at,
        canteen=_canteens(data),
        capacity=np.full(c, FAR, np.int64),
        capacity_of=np.zeros((c, 0), np.int64),
        batch=_batches(c),
        busy=np.zeros((0, 2), np.int64),
        weights=_weights(),
        trips=TRIPS if reloads else 1,
    )


def solution_of(data: ProblemData, best: Found) -> Solution:
    """The engine's best solution for PyVRP to judge."""
    routes = []
    for number, vehicle in enumerate(fleet(data)):
        trips = [best.trip[slot] for slot in best.chain[number, : best.trips[number]]]
        activities: list[Activity] = []
        for rank, trip in enumerate(trips):
            if rank > 0:
                activities.append(Activity(ActivityType.DEPOT, int(trip.canteen)))
            clients = _clients_of(best, trip.first)
            activities += [Activity(ActivityType.CLIENT, client) for client in clients]
        if activities:
            routes.append(Route(data, activities, vehicle.number))
    return Solution(data, routes)


def _clients_of(best: Found, node: int) -> Iterator[int]:
    while node >= 0:
        yield int(node)
        node = best.after[node]


def _refuse_others(data: ProblemData) -> None:
    (distances, *more), (durations, *_) = data.distance_matrices(), data.duration_matrices()
    kinds = data.vehicle_types()
    strange = {
        "matrices": bool(more) or not np.array_equal(distances, durations),
        "loads": data.num_load_dimensions != 1 or any(c.pickup[0] for c in data.clients()),
        "groups or shipments": data.num_groups > 0 or data.num_shipments > 0,
        "vehicles' ends": any(kind.start_depot != kind.end_depot for kind in kinds),
        "vehicles' costs": any(kind.fixed_cost or kind.unit_duration_cost for kind in kinds),
        "vehicles' distances": any(kind.unit_distance_cost != 1 for kind in kinds),
    }
    if found := [name for name, is_there in strange.items() if is_there]:
        raise ValueError(f"the engine's mapping does not know these {', '.join(found)}")


def _nodes(data: ProblemData, ride: NDArray[np.int32]) -> Table:
    rows = table(NODE, data.num_clients)
    beyond = int(ride.max()) * 2 * (data.num_clients + data.num_vehicles * TRIPS)
    for number, (row, client) in enumerate(zip(rows, data.clients(), strict=True)):
        row.boxes = client.delivery[0]
        row.weight = SECOND * (beyond // 10 if client.required else client.prize)
        row.enter = row.leave = client.location
        row.serving = client.service_duration
        row.members, row.members_end = number, number + 1
        row.pin = row.label = row.rank = -1
    return rows


def _parts(data: ProblemData, ride: NDArray[np.int32]) -> Table:
    """SEGMENT of each client by itself, with the limit that each depot's vehicles leave it."""
    rows = table(SEGMENT, data.num_depots, data.num_clients)
    longest = np.full(data.num_depots, FAR, np.int64)
    for kind in data.vehicle_types():
        longest[kind.start_depot] = min(longest[kind.start_depot], kind.shift_duration)
    for depot, row in enumerate(rows):
        for cell, client in zip(row, data.clients(), strict=True):
            back = int(ride[client.location, data.depot(depot).location])
            cell.duration = client.service_duration
            cell.earliest, cell.latest = client.tw_early, client.tw_late
            cell.slack = longest[depot] - client.service_duration - back
            cell.gap = client.tw_early - cell.slack
            cell.released = client.release_time if client.release_time > 0 else -FAR
            cell.visits = 1
    return rows


def _members(clients: list[Client]) -> Table:
    rows = table(MEMBER, len(clients))
    for row, client in zip(rows, clients, strict=True):
        row.opens, row.closes = client.tw_early, client.tw_late
        row.wanted, row.due = -FAR, FAR
        row.service = client.service_duration
    return rows


def _riders(data: ProblemData, vehicles: list[Vehicle]) -> Table:
    """Vehicles of a type are twins."""
    rows = table(RIDER, len(vehicles))
    for row, (number, kind) in zip(rows, vehicles, strict=True):
        row.home = row.place = data.depot(kind.start_depot).location
        row.free, row.ends = kind.tw_early, kind.tw_late
        row.profile = kind.start_depot
        row.boxes = kind.capacity[0]
        row.trips = min(kind.max_trips, TRIPS) if kind.reload_depots else 1
        row.twin = number
    return rows


def _canteens(data: ProblemData) -> Table:
    rows = table(CANTEEN, data.num_depots)
    for row, depot in zip(rows, data.depots(), strict=True):
        row.place = depot.location
        row.opens, row.bays = -FAR, -1
    return rows


def _batches(canteens: int) -> Table:
    rows = table(BATCH, canteens, 1)
    rows.ready, rows.meals = -FAR, FAR
    return rows


def _weights() -> Table:
    row = table(WEIGHTS, 1)
    row.riding = SECOND
    return row
