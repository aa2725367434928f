"""Column generation with an honest Lagrangian bound for every number of riders."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from optimizer.bounds.generation.arrays import ONBOARD, SERVICE, Ints
from optimizer.bounds.generation.crews import SCALE, crews, weights
from optimizer.bounds.generation.master import Duals, Master
from optimizer.bounds.generation.pricing import Priced, Pricer
from optimizer.bounds.generation.warm import columns
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.stop import Stop

SLOTS = (1, 4, 8)
"""Labels kept per visit and cell: few at first, more once few find little."""
NEAR = 0.003
"""Share of the value within which a bound is as good as it gets."""
FIRST = 0.08
"""The same while the number of riders is open."""
SMOOTH = 0.3
FEW = 1e-6
SLOW = 0.005
NOTHING = -(1 << 60)


class Search:
    """``best``: for every number of riders, what a plan with exactly so many costs at least."""

    def __init__(
        self,
        problem: Problem,
        lost: Ints,
        stop: Stop,
        told: Callable[[int], None],
        incumbent: Plan | None = None,
        fewest: int = 0,
    ) -> None:
        self.problem, self.lost, self.stop, self.told = problem, lost, stop, told
        self.iterations = 0
        self.crews = crews(self.problem)
        self.pricers = [Pricer(number, crew) for number, crew in enumerate(self.crews)]
        self.riders = sum(crew.count for crew in self.crews)
        self.best = [int(self.lost.sum())] + [NOTHING] * self.riders
        for riders in range(1, min(fewest, len(self.best))):
            self.best[riders] = int(self.lost.min())
        self.center = np.minimum(self.lost, self._guess())
        self.width = self.center // 2 + SCALE
        self.master = Master(self.crews, self.pricers, len(self.lost))
        if incumbent is not None:
            known = columns(problem, incumbent, self.crews, self.pricers)
            self.master.add(known)

    def least(self) -> int:
        """What any plan costs at least, in units."""
        return min(self.best)

    def run(self) -> bool:
        """Tighten the bound of the number of riders that has the least; whether to the end."""
        if not self.riders or not self.problem.visits:
            return True
        policy = self.problem.policy
        if not policy.rider_seconds and not policy.longest_percent:
            self._generate(0, self.riders, NEAR)
            return not self._over()
        used, closed = self._generate(0, self.riders, FIRST), {0}
        while not self._over():
            least = self.least()
            weakest = [k for k, bound in enumerate(self.best) if bound == least]
            riders = min(weakest, key=lambda k: abs(k - used))
            if riders in closed:
                return True
            self._generate(riders, riders, NEAR)
            closed.add(riders)
        return False

    def _over(self) -> bool:
        return self.stop.reached(self.iterations)

    def _guess(self) -> Ints:
        """What a visit may be worth: the time it takes at a rider's cost per second, and on board.

        A rider costs ``fixed`` for the time between the first window's opening and the last one's
        end. Whom nobody can serve is worth what leaving them out costs.
        """
        worth = np.zeros(len(self.problem.visits), np.int64)
        onboard = self.problem.policy.onboard_percent * SCALE // 100
        for pricer in self.pricers:
            crew, times = pricer.crew, pricer.times
            rate = crew.paid + crew.fixed // max(1, times.closes - times.first)
            for site in crew.sites:
                many, doors = site.allowed, site.doors[site.allowed]
                if len(many):
                    ride = np.sort(site.ride[np.ix_(many, many)], axis=1)[:, :4].mean(axis=1)
                    value = (
                        rate * (doors[:, SERVICE] + 1.5 * ride) + onboard * doors[:, ONBOARD] // 2
                    )
                    worth[many] = np.maximum(worth[many], value.astype(np.int64))
        return np.where(worth, worth, self.lost)

    def _generate(self, least: int, most: int, near: float) -> float:
        """Generate columns for so many riders; the number that the last programme uses.

        Prices are asked for between those of the best bound and the programme's (Wentges 1997).
        """
        more = self.problem.policy.longest_percent * SCALE // 100 // max(1, most)
        self.master.set_riders(least, most, more)
        slots, smooth, used, highest, before = 0, 1.0, 0.0, NOTHING, float("inf")
        while not self._over():
            high = np.minimum(self.lost, self.center + self.width)
            self.master.set_box(np.maximum(0, self.center - self.width), high)
            if (duals := self.master.solve()) is None:
                break
            used = sum(duals.riders)
            mixed = np.rint(smooth * self.center + (1 - smooth) * duals.prize)
            prize = np.minimum(self.lost, mixed).astype(np.int64)
            priced = self._priced(duals, prize, more, SLOTS[slots])
            found = self._note(prize, priced, least, most)
            new = self.master.add(trip for one in priced for trip in one.trips)
            stuck = not new or (found <= highest and duals.value > before * (1 - SLOW))
            before = duals.value
            if found > highest:
                highest, self.center = found, prize
            if highest >= duals.value - near * abs(duals.value):
                if duals.over + duals.short[high < self.lost].sum() <= FEW:
                    break
                self.width = np.minimum(self.width * 4, self.lost)
            elif slots + 1 < len(SLOTS) and stuck:
                slots += 1
            elif new:
                smooth = SMOOTH
            elif smooth:
                smooth = 0.0
            else:
                break
        return used

    def _priced(self, duals: Duals, prize: Ints, more: int, slots: int) -> list[Priced]:
        """Days of each crew below what would make the bound the programme's value."""
        known = sum(dual * riders for dual, riders in zip(duals.crew, duals.riders, strict=True))
        short = (duals.value - int(prize.sum()) - known) / max(1.0, sum(duals.riders))
        return [
            pricer.price(
                prize,
                weights(self.problem.policy, pricer.crew.paid + more),
                int(dual + short) + 1,
                slots,
            )
            for pricer, dual in zip(self.pricers, duals.crew, strict=True)
        ]

    def _bounds(self, prize: Ints, priced: list[Priced]) -> list[int]:
        """By number of riders, what a plan costs at least: visits' prizes and the least days."""
        days = sorted(
            one.least
            for one, crew in zip(priced, self.crews, strict=True)
            for _ in range(crew.count)
        )
        return [int(bound) for bound in int(prize.sum()) + np.cumsum([0, *days])]

    def _note(self, prize: Ints, priced: list[Priced], least: int, most: int) -> int:
        """Take in the bounds of up to ``most`` riders; the least of them from ``least`` on."""
        self.iterations += 1
        bounds = self._bounds(prize, priced)
        for riders in range(1, most + 1):
            self.best[riders] = max(self.best[riders], bounds[riders])
        self.told(self.least())
        return min(bounds[least : most + 1])
