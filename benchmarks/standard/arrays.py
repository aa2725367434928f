"""A standard instance as the engine's arrays, and the engine's solution as routes.

Vehicles are riders, depots are canteens where loading takes no time, clients are nodes. What the
engine has no word for is said with what it has:

- A longest duration of routes is an on-board limit: a client must be served early enough to be
  back in time, which says the same as long as a detour is no shortcut. The way back differs by
  depot, so every depot has a profile of its own.
- A fixed cost is a ride: who has one starts and ends in a garage, which is that far from the
  depot on the way out. The day begins as much earlier.
- Prices per distance that differ are rides of that length, which only sets without a clock allow.
- A client's window begins when a vehicle can be there, given its release, and ends while there is
  time to go back. Nothing is lost by that, and the engine sees whose hours go together.
- Clients without a prize must be served: leaving one out costs more than any plan.
"""

from __future__ import annotations

from math import gcd
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.standard.instance import CannotState, Numbers, StandardInstance, Vehicle
from benchmarks.standard.reductions import tightened, useful
from benchmarks.standard.solution import Routes
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
"""Most trips of a vehicle that may load again; best known solutions need no more than five."""


class Profile(NamedTuple):
    """What the vehicles of one matrix share; ``unit``: how long the ride of a unit is."""

    depot: int
    unit: int
    longest: int


class Mapping(NamedTuple):
    """The arrays, and the numbers in the fleet of its riders."""

    instance: Instance
    vehicles: NDArray[np.int64]


def mapping_of(given: StandardInstance) -> Mapping:
    """The instance as arrays.

    Raises
    ------
    CannotState
        When prices per distance differ between vehicles although there are times to keep, or when
        rides are too long for the engine's integers.
    """
    given, kept = tightened(given), useful(given)
    vehicles = [given.vehicles[number] for number in kept]
    price = max(1, gcd(*(cost for v in vehicles for cost in (v.unit, v.fixed))))
    if given.is_timed and any(v.unit != price for v in vehicles):
        raise CannotState(
            f"{given.name}：车辆每单位距离的费用不同，又有时间规则，引擎无法表示；请改用 pyvrp"
            " / vehicles differ in their price per distance and there are times to keep, which "
            "the engine cannot state; use pyvrp"
        )
    profiles = [Profile(v.depot, v.unit // price, v.longest) for v in vehicles]
    known = list(dict.fromkeys(profiles))
    garages = sorted({(v.depot, v.fixed // price) for v in vehicles if v.fixed > 0})
    ride = _rides(given, known, garages)
    node, part = _nodes(given, ride, price), _parts(given, known)
    n, m, c = len(node), len(vehicles), given.depots
    allowed = np.ones((n, m), np.uint8)
    loads_at = np.zeros((m, c), np.uint8)
    loads_at[np.arange(m), [v.depot for v in vehicles]] = 1
    rider = _riders(given, vehicles, price, [known.index(p) for p in profiles], garages)
    instance = Instance(
        node=node,
        part=part,
        member=_members(given),
        reach=np.zeros((len(known), n), np.int32),
        ride=ride,
        allowed=allowed,
        assign=np.zeros((n, m), np.int64),
        cooks=np.ones((n, c), np.uint8),
        diets=np.zeros((n, 0), np.int64),
        apart=np.zeros(0, np.int64),
        near=nearest(node, part[0], ride[0], allowed),
        rider=rider,
        loads_at=loads_at,
        canteen=_canteens(c),
        capacity=np.full(c, FAR, np.int64),
        capacity_of=np.zeros((c, 0), np.int64),
        batch=_batches(c),
        busy=np.zeros((0, 2), np.int64),
        weights=_weights(price),
        trips=int(rider.trips.max(initial=1)),
    )
    return Mapping(instance, kept)


def routes_of(given: StandardInstance, mapping: Mapping, best: Found) -> Routes:
    """The engine's best solution, a route for every vehicle of the fleet."""
    routes: list[list[int]] = [[] for _ in given.vehicles]
    for rider, vehicle in enumerate(mapping.vehicles):
        for slot in best.chain[rider, : best.trips[rider]]:
            route = routes[vehicle]
            if route:
                route.append(int(best.trip[slot].canteen))
            node = int(best.trip[slot].first)
            while node >= 0:
                route.append(given.depots + node)
                node = int(best.after[node])
    return routes


def _rides(
    given: StandardInstance, profiles: list[Profile], garages: list[tuple[int, int]]
) -> NDArray[np.int32]:
    """(profiles, places, places): the garages are the last places."""
    q = len(given.distance)
    rides = np.zeros((len(profiles), q + len(garages), q + len(garages)), np.int64)
    for ride, profile in zip(rides, profiles, strict=True):
        ride[:q, :q] = given.distance * profile.unit
        for garage, (depot, fixed) in enumerate(garages, q):
            ride[:q, garage] = ride[:q, depot]
            ride[garage, :q] = ride[depot, :q] + fixed
    if rides.max() > np.iinfo(np.int32).max:
        raise CannotState(
            f"{given.name}：行程 {rides.max()} 超出引擎的 32 位整数；请改用 pyvrp"
            f" / a ride of {rides.max()} exceeds the engine's 32-bit integers; use pyvrp"
        )
    return rides.astype(np.int32)


def _nodes(given: StandardInstance, ride: NDArray[np.int32], price: int) -> Table:
    clients = np.arange(given.depots, len(given.distance))
    rows = table(NODE, len(clients))
    dearest = price * int(ride.max()) * (2 * len(clients) + 2)  # every client on a trip alone
    prize = given.prize[clients]
    rows.boxes = given.demand[clients]
    rows.weight = np.where(prize > 0, prize, dearest)
    rows.enter = rows.leave = clients
    rows.serving = given.service[clients]
    rows.members = np.arange(len(clients))
    rows.members_end = rows.members + 1
    rows.pin = rows.label = rows.rank = rows.owner = rows.behind = -1
    return rows


def _parts(given: StandardInstance, profiles: list[Profile]) -> Table:
    """SEGMENT of each client by itself, with the limit that each profile's vehicles leave it."""
    clients = np.arange(given.depots, len(given.distance))
    rows = table(SEGMENT, len(profiles), len(clients))
    for row, profile in zip(rows, profiles, strict=True):
        service: Numbers = given.service[clients]
        row.duration = service
        row.earliest, row.latest = given.opens[clients], given.closes[clients]
        row.slack = profile.longest - service - given.distance[clients, profile.depot]
        row.gap = row.earliest - row.slack
        release = given.release[clients]
        row.released = np.where(release > 0, release, -FAR)
        row.visits = 1
    return rows


def _members(given: StandardInstance) -> Table:
    rows = table(MEMBER, len(given.distance) - given.depots)
    rows.opens, rows.closes = given.opens[given.depots :], given.closes[given.depots :]
    rows.wanted, rows.due = -FAR, FAR
    rows.service = given.service[given.depots :]
    return rows


def _riders(
    given: StandardInstance,
    vehicles: list[Vehicle],
    price: int,
    profiles: list[int],
    garages: list[tuple[int, int]],
) -> Table:
    """Vehicles of a type are twins."""
    rows = table(RIDER, len(vehicles))
    types = list(dict.fromkeys(vehicles))
    for row, vehicle, profile in zip(rows, vehicles, profiles, strict=True):
        row.canteen = row.home = row.place = vehicle.depot
        fixed = vehicle.fixed // price
        if fixed > 0:
            garage = garages.index((vehicle.depot, fixed))
            row.home = row.place = len(given.distance) + garage
        row.free = given.opens[vehicle.depot] - fixed
        row.ends = given.closes[vehicle.depot]
        row.profile = profile
        row.boxes = vehicle.capacity
        row.trips = min(vehicle.trips, TRIPS)
        row.twin = types.index(vehicle)
    return rows


def _canteens(depots: int) -> Table:
    rows = table(CANTEEN, depots)
    rows.place = np.arange(depots)
    rows.opens, rows.bays = -FAR, -1
    return rows


def _batches(canteens: int) -> Table:
    rows = table(BATCH, canteens, 1)
    rows.ready, rows.meals = -FAR, FAR
    return rows


def _weights(price: int) -> Table:
    row = table(WEIGHTS, 1)
    row.riding = price
    return row
