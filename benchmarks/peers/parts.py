"""Large problems in parts: peers hold a matrix of all places in memory, several times over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from optimizer.problem import Problem, Rider
from optimizer.stop import Stop
from optimizer.strategies.divided import homes_of
from optimizer.strategies.drafts.ground import Ground
from optimizer.strategies.drafts.partition import offers_of, shared_out
from optimizer.strategies.pyvrp.customers import Customer, customers_of
from optimizer.strategies.pyvrp.rationing import rationed
from optimizer.timing import Pins, Schedule

LARGE = 500
"""Customers from which on a problem is divided: with more a first descent takes seconds."""


class Part(NamedTuple):
    """Riders who serve these customers and no others."""

    problem: Problem
    pins: Pins
    riders: Sequence[Rider]
    customers: Sequence[Customer]


def parts_of(problem: Problem, stop: Stop, large: int = LARGE) -> list[Part]:
    """The problem as one part; a large one by home canteen, each customer at the nearest.

    Whoever could be cooked for at several canteens goes to the nearest that has meals left, those
    first who would lose most by going elsewhere. Parts without riders or customers do not appear.
    """
    schedule = Schedule(problem)
    customers = rationed(schedule, customers_of(schedule))
    riders = [
        rider
        for rider in problem.riders
        if rider.id not in schedule.pins.days and len(rider.frozen) < rider.max_trips
    ]
    if len(customers) <= large:
        whole = Part(problem, schedule.pins, riders, customers)
        return [whole] if riders and customers else []
    homes = homes_of(riders)
    crews: dict[str, list[Rider]] = defaultdict(list)
    for rider in riders:
        crews[rider.canteen].append(rider)
    ground = Ground(schedule, stop)
    offers = offers_of(ground, (customer.visits for customer in customers))
    chosen = {b: name for name, blocks in shared_out(ground, offers).items() for b in blocks}
    shares: dict[str, list[Customer]] = defaultdict(list)
    for customer in customers:
        if (canteen := chosen.get(customer.visits)) is not None:
            only = replace(customer, canteens=frozenset({canteen}))
            shares[homes[canteen]].append(only)
    return [
        Part(problem, schedule.pins, crews[home], share) for home, share in sorted(shares.items())
    ]
