"""The problem of one split in PyVRP's terms.

Costs are in hundredths of a second. Durations are seconds; *distances are the clock on board*:
they count riding and serving from the departure on, so that ``max_distance`` is the on-board
limit. Riding back is not in it, for nothing is on board any more: the way to an end depot is as
long as the last customer's limit falls short of the longest one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pyvrp import Client, ProblemData, Route, VehicleType

from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.network import Network
from optimizer.strategies.pyvrp.slots import Slot


@dataclass(frozen=True)
class Model:
    """PyVRP's data, and the slots of each of its vehicle types: alike in all that it can state."""

    customers: Sequence[Customer]
    types: Sequence[Sequence[Slot]]
    data: ProblemData


def build(network: Network, bans: Bans, slots: Sequence[Slot]) -> Model:
    """State the network's customers and ``slots``, at least one of each."""
    customers = network.customers
    waves = 1 + max(slot.wave for slot in slots)
    alike: dict[_Terms, list[Slot]] = defaultdict(list)
    for slot in slots:
        profile = network.profile(slot.rider.profile, bans.of(slot))
        alike[_terms(network, slot, profile, waves)].append(slot)
    data = ProblemData(
        network.locations(),
        [_client(network.row(k), customer) for k, customer in enumerate(customers)],
        network.depots(),
        [_vehicle_type(terms, len(of_type)) for terms, of_type in alike.items()],
        network.clocks,  # type: ignore[arg-type]  # PyVRP's stub has a shape of int
        network.durations,  # type: ignore[arg-type]
    )
    return Model(customers, list(alike.values()), data)


def _client(row: int, customer: Customer) -> Client:
    return Client(
        location=row,
        delivery=[customer.boxes],
        service_duration=customer.service,
        tw_early=customer.window[0],
        tw_late=customer.window[1],
        release_time=customer.released,
        prize=customer.prize,
        required=False,
    )


class _Terms(NamedTuple):
    """All that PyVRP learns about a slot, and its wave."""

    wave: int
    boxes: int
    start: int
    end: int
    fixed: int
    ready: int
    due: int
    duration: int
    onboard: int
    percent: int
    profile: int


def _terms(network: Network, slot: Slot, profile: int, waves: int) -> _Terms:
    """The slot's terms, at an even share of what it costs to use the rider."""
    policy, rider = network.problem.policy, slot.rider
    percent, loading = policy.paid_percent[rider.kind], slot.canteen.loading_seconds
    use = 0 if rider.frozen else 100 * policy.rider_seconds // waves
    onboard, end = max(0, network.onboard - loading), network.end(slot.end)
    return _Terms(
        wave=slot.wave,
        boxes=rider.boxes,
        start=network.start(slot.canteen),
        end=end,
        fixed=use + percent * (loading + slot.approach),
        ready=slot.ready,
        due=slot.due,
        duration=onboard + network.longest_tail(profile, end),
        onboard=onboard,
        percent=percent,
        profile=profile,
    )


def _vehicle_type(terms: _Terms, count: int) -> VehicleType:
    return VehicleType(
        count,
        [terms.boxes],
        terms.start,
        terms.end,
        fixed_cost=terms.fixed,
        tw_early=terms.ready,
        tw_late=terms.due,
        shift_duration=terms.duration,
        max_distance=terms.onboard,
        unit_distance_cost=0,
        unit_duration_cost=terms.percent,
        profile=terms.profile,
    )


def hopeless(model: Model) -> int:
    """Prizes of those whom no vehicle could serve, were they its only customer."""
    vehicles = range(len(model.types))
    return sum(
        customer.prize
        for number, customer in enumerate(model.customers)
        if not any(Route(model.data, [number], vehicle).is_feasible() for vehicle in vehicles)
    )
