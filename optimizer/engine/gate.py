"""From a problem to the engine's arrays: the one gate, with one type for every array."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.engine import carriers, kitchen_arrays, nodes, rider_arrays
from optimizer.engine.cut import Matrices
from optimizer.engine.instance import WEIGHTS, Instance, Table, table
from optimizer.engine.nearness import nearest
from optimizer.engine.previous import has_price, previous_rounds
from optimizer.problem import Problem
from optimizer.timing.pins import Block, Pins


class Names(NamedTuple):
    """What the numbers of nodes, riders, canteens and profiles stand for."""

    blocks: tuple[Block, ...]
    riders: tuple[str, ...]
    canteens: tuple[str, ...]
    profiles: tuple[str, ...]


def instance_of(problem: Problem, *, divided: bool = False) -> tuple[Instance, Names]:
    """The problem as arrays. Visits on frozen trips, or that locks rule out, are left out.

    ``divided``: without rides, which neighbourhoods then take from ``matrices``.
    """
    pins = Pins(problem)
    closed = pins.frozen | pins.contradictory
    names = Names(
        blocks=tuple(block for block in pins.blocks if closed.isdisjoint(block)),
        riders=tuple(rider.id for rider in problem.riders),
        canteens=tuple(canteen.id for canteen in problem.canteens),
        profiles=tuple(dict.fromkeys(rider.profile for rider in problem.riders))
        or tuple(problem.travel)[:1]
        or ("",),
    )
    rides = matrices(problem, names)
    cooks = carriers.cooks(problem, names.blocks)
    loads_at = carriers.loads_at(problem)
    allowed = carriers.allowed(problem, pins, names.blocks, cooks, loads_at)
    before = previous_rounds(problem, pins, names.blocks)
    assign = carriers.assignment_costs(problem, names.blocks)
    assign += 100 * problem.policy.changed_order_seconds * before.strange
    member, reach = nodes.members(problem, names.blocks, names.profiles)
    apart, bounds = nodes.apart(pins, names.blocks)
    canteen, batch, busy = kitchen_arrays.canteens(problem)
    capacity, capacity_of, limited = kitchen_arrays.capacities(problem)
    rider = rider_arrays.riders(problem, pins, names.profiles, canteen, loads_at)
    rider.had = before.had
    rider_arrays.find_twins(rider, allowed, assign, loads_at, before.owner)
    part = nodes.segments(problem, names.blocks, names.profiles)
    node = nodes.nodes(problem, pins, names.blocks, bounds, before)
    instance = Instance(
        node=node,
        part=part,
        member=member,
        reach=reach,
        ride=np.zeros((len(rides), 0, 0), np.int32) if divided else stacked(rides),
        allowed=allowed,
        assign=assign,
        cooks=cooks,
        diets=nodes.meals(problem, names.blocks, limited),
        apart=apart,
        near=nearest(node, part[0], rides[0], allowed),
        rider=rider,
        loads_at=loads_at,
        canteen=canteen,
        capacity=capacity,
        capacity_of=capacity_of,
        batch=batch,
        busy=busy,
        weights=weights_of(problem),
        trips=max([1, *(int(trips) for trips in rider.trips)]),
    )
    return instance, names


def weights_of(problem: Problem) -> Table:
    """The policy's weights in hundredths of a second: WEIGHTS, one row."""
    row, policy = table(WEIGHTS, 1), problem.policy
    row.rider = 100 * policy.rider_seconds
    row.longest = policy.longest_percent
    row.onboard = policy.onboard_percent
    row.early = policy.early_percent
    row.late = policy.late_percent
    row.slack = policy.slack_percent
    row.slack_seconds = policy.slack_seconds
    if has_price(problem):
        row.changed_rider = 100 * policy.changed_rider_seconds
        row.changed_order = 100 * policy.changed_order_seconds
    return row


def matrices(problem: Problem, names: Names) -> Matrices:
    """Riding seconds between all places, by number of the profile."""
    places = len(problem.locations)
    nothing = np.zeros((places, places), np.int32)
    return [
        problem.travel[name].seconds if name in problem.travel else nothing
        for name in names.profiles
    ]


def stacked(rides: Matrices) -> NDArray[np.int32]:
    """All matrices in one array, a view where there is only one."""
    if len(rides) == 1:
        return rides[0][np.newaxis]
    return np.stack(rides)
