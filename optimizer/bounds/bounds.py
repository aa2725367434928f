"""Bounds of the whole problem, and of each canteen by itself.

Rounding up a bound at each canteen is often worth more than what canteens have in common; and
their programs are small. The program of the whole is left out where it would take too long.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, gcd

import numpy as np

from optimizer.bounds.crews import Crews
from optimizer.bounds.program import Integers, Program, Proven, Reason
from optimizer.bounds.relaxation import Relaxation, relaxation
from optimizer.bounds.rounds import rounds

MOST_COLUMNS = 40_000
"""Columns of a program that is solved in some seconds."""


class Bounds:
    """Bounds of one problem, and the reasons of those that are not 0."""

    def __init__(self, crews: Crews, seconds: float) -> None:
        self.crews, self.seconds = crews, seconds
        self.rounds = tuple(rounds(crews))
        self.reasons: set[Reason] = set()
        canteens = list(dict.fromkeys(one.canteen.id for one in self.rounds))
        self.parts = [
            relaxation(crews, [one for one in self.rounds if one.canteen.id == name])
            for name in canteens
        ]
        self.alone = [self._alone(name) for name in canteens]
        self.whole: Relaxation | None = None
        columns = sum(part.program.columns for part in self.parts)
        if len(self.parts) > 1 and columns <= MOST_COLUMNS:
            self.whole = relaxation(crews, self.rounds)

    def _alone(self, canteen: str) -> Integers:
        """1 for visits that nobody can serve from elsewhere, else 0."""
        alone = np.zeros(len(self.crews.open), np.int64)
        for one in self.rounds:
            if one.canteen.id == canteen:
                alone[one.visits] = 1
        for one in self.rounds:
            if one.canteen.id != canteen:
                alone[one.visits] = 0
        return alone

    def left(self, worth: Integers) -> int:
        """The least worth of visits left out; a sum of some of them, so it is rounded up."""
        step = gcd(*worth.tolist())
        if not step:
            return 0
        reached = np.zeros(len(worth), np.int64)
        for one in self.rounds:
            reached[one.visits] = 1
        never = int((worth * (1 - reached)).sum())
        parts = [
            self._left(p, worth * a, step) for p, a in zip(self.parts, self.alone, strict=True)
        ]
        whole = self._left(self.whole, worth * reached, step) if self.whole else 0
        return never + max(sum(parts), whole)

    def _left(self, rows: Relaxation, worth: Integers, step: int) -> int:
        proven = rows.program.least(rows.prices(worth), self.seconds)
        least = max(0, ceil((proven.value + int(worth.sum())) / step)) * step
        if least:
            self.reasons |= proven.reasons
        return least

    def leave_at_most(self, worth: Integers, most: int) -> None:
        """From now on look only at plans that leave no more than this."""
        for part, alone in zip(self.parts, self.alone, strict=True):
            part.leave_at_most(worth * alone, most)
        if self.whole:
            self.whole.leave_at_most(worth, most)

    def riders(self) -> int:
        """The fewest riders, with those who have begun their day."""
        crews = self.crews.all
        together, free = Program(), [number for number, c in enumerate(crews) if not c.rider.frozen]
        of = {n: together.add_columns(1, crews[n].riders) for n in free}
        for part in self.parts:
            proven = self._fewest(part)
            fewest, here = ceil(proven.value), {one.round.crew for one in part.columns}
            mine = [of[number] for number in sorted(here) if number in of]
            if fewest > 0 and mine:
                self.reasons |= proven.reasons
                together.add_row((np.concatenate(mine), -1), most=-fewest)
                part.program.add_row((part.riders, -1), most=-fewest)
                if self.whole:
                    self.whole.program.add_row((self.whole.opening(here), -1), most=-fewest)
        fewest = ceil(together.least(np.ones(together.columns, np.int64), self.seconds).value)
        if self.whole:
            fewest = max(fewest, ceil(self._fewest(self.whole).value))
        return len(crews) - len(free) + max(0, fewest)

    def _fewest(self, rows: Relaxation) -> Proven:
        cost = np.zeros(rows.program.columns, np.int64)
        cost[rows.riders] = 1
        return rows.program.least(cost, self.seconds)

    def paid(self) -> int:
        """The least paid time of riders who have not begun their day, in seconds.

        It gains from knowing ``riders`` before.
        """
        apart = sum((max(Fraction(0), self._paid(part)) for part in self.parts), Fraction(0))
        whole = self._paid(self.whole) if self.whole else Fraction(0)
        return ceil(max(apart, whole) / 2)

    def _paid(self, rows: Relaxation) -> Fraction:
        return rows.program.least(rows.paid, self.seconds).value
