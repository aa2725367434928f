"""Peers whose vehicles make one trip: the sitting cut into waves, as for the strategy ``pyvrp``.

VROOM's maintainers advise it (issue 664: "define the same vehicle several times in input, with
disjoint time windows"), reinterpretcat's format has shifts for it. Splits, slots and who may be
spared are chosen as that strategy chooses them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from benchmarks.peers.parts import Part
from benchmarks.peers.repair import Raw
from benchmarks.peers.terms import Terms
from optimizer.locks import rider_named
from optimizer.strategies.pyvrp.slots import Slot, slots_of
from optimizer.strategies.pyvrp.splits import Split, Splits, splits_of
from optimizer.strategies.pyvrp.tours import Tour
from optimizer.strategies.pyvrp.translation import trips_of
from optimizer.timing import Run

SHIFT = 600.0
"""Standard deviation, in seconds, by which new splits differ from the candidates."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Tours on the slots of a split, with costs in hundredths of a second.

    ``lost`` is what it costs not to serve the rest, ``cost`` that with riders and paid time.
    """

    splits: Splits
    tours: Sequence[Tour]
    lost: int
    cost: int


class Waves:
    """A part of a problem, its splits, and which of them is next."""

    def __init__(self, part: Part, seed: int) -> None:
        self.part, self.problem, self.customers = part, part.problem, part.customers
        self.terms = Terms(part.problem, part.pins, part.customers)
        self.candidates: Sequence[Split] = splits_of(part.problem, part.riders, part.customers)
        self._rng = np.random.default_rng(seed)

    def everybody(self, split: Split) -> Splits:
        """All riders of the part with the same split."""
        return {rider.id: split for rider in self.part.riders}

    def slots(self, splits: Splits, tours: Sequence[Tour] = ()) -> list[Slot]:
        """One canteen for each rider in each wave: home, or where a tour loads.

        Nobody is wanted in two places. Whoever has no tour yet may load anywhere.
        """
        slots = slots_of(self.problem, splits)
        chosen = {(t.slot.rider.id, t.slot.wave): t.slot.canteen.id for t in tours}

        def is_open(slot: Slot) -> bool:
            unsettled = slot.canteen.id if tours else slot.rider.canteen
            return slot.canteen.id == chosen.get((slot.rider.id, slot.wave), unsettled)

        return list(filter(is_open, slots)) or slots

    def found(self, splits: Splits, tours: Sequence[Tour]) -> Found:
        """Tours with what they cost, as far as a peer knows."""
        served = {number for tour in tours for number in tour.customers}
        lost = sum(c.prize for number, c in enumerate(self.customers) if number not in served)
        policy, riders = self.problem.policy, {t.slot.rider.id: t.slot.rider for t in tours}
        used = sum(100 * policy.rider_seconds for r in riders.values() if not r.frozen)
        paid = sum(policy.paid_percent[t.slot.rider.kind] * (t.end - t.start) for t in tours)
        return Found(splits=splits, tours=tours, lost=lost, cost=lost + used + paid)

    def moved(self, found: Found) -> Splits:
        """Each moment between two tours of a rider anywhere in what they leave free, at random."""
        days: dict[str, dict[int, Tour]] = {}
        for tour in found.tours:
            days.setdefault(tour.slot.rider.id, {})[tour.slot.wave] = tour
        moved = {name: list(split) for name, split in found.splits.items()}
        for name, day in days.items():
            for wave, following in pairwise(sorted(day)):
                back = day[wave].end
                due = day[following].latest - day[following].slot.canteen.loading_seconds
                if following == wave + 1 and back < due:
                    moved[name][wave] = int(self._rng.integers(back, due, endpoint=True))
        return {name: tuple(split) for name, split in moved.items()}

    def anew(self, crew: Iterable[str]) -> Splits:
        """One of the candidates, somewhat moved, for all of a crew."""
        split = self.candidates[int(self._rng.integers(len(self.candidates)))]
        moved = (round(moment + self._rng.normal(0.0, SHIFT)) for moment in split)
        return dict.fromkeys(crew, tuple(sorted(moved)))

    def fits(self, slot: Slot, customers: Sequence[int]) -> bool:
        """Whether a vehicle on this slot can serve them in this order, as peers reckon."""
        durations, clock = self.terms.matrices(slot.rider.profile)
        network, time, onboard = self.terms.network, slot.ready, 0
        row = network.start(slot.canteen)
        for number in customers:
            customer, there = self.customers[number], network.row(number)
            opens, closes = self.terms.windows[number]
            onboard += int(clock[row, there])
            begins = max(opens, time + int(durations[row, there]))
            if begins > closes:
                return False
            time, row = begins + customer.service, there
        end = network.end(slot.end)
        boxes = sum(self.customers[number].boxes for number in customers)
        return (
            time + int(durations[row, end]) <= slot.due
            and onboard + int(clock[row, end]) <= self.terms.onboard(slot)
            and boxes <= slot.rider.boxes
        )

    def smaller(self, found: Found) -> Splits | None:
        """The same without the rider who carries least; None if nobody can be spared."""
        carried = Counter[str]()
        for tour in found.tours:
            carried[tour.slot.rider.id] += sum(self.customers[k].boxes for k in tour.customers)
        bound = {rider_named(lock) for lock in self.problem.locks}
        riders = [self.problem.rider[name] for name in carried]
        spare = [rider.id for rider in riders if not rider.frozen and rider.id not in bound]
        if not spare or len(riders) < 2:
            return None
        least = min(spare, key=lambda name: carried[name])
        room = sum(
            rider.boxes * (rider.max_trips - len(rider.frozen))
            for rider in riders
            if rider.id != least
        )
        if room < carried.total():
            return None
        return {rider.id: found.splits[rider.id] for rider in riders if rider.id != least}


def raw_of(waves: Waves, found: Found) -> Raw:
    """The tours as each rider's runs."""
    return {
        rider: [Run(canteen, tuple(v for block in blocks for v in block)) for canteen, blocks in of]
        for rider, of in trips_of(waves.customers, found.tours).items()
    }


def union(days: Iterable[Mapping[str, Sequence[Run]]]) -> Raw:
    """The days of all parts, whose riders differ."""
    return {rider: runs for of_part in days for rider, runs in of_part.items()}
