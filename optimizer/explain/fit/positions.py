"""All places of a schedule in arrays, kept from one change to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from optimizer.checker.cost_book import CostBook
from optimizer.explain.fit.limits import VisitLimits, limits_of
from optimizer.explain.fit.rider_slots import slots_of
from optimizer.explain.fit.runs import Seconds
from optimizer.explain.fit.slots import RiderSlots, Slots
from optimizer.timing.schedule import Schedule


class Positions:
    """Where one more block could go in a schedule, and what the schedule costs.

    They are those of a schedule that stays as it is: whoever edits makes a copy, and ``after``
    makes its positions, for which riders are looked at again only if their days are others.
    """

    def __init__(
        self,
        schedule: Schedule,
        limits: Mapping[str, VisitLimits],
        parts: dict[str, RiderSlots],
        book: CostBook,
    ) -> None:
        self.schedule, self.limits, self.book = schedule, limits, book
        self._parts = parts
        self._row = {rider.id: row for row, rider in enumerate(schedule.problem.riders)}

    @classmethod
    def of(cls, schedule: Schedule) -> Positions:
        """The places of a schedule, all riders looked at: for many questions."""
        positions = cls.lazily(schedule)
        positions.of_riders(schedule.runs)
        return positions

    @classmethod
    def lazily(cls, schedule: Schedule) -> Positions:
        """The same, but riders are looked at when they are first asked about: for one question."""
        book = CostBook(schedule.problem, schedule.days.values())
        return cls(schedule, limits_of(schedule.problem), {}, book)

    def after(self, schedule: Schedule, riders: Iterable[str]) -> Positions:
        """The places of a schedule of the same problem that differs in these riders' days only."""
        names = set(riders)
        kept = {name: part for name, part in self._parts.items() if name not in names}
        book = self.book.after({name: schedule.days.get(name) for name in names})
        return Positions(schedule, self.limits, kept, book)

    def of_riders(self, riders: Iterable[str]) -> tuple[Slots, Seconds]:
        """The places of these riders' days, and the pairs of places and later stops.

        See ``RiderSlots``; pairs name columns of the slots together.
        """
        parts = [self._part(name) for name in riders]
        if not parts:
            return Slots(*np.empty((len(Slots._fields), 0), np.int64)), np.empty((5, 0), np.int64)
        slots = np.concatenate([part.slots for part in parts], axis=1)
        begins = np.cumsum([0, *(part.slots.shape[1] for part in parts)])[:-1]
        pairs = np.concatenate([part.pairs for part in parts], axis=1)
        pairs[0] += np.repeat(begins, [part.pairs.shape[1] for part in parts])
        return Slots(*slots), pairs

    def _part(self, name: str) -> RiderSlots:
        if name not in self._parts:
            runs = self.schedule.runs[name]
            self._parts[name] = slots_of(self.schedule.problem, self._row[name], runs, self.limits)
        return self._parts[name]
