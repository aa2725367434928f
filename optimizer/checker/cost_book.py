"""The cost of a plan, kept so that changed days are priced without looking at the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy

from optimizer.checker.cost import unserved_cost
from optimizer.checker.tally import Tallies, Tally
from optimizer.plan import RiderDay
from optimizer.problem import Problem


class CostBook:
    """Raw figures of each rider's day; ``cost`` is what ``cost_of`` says of the plan they make.

    Books do not change: ``after`` opens a new one. Visits are served at most once. ``tallies``
    makes the raw figures of any day.
    """

    def __init__(self, problem: Problem, days: Iterable[RiderDay]) -> None:
        self._problem = problem
        self.tallies = Tallies(problem)
        driven = {day.rider: day for day in days}
        self._of = {r.id: self.tallies.of(r.id, driven.get(r.id)) for r in problem.riders}
        self._all = sum(unserved_cost(problem.policy, visit) for visit in problem.visits)
        self._sums = [sum(column) for column in zip(*self._of.values(), strict=True)]
        self.cost = self._cost(self._sums, self._longest({}))

    def tally(self, rider: str) -> Tally:
        """The raw figures of one rider's day."""
        return self._of[rider]

    def after(self, days: Mapping[str, RiderDay | None]) -> CostBook:
        """The book of the plan in which these riders have these days instead; None: a day off."""
        new, (changed, sums) = copy(self), self._changed(days)
        new._of, new._sums = {**self._of, **changed}, sums
        new.cost = new._cost(sums, new._longest({}))
        return new

    def difference(self, days: Mapping[str, RiderDay | None]) -> Mapping[str, int]:
        """By how much each component and ``total`` change with these days instead."""
        changed, sums = self._changed(days)
        cost = self._cost(sums, self._longest(changed))
        return {name: value - self.cost[name] for name, value in cost.items()}

    def _changed(self, days: Mapping[str, RiderDay | None]) -> tuple[dict[str, Tally], list[int]]:
        """The tallies of these days, and the sums of all."""
        changed, sums = {}, list(self._sums)
        for rider, day in days.items():
            changed[rider] = self.tallies.of(rider, day)
            pairs = zip(sums, self._of[rider], changed[rider], strict=True)
            sums = [total - old + new for total, old, new in pairs]
        return changed, sums

    def _longest(self, changed: Mapping[str, Tally]) -> int:
        return max((t.length for t in {**self._of, **changed}.values()), default=0)

    def _cost(self, sums: Iterable[int], longest: int) -> Mapping[str, int]:
        """Components as ``cost_of`` names, weighs and rounds them."""
        policy, total = self._problem.policy, Tally(*sums)
        cost = {
            "unserved": self._all - total.served,
            "early": total.early * policy.early_percent // 100,
            "late": total.late * policy.late_percent // 100,
            "riders": total.used * policy.rider_seconds,
            "paid": total.paid // 100,
            "unfamiliar": total.unfamiliar,
            "change": total.moved * policy.change_seconds,
            "changed_riders": total.changed * policy.changed_rider_seconds,
            "changed_order": total.reordered * policy.changed_order_seconds,
            "longest": longest * policy.longest_percent // 100,
            "onboard": total.onboard * policy.onboard_percent // 100,
            "slack": total.thin * policy.slack_percent // 100,
        }
        return cost | {"total": sum(cost.values())}
