"""One part of a problem in reinterpretcat's pragmatic format, and its solutions as riders' days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks.peers.pace import Pace
from benchmarks.peers.parts import Part
from benchmarks.peers.repair import Raw
from benchmarks.peers.terms import Terms, fixed_cost
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.slots import Slot, slots_of
from optimizer.timing import Run

OBJECTIVES = ("maximize-value", "minimize-unassigned", "minimize-tours", "minimize-cost")
"""What comes first; the package's own order where jobs have a value."""


class Pragmatic:
    """A part whose riders are vehicles that reload at home.

    Vehicles whose trips may last differently need different paces; one, of the first profile,
    serves for all.
    """

    def __init__(self, part: Part) -> None:
        self.part, self.problem, self.customers = part, part.problem, part.customers
        self.terms = Terms(part.problem, part.pins, part.customers)
        slots = slots_of(part.problem, {rider.id: () for rider in part.riders})
        self.crew = [slot for slot in slots if slot.canteen.id == slot.rider.canteen]
        if self.crew:
            self.pace = Pace(self.terms, self.crew[0].rider.profile)

    def question(self) -> dict[str, Any]:
        """The problem and its matrices."""
        asked, has = self.terms.skills(self.crew)
        weights = self.pace.weights()
        profiles = sorted({slot.rider.profile for slot in self.crew})
        problem = {
            "plan": {
                "jobs": [
                    self._job(number, customer, weights[number], asked[number])
                    for number, customer in enumerate(self.customers)
                ]
            },
            "fleet": {
                "vehicles": [
                    self._vehicle(slot, skills) for slot, skills in zip(self.crew, has, strict=True)
                ],
                "profiles": [{"name": name} for name in profiles],
            },
            "objectives": [[{"type": name}] for name in OBJECTIVES],
        }
        return {"problem": problem, "matrices": [self._matrix(name) for name in profiles]}

    def days(self, answer: dict[str, Any]) -> Raw:
        """The tours as each rider's runs; the pace is set by them."""
        homes = {slot.rider.id: slot.canteen for slot in self.crew}
        days: dict[str, list[Run]] = {}
        timed: list[tuple[int, Sequence[int]]] = []
        for tour in answer["tours"]:
            home = homes[tour["vehicleId"]]
            trips = list(_trips(tour))
            timed += [(self.terms.network.start(home), trip) for trip in trips]
            days[tour["vehicleId"]] = [
                Run(home.id, tuple(v for k in trip for v in self.customers[k].visits))
                for trip in trips
            ]
        self.pace.learn(timed)
        return days

    def _job(
        self, number: int, customer: Customer, weight: int, skills: set[int]
    ) -> dict[str, Any]:
        place = {
            "location": {"index": self.terms.network.row(number)},
            "duration": customer.service,
            "times": [[_moment(moment) for moment in self.terms.windows[number]]],
        }
        job = {
            "id": str(number),
            "deliveries": [{"places": [place], "demand": [customer.boxes, weight]}],
            "value": float(max(1, self.terms.priorities[number])),
        }
        return job | ({"skills": {"allOf": sorted(map(str, skills))}} if skills else {})

    def _vehicle(self, slot: Slot, skills: set[int]) -> dict[str, Any]:
        rider, loading = slot.rider, slot.canteen.loading_seconds
        home = {"index": self.terms.network.start(slot.canteen)}
        reloads = rider.max_trips - len(rider.frozen) - 1
        onboard = self.terms.onboard(slot)
        return {
            "typeId": rider.id,
            "vehicleIds": [rider.id],
            "profile": {"matrix": rider.profile},
            "costs": {
                "fixed": float(fixed_cost(self.problem, rider, 1, slot.approach, loading)),
                "time": self.problem.policy.paid_percent[rider.kind] / 100,
                "distance": 0.0,
            },
            "shifts": [
                {
                    "start": {"earliest": _moment(slot.ready), "location": home},
                    "end": {
                        "latest": _moment(slot.due),
                        "location": {"index": self.terms.network.end(slot.end)},
                    },
                    "reloads": [{"location": home, "duration": float(loading)}] * reloads,
                }
            ],
            "capacity": [rider.boxes, onboard],
            "skills": sorted(map(str, skills)),
        }

    def _matrix(self, profile: str) -> dict[str, Any]:
        durations, clock = self.terms.matrices(profile)
        return {
            "profile": profile,
            "travelTimes": durations.ravel().tolist(),
            "distances": clock.ravel().tolist(),
        }


def _trips(tour: dict[str, Any]) -> Iterator[tuple[int, ...]]:
    """Customers between two loadings."""
    trips: dict[int, list[int]] = defaultdict(list)
    loaded = 0
    for stop in tour["stops"]:
        for activity in stop["activities"]:
            if activity["type"] == "delivery":
                trips[loaded].append(int(activity["jobId"]))
            elif activity["type"] == "reload":
                loaded += 1
    return (tuple(trip) for _, trip in sorted(trips.items()))


def _moment(seconds: int) -> str:
    """As the format wants it; the date does not matter."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
