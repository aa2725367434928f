"""The best plan of a small problem, by trying all of them. It knows nothing of any strategy.

A plan here is what strategies may make: service begins as soon as the rider is there and the
window is open, and a locked sequence rides whole or not at all, as ``Pins`` reads it.

Each rider's days are listed with what they cost at least when nobody else is about. Sets of visits
are then tried from the most promising one on, and for each all ways to share it among riders, as
long as the least cost stays below the best plan found.
"""

from __future__ import annotations

from itertools import chain, product
from typing import NamedTuple

from optimizer.checker import check
from optimizer.checker.cost import unserved_cost
from optimizer.plan import Plan
from optimizer.problem import Problem
from optimizer.timing import Leg, drive
from optimizer.timing.day import plan_of_days
from tests.oracle_days import Option, Options, Share
from tests.oracle_joint import best_times
from tests.oracle_times import NEVER
from tests.unrounded import hundredths


class Best(NamedTuple):
    """The least cost, in hundredths of a second, and a plan of it."""

    cost: int
    plan: Plan


def best_plan(problem: Problem) -> Best:
    """A plan of least cost, checked."""
    options = [Options(problem, rider) for rider in problem.riders]
    search = _Search(problem, options)
    search.run()
    days = [
        drive(problem, rider, legs)
        for rider in problem.riders
        for legs in [search.legs.get(rider.id, ())]
        if rider.frozen or legs
    ]
    plan = plan_of_days(problem, days)
    assert not check(problem, plan).violations
    assert hundredths(problem, plan) == search.cost
    return Best(search.cost, plan)


def best_cost(problem: Problem) -> int:
    """The least cost of any plan, in hundredths of a second."""
    return best_plan(problem).cost


class _Search:
    """Shares are sets of pairs (visit, canteen): who is served, and who cooks."""

    def __init__(self, problem: Problem, options: list[Options]) -> None:
        self.problem, self.options = problem, options
        self.cost, self.legs = NEVER, dict[str, tuple[Leg, ...]]()
        self.frozen = [trip for rider in problem.riders for trip in rider.frozen]
        self.rest = self._least_of_the_rest()

    def run(self) -> None:
        """Shares from the one on that promises least cost."""
        lost = {v.id: 100 * unserved_cost(self.problem.policy, v) for v in self.problem.visits}
        begun = {stop.visit for trip in self.frozen for stop in trip.stops}
        every = sum(cost for visit, cost in lost.items() if visit not in begun)
        ranked = sorted(
            (least + every - sum(lost[visit] for visit, _ in share), sorted(share))
            for share, least in self.rest[0].items()
            if self._cooked(share)
        )
        for least, share in ranked:
            if least >= self.cost:
                return
            whole = frozenset(share)
            self._share(whole, least - self.rest[0][whole], 0, [])

    def _least_of_the_rest(self) -> list[dict[Share, int]]:
        """For each rider, what each share costs at least, shared among this and all later ones."""
        tables: list[dict[Share, int]] = [{frozenset(): 0}]
        for options in reversed(self.options):
            table: dict[Share, int] = {}
            for (mine, days), (theirs, cost) in product(
                options.by_share.items(), tables[0].items()
            ):
                if {visit for visit, _ in mine}.isdisjoint(visit for visit, _ in theirs):
                    share = mine | theirs
                    table[share] = min(table.get(share, NEVER), cost + days[0].least)
            tables.insert(0, table)
        return tables

    def _share(self, share: Share, cost: int, number: int, chosen: list[Option]) -> None:
        """All ways to give ``share`` to the riders from ``number`` on."""
        if number == len(self.options):
            self._time(cost, chosen)
            return
        rest = self.rest[number + 1]
        for mine, days in self.options[number].by_share.items():
            if not mine <= share or share - mine not in rest:
                continue
            for day in days:
                more = [*chosen, day]
                least = cost + day.least + rest[share - mine]
                if least + self._longest(more) >= self.cost:
                    if least >= self.cost:
                        break
                    continue
                self._share(share - mine, cost + day.least, number + 1, more)

    def _longest(self, chosen: list[Option]) -> int:
        weight = self.problem.policy.longest_percent
        return weight * max((day.shortest for day in chosen), default=0)

    def _time(self, cost: int, chosen: list[Option]) -> None:
        """Settle the departures; ``cost`` is that of all days alone."""
        planned = [day.planned for day in chosen if day.planned is not None]
        fixed = cost - sum(day.least for day in planned)
        idle = max((day.shortest for day in chosen if day.planned is None), default=0)
        found = best_times(self.problem, planned, idle, self.cost - fixed)
        if found is None:
            return
        self.cost = found[0] + fixed
        self.legs = {
            day.clock.rider.id: tuple(
                Leg(run.canteen, run.visits, depart)
                for run, depart in zip(day.runs, departs, strict=True)
            )
            for day, departs in zip(planned, found[1], strict=True)
        }

    def _cooked(self, share: Share) -> bool:
        """KITCHEN, and BATCH at the end of the day, where planned trips have a part in them."""
        return all(self._cooks(share, canteen.id) for canteen in self.problem.canteens)

    def _cooks(self, share: Share, name: str) -> bool:
        canteen, visit = self.problem.canteen[name], self.problem.visit
        planned = [visit[door] for door, where in share if where == name]
        if not planned:
            return True
        frozen = [visit[s.visit] for t in self.frozen if t.canteen == name for s in t.stops]
        meals = sum(one.boxes for one in chain(planned, frozen))
        packed = sum(batch.meals for batch in canteen.batches)
        if meals > canteen.capacity or (canteen.batches and meals > packed):
            return False
        for diet, most in canteen.capacity_by_diet.items():
            wanted = sum(one.meals.get(diet, 0) for one in planned)
            before = sum(one.meals.get(diet, 0) for one in frozen)
            if wanted and wanted + before > most:
                return False
        return True
