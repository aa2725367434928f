"""One problem, or a part of it, in terms that VROOM and reinterpretcat's solver share.

Both know vehicles with a distance limit and skills. As in the strategy ``pyvrp``, *distances are
the clock on board* (see ``optimizer.strategies.pyvrp.model``): they count riding and serving from
the departure on, so that the distance limit is FRESH as long as nobody waits. Who may not be
served from a slot, by canteen, diet, skill or lock, becomes a skill that the slot lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from optimizer.problem import Problem, Rider
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.network import Matrix, Network
from optimizer.strategies.pyvrp.slots import Slot
from optimizer.timing import Pins

ANYBODY: frozenset[int] = frozenset()


class Terms:
    """Customers, matrices by vehicle profile, and who may serve whom."""

    def __init__(self, problem: Problem, pins: Pins, customers: Sequence[Customer]) -> None:
        self.problem, self.customers = problem, customers
        self.network = Network(problem, customers)
        self._bans = Bans(problem, pins, customers)

    def matrices(self, vehicle: str) -> tuple[Matrix, Matrix]:
        """Riding seconds and the clock on board between the network's rows."""
        number = self.network.profile(vehicle, ANYBODY)
        return self.network.durations[number], self.network.clocks[number]

    def onboard(self, slot: Slot) -> int:
        """Seconds from the slot's departure to the last start of service that FRESH leaves."""
        return max(0, self.network.onboard - slot.canteen.loading_seconds)

    def skills(self, slots: Sequence[Slot]) -> tuple[list[set[int]], list[set[int]]]:
        """Skills that each customer asks for, and those that each slot has.

        Customers whom the same slots may serve ask for one skill; whom all may serve, for none.
        """
        banned = [self._bans.of(slot) for slot in slots]
        kinds = {bans: number for number, bans in enumerate(dict.fromkeys(banned))}
        numbers: dict[tuple[bool, ...], int] = {}
        asked: list[set[int]] = []
        for k in range(len(self.customers)):
            may = tuple(k not in bans for bans in kinds)
            asked.append(set() if all(may) else {numbers.setdefault(may, len(numbers))})
        has = [{number for may, number in numbers.items() if may[kinds[bans]]} for bans in banned]
        return asked, has

    @cached_property
    def windows(self) -> Sequence[tuple[int, int]]:
        """When service may begin: nobody is reached before the shortest ride from release."""
        return [self._window(customer) for customer in self.customers]

    def _window(self, customer: Customer) -> tuple[int, int]:
        opens, closes = customer.window
        if customer.released > 0:
            rides = self.problem.travel.values()
            canteens = map(self.problem.canteen.__getitem__, customer.canteens)
            rows = [self.problem.location_index[canteen.location] for canteen in canteens]
            ride = min(int(travel.seconds[row, customer.entry]) for travel in rides for row in rows)
            opens = min(closes, max(opens, customer.released + ride))
        return opens, closes

    @cached_property
    def priorities(self) -> Sequence[int]:
        """What it costs not to serve each customer, from 1 to 100, in proportion.

        The lightest still count where the heaviest are more than a hundred times as heavy; those
        are all 100 then. 0: no weight at all.
        """
        prizes = [customer.prize for customer in self.customers if customer.prize > 0]
        top = min(max(prizes, default=1), 100 * min(prizes, default=1))
        return [min(100, -(-100 * customer.prize // top)) for customer in self.customers]


def fixed_cost(problem: Problem, rider: Rider, waves: int, approach: int, loading: int) -> int:
    """Seconds of cost to use a slot: an even share of using the rider, and what loading is paid."""
    use = 0 if rider.frozen else problem.policy.rider_seconds // waves
    return use + problem.policy.paid_percent[rider.kind] * (loading + approach) // 100


def waves_of(slots: Sequence[Slot]) -> int:
    """Into how many waves the slots divide the sitting."""
    return 1 + max(slot.wave for slot in slots)
