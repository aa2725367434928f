"""PyVRP's own multi-trip model as a peer: riders are vehicles that reload at home.

Wouda, Lan and Kool (2024), "PyVRP: a high-performance VRP solver package", INFORMS Journal on
Computing 36 (4), 943-955; release 0.14, "VRP with reloading" in its tutorial. It states exactly:

- BOXES, WINDOW, RELEASED (by trip), SHIFT, TRIPS, and CHAIN with loading as the service of a depot;
- DIET, SKILL, CANTEEN and locks to riders, as loads of which other vehicles have no room;
- the prize of each visit by its weight, the fixed cost of a rider, paid time from start to end.

It has no limit of a single trip's time or distance, only of the whole day's. So FRESH is a load
(``pace``), corrected round by round by the trips found; all trips together are limited exactly, as
distance. Without that load PyVRP keeps most meals on board too long. Riders load at home alone,
for a trip's depot decides nothing about its clients. Kitchens (KITCHEN, BATCH, BAYS), preferred
windows, trips apart and the longest day are not seen.

Penalties and perturbations are those of the strategy ``pyvrp``, which suit prizes this large; with
a limit of iterations the same seed gives the same plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from pyvrp import (
    Activity,
    Client,
    Depot,
    PenaltyManager,
    ProblemData,
    Route,
    Solution,
    VehicleType,
)

from benchmarks.peers.pace import Pace
from benchmarks.peers.parts import Part, parts_of
from benchmarks.peers.peer import Peer
from benchmarks.peers.repair import Raw
from benchmarks.peers.terms import Terms
from benchmarks.peers.waves import union
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.iterations import PENALTIES, PENALTY, Watch, improve
from optimizer.strategies.pyvrp.slots import Slot, slots_of
from optimizer.texts import Text
from optimizer.timing import Run

ROUND = 0.15
"""Share of the time after which the pace is corrected."""

AMPLE = 1_000_000
"""Room for a load that is none."""


class PyVrpReload(Peer):
    """PyVRP with reloads, see the module. An iteration is one of PyVRP's."""

    name = "pyvrp_reload"
    summary = Text("PyVRP 多趟装载，再修整", "PyVRP with reloads, repaired")

    def proposals(
        self, problem: Problem, clock: Clock, seed: int, warm_start: Plan | None
    ) -> Iterator[Raw]:
        """What each round finds, all parts together; the last ones polish with a settled pace."""
        parts = [_Reloads(part, clock, seed) for part in parts_of(problem, clock.stop)]
        parts = [part for part in parts if part.crew]
        if warm_start is not None:
            for part in parts:
                part.begin(warm_start)
        share = 0.0
        while parts and not clock.is_past(clock.at(1)):
            share = min(1.0, share + ROUND) if share + 1.5 * ROUND < 1 else 1.0
            left = sum(len(part.customers) for part in parts)
            for part in parts:
                rest = max(0.0, clock.at(share) - clock.now())
                part.search(clock.now() + rest * len(part.customers) / left)
                left -= len(part.customers)
            yield union(part.days() for part in parts)


class _Reloads:
    """One part: its riders at home, the pace of their trips, and the best routes."""

    def __init__(self, part: Part, clock: Clock, seed: int) -> None:
        self.customers = part.customers
        self._part, self._clock = part, clock
        self._terms = Terms(part.problem, part.pins, part.customers)
        slots = slots_of(part.problem, {rider.id: () for rider in part.riders})
        self.crew = [slot for slot in slots if slot.canteen.id == slot.rider.canteen]
        self._homes = list(dict.fromkeys(slot.canteen.id for slot in self.crew))
        self._seeds = count(seed * 1_000)
        self._asked, self._has = self._terms.skills(self.crew)
        self._routes: list[tuple[int, list[Activity]]] = []
        if self.crew:
            self._pace = Pace(self._terms, self.crew[0].rider.profile)
            kinds = len(set[int]().union(*self._asked))
            self._penalties = PenaltyManager(([PENALTY] * (2 + kinds), PENALTY, PENALTY), PENALTIES)

    def begin(self, plan: Plan) -> None:
        """Take a plan's trips from home as the first routes."""
        number = {v: k for k, customer in enumerate(self.customers) for v in customer.visits}
        trips = {day.rider: day.trips for day in plan.riders}
        for vehicle, slot in enumerate(self.crew):
            planned = trips.get(slot.rider.id, ())[len(slot.rider.frozen) :]
            carried = (
                list(dict.fromkeys(number[s.visit] for s in trip.stops if s.visit in number))
                for trip in planned
                if trip.canteen == slot.canteen.id
            )
            route: list[Activity] = []
            for clients in filter(None, carried):
                if route:
                    route.append(Activity(f"D{self._depot(slot) + 2}"))
                route += [Activity(f"C{k}") for k in clients]
            if route:
                self._routes.append((vehicle, route))

    def search(self, until: float) -> None:
        """Go on with PyVRP until a moment, at the present pace; then correct the pace."""
        data = self._data()
        begun = [Route(data, route, vehicle) for vehicle, route in self._routes]
        start = Solution(data, begun) if begun else None
        watch = Watch(self._clock, until, float("inf"), None)
        best = improve(data, start, next(self._seeds), self._penalties, watch)
        self._routes = [
            (route.vehicle_type(), [Activity(a.type, a.idx) for a in route.schedule()[1:-1]])
            for route in best.routes()
        ]
        network = self._terms.network
        self._pace.learn(
            (network.start(self.crew[vehicle].canteen), trip)
            for vehicle, route in self._routes
            for trip in _trips(route)
        )

    def days(self) -> Raw:
        """The routes as each rider's runs."""
        return {
            self.crew[vehicle].rider.id: [
                Run(
                    self.crew[vehicle].canteen.id,
                    tuple(v for k in trip for v in self.customers[k].visits),
                )
                for trip in _trips(route)
            ]
            for vehicle, route in self._routes
        }

    def _depot(self, slot: Slot) -> int:
        """Number of the depot at which the rider starts; to return and to reload are the next."""
        return 3 * self._homes.index(slot.canteen.id)

    def _data(self) -> ProblemData:
        network, weights = self._terms.network, self._pace.weights()
        profiles = list(dict.fromkeys(slot.rider.profile for slot in self.crew))
        matrices = [self._terms.matrices(name) for name in profiles]
        kinds = sorted(set[int]().union(*self._asked))
        depots = []
        for name in self._homes:
            home = self._part.problem.canteen[name]
            depots += [Depot(network.start(home)), Depot(network.end(home))]
            depots.append(Depot(network.start(home), service_duration=home.loading_seconds))
        clients = [
            Client(
                location=network.row(k),
                delivery=[c.boxes, weights[k], *(int(kind in self._asked[k]) for kind in kinds)],
                service_duration=c.service,
                tw_early=c.window[0],
                tw_late=c.window[1],
                release_time=c.released,
                prize=c.prize,
                required=False,
            )
            for k, c in enumerate(self.customers)
        ]
        vehicles = [
            self._vehicle(slot, profiles, [AMPLE * (kind in has) for kind in kinds])
            for slot, has in zip(self.crew, self._has, strict=True)
        ]
        return ProblemData(
            network.locations(),
            clients,
            depots,
            vehicles,
            [clock for _, clock in matrices],  # type: ignore[misc]  # a shape of int in its stub
            [durations for durations, _ in matrices],  # type: ignore[misc]
        )

    def _vehicle(self, slot: Slot, profiles: Sequence[str], skills: Sequence[int]) -> VehicleType:
        policy, rider = self._part.problem.policy, slot.rider
        percent, loading = policy.paid_percent[rider.kind], slot.canteen.loading_seconds
        use = 0 if rider.frozen else 100 * policy.rider_seconds
        trips, depot = rider.max_trips - len(rider.frozen), self._depot(slot)
        onboard = self._terms.onboard(slot)
        return VehicleType(
            1,
            [rider.boxes, onboard, *skills],
            depot,
            depot + 1,
            fixed_cost=use + percent * (loading + slot.approach),
            tw_early=slot.ready,
            tw_late=slot.due,
            max_distance=trips * onboard,
            unit_distance_cost=0,
            unit_duration_cost=percent,
            profile=profiles.index(rider.profile),
            reload_depots=[depot + 2],
            max_reloads=trips - 1,
        )


def _trips(route: Sequence[Activity]) -> list[tuple[int, ...]]:
    """Clients between two depots."""
    trips: list[list[int]] = [[]]
    for activity in route:
        if activity.is_depot():
            trips.append([])
        else:
            trips[-1].append(activity.idx)
    return [tuple(trip) for trip in trips if trip]
