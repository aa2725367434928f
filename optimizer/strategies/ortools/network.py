"""The problem as OR-Tools sees it: canteens and visits are nodes, potential trips are vehicles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.problem import Canteen, Problem, Rider, Visit
from optimizer.timing import Pins, Run
from optimizer.timing.day import latest_limits
from optimizer.timing.static_rules import refused_run
from optimizer.timing.timetable import first_arrival


class TripSlot(NamedTuple):
    """A trip that a rider may make: one vehicle of the model.

    ``number`` counts from the rider's first trip, frozen ones included. ``ready`` is the earliest
    departure as the rider's first new trip. ``locked`` are the only visits it may carry, in
    this order; None: any.
    """

    rider: Rider
    number: int
    canteen: Canteen
    ready: int
    locked: tuple[str, ...] | None


@dataclass(frozen=True)
class Network:
    """Slots in the order riders, trips, loading canteens; visits that some slot may carry.

    Nodes are the depots, then the visits. ``carriers`` names each visit's slots.
    ``gapless`` are the riders whose trips must be used from the first on, which makes a slot's
    number the trip's number; a locked day may lose a whole trip instead.
    """

    problem: Problem
    slots: tuple[TripSlot, ...]
    visits: tuple[Visit, ...]
    carriers: tuple[tuple[int, ...], ...]
    gapless: frozenset[str]

    @classmethod
    def of(cls, problem: Problem, seed: int) -> Network:
        """The network of a problem; any seed but 0 shuffles the visits."""
        pins = Pins(problem)
        slots = tuple(slot for rider in problem.riders for slot in _slots(problem, rider, pins))
        order = [visit for visit in problem.visits if _opens_in_time(problem, visit)]
        if seed:
            random.Random(seed).shuffle(order)  # noqa: S311  # repeatable, not secret
        carried = [
            (visit, tuple(v for v, slot in enumerate(slots) if _fits(pins, visit, slot)))
            for visit in order
        ]
        carried = [(visit, carriers) for visit, carriers in carried if carriers]
        return cls(
            problem=problem,
            slots=slots,
            visits=tuple(visit for visit, _ in carried),
            carriers=tuple(carriers for _, carriers in carried),
            gapless=frozenset(
                rider.id
                for rider in problem.riders
                if rider.id not in pins.days or pins.pins_trips(rider.id)
            ),
        )

    @cached_property
    def number_of(self) -> dict[str, int]:
        """Position of each visit in ``visits``."""
        return {visit.id: k for k, visit in enumerate(self.visits)}

    def days(self) -> Iterator[tuple[Rider, list[list[int]]]]:
        """Each rider with slots, trip by trip; a trip has one slot per loading canteen."""
        numbered = enumerate(self.slots)
        for rider, of_rider in groupby(numbered, key=lambda pair: pair[1].rider.id):
            trips = groupby(of_rider, key=lambda pair: pair[1].number)
            yield self.problem.rider[rider], [[v for v, _ in trip] for _, trip in trips]

    @cached_property
    def depots(self) -> tuple[str, ...]:
        """Canteens where some trip begins or ends."""
        used = {name for slot in self.slots for name in (slot.canteen.id, slot.rider.canteen)}
        return tuple(name for name in self.problem.canteen if name in used)

    def node_of_canteen(self, canteen: str) -> int:
        """The node where trips from and to a canteen begin and end."""
        return self.depots.index(canteen)

    def node_of_visit(self, number: int) -> int:
        """The node of a visit, by its position in ``visits``."""
        return len(self.depots) + number

    @cached_property
    def rides(self) -> dict[str, NDArray[np.int64]]:
        """By profile, riding seconds between nodes.

        None between canteens, where only unused trips ride.
        """
        index = self.problem.location_index
        places = [index[self.problem.canteen[depot].location] for depot in self.depots]
        places += [index[visit.location] for visit in self.visits]
        rides = {}
        for profile in dict.fromkeys(slot.rider.profile for slot in self.slots):
            seconds = self.problem.travel[profile].seconds[np.ix_(places, places)]
            rides[profile] = seconds.astype(np.int64)
            rides[profile][: len(self.depots), : len(self.depots)] = 0
        return rides

    def between_canteens(self, profile: str, origin: str, destination: str) -> int:
        """Riding seconds from one canteen to another."""
        canteens = self.problem.canteen
        return self.problem.seconds(
            profile, canteens[origin].location, canteens[destination].location
        )

    def services(self) -> NDArray[np.int64]:
        """Seconds of service at each node."""
        served = [visit.service_seconds for visit in self.visits]
        return np.array([0] * len(self.depots) + served, dtype=np.int64)


def _opens_in_time(problem: Problem, visit: Visit) -> bool:
    """Whether locks let service start before the window closes."""
    opens, closes = latest_limits(problem, visit)[0]
    return opens <= closes


def _fits(pins: Pins, visit: Visit, slot: TripSlot) -> bool:
    """Whether the slot may carry the visit, whatever the clock says.

    Visits whose sequences contradict each other may be served in part: the model sees to it.
    """
    if slot.locked is not None and visit.id not in slot.locked:
        return False
    return (
        visit.id not in pins.frozen
        and visit.id not in pins.left_behind
        and pins.may(slot.rider.id, slot.number, visit.id)
        and refused_run(pins.problem, slot.rider, Run(slot.canteen.id, (visit.id,))) is None
    )


def _slots(problem: Problem, rider: Rider, pins: Pins) -> Iterator[TripSlot]:
    """The rider's new trips that could still end within the shift."""
    first = len(rider.frozen)
    trips: list[tuple[str, ...] | None] = [None] * (rider.max_trips - first)
    if rider.id in pins.days:
        locked = pins.days[rider.id]
        trips = [trip for trip in locked if not pins.frozen.issuperset(trip)]
    for number, trip in enumerate(trips, start=first):
        for name in rider.loading_canteens():
            canteen = problem.canteen[name]
            arrival = first_arrival(problem, rider, canteen)
            ready = max(arrival, problem.now or 0) + canteen.loading_seconds
            if canteen.batches:
                ready = max(ready, canteen.batches[0].ready)
            if ready <= rider.shift[1]:
                yield TripSlot(rider, number, canteen, ready, trip)
