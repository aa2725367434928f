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

    Positions do not change, but the schedule does when it is edited: ``after`` makes those of the
    new one, and looks only at riders whose days are others.
    """

    def __init__(
        self,
        schedule: Schedule,
        limits: Mapping[str, VisitLimits],
        parts: Mapping[str, RiderSlots],
        book: CostBook,
    ) -> None:
        self.schedule, self.limits, self.book = schedule, limits, book
        self._parts = parts

    @classmethod
    def of(cls, schedule: Schedule) -> Positions:
        """The places of a schedule, all riders looked at."""
        limits = limits_of(schedule.problem)
        book = CostBook(schedule.problem, schedule.days.values())
        names = [rider.id for rider in schedule.problem.riders]
        return cls(schedule, limits, _parts(schedule, names, limits), book)

    def after(self, schedule: Schedule, riders: Iterable[str]) -> Positions:
        """The places of a schedule of the same problem that differs in these riders' days only."""
        names = list(riders)
        changed = _parts(schedule, names, self.limits)
        book = self.book.after({name: schedule.days.get(name) for name in names})
        return Positions(schedule, self.limits, {**self._parts, **changed}, book)

    def of_riders(self, riders: Iterable[str]) -> tuple[Slots, Seconds]:
        """The places of these riders' days, and the pairs of places and later stops.

        See ``RiderSlots``; pairs name columns of the slots together.
        """
        parts = [self._parts[name] for name in riders]
        if not parts:
            return Slots(*np.empty((len(Slots._fields), 0), np.int64)), np.empty((5, 0), np.int64)
        slots = np.concatenate([part.slots for part in parts], axis=1)
        begins = np.cumsum([0, *(part.slots.shape[1] for part in parts)])[:-1]
        pairs = np.concatenate([part.pairs for part in parts], axis=1)
        pairs[0] += np.repeat(begins, [part.pairs.shape[1] for part in parts])
        return Slots(*slots), pairs


def _parts(
    schedule: Schedule, riders: Iterable[str], limits: Mapping[str, VisitLimits]
) -> dict[str, RiderSlots]:
    row = {rider.id: number for number, rider in enumerate(schedule.problem.riders)}
    return {
        name: slots_of(schedule.problem, row[name], schedule.runs[name], limits) for name in riders
    }
