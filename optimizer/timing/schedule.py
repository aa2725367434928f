"""Riders' days under construction: every accepted day keeps every rule."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem, Visit
from optimizer.timing.day import Leg, drive, plan_of_days
from optimizer.timing.kitchen import Load, closest_departure, load, loads_of
from optimizer.timing.pins import Block, Pins
from optimizer.timing.refusal import Refusal
from optimizer.timing.static_rules import Run, refused_by_kitchens, refused_runs
from optimizer.timing.timetable import timetable


class Schedule:
    """A set of riders' days that breaks no rule, and the blocks that are still open.

    Frozen trips and locked days are in it from the start.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.pins = Pins(problem)
        self.runs: dict[str, tuple[Run, ...]] = {rider.id: () for rider in problem.riders}
        self.days: dict[str, RiderDay] = {}
        self._loads: dict[str, list[Load]] = {}
        self.open: dict[Block, None] = dict.fromkeys(self.pins.open_blocks())
        for rider in problem.riders:
            if rider.frozen:
                self._enter(rider.id, (), drive(problem, rider, ()))
        for name, trips in self.pins.days.items():
            self._lay_locked(name, trips)

    @classmethod
    def of(cls, problem: Problem, plan: Plan) -> Schedule:
        """The days of a plan that keeps all rules, with the times they have there."""
        schedule = cls(problem)
        for rider in problem.riders:
            schedule._enter(rider.id, (), None)
        for day in plan.riders:
            schedule.enter(day.rider, day)
        return schedule

    def copy(self) -> Schedule:
        """The same days, to be changed without changing these."""
        twin = copy(self)
        twin.runs, twin.days = dict(self.runs), dict(self.days)
        twin._loads, twin.open = dict(self._loads), dict(self.open)
        return twin

    def others(self, rider: str) -> list[Load]:
        """Trips that stay when the rider's day changes, the own frozen ones included."""
        loads = [load for name, loads in self._loads.items() if name != rider for load in loads]
        return loads + loads_of(self.problem, self.problem.rider[rider].frozen)

    def has_room(self, rider: str, legs: Sequence[Leg]) -> bool:
        """Whether kitchens can send off the rider's planned trips beside all others, just so."""
        loads = self.others(rider)
        for leg in legs:
            canteen = self.problem.canteen[leg.canteen]
            mine = load(self.problem, leg.canteen, leg.depart, leg.visits)
            there = [other for other in loads if other.canteen == canteen.id]
            exactly = leg.depart, leg.depart
            room = closest_departure(canteen, there, mine.boxes, exactly, leg.depart)
            if isinstance(room, Refusal):
                return False
            loads.append(mine)
        return True

    def enter(self, rider: str, day: RiderDay) -> None:
        """Take the rider's day as it is driven; the caller vouches for the rules."""
        planned = day.trips[len(self.problem.rider[rider].frozen) :]
        runs = (Run(t.canteen, tuple(stop.visit for stop in t.stops)) for t in planned)
        self._enter(rider, tuple(runs), day)

    def try_day(self, rider: str, runs: Sequence[Run]) -> RiderDay | Refusal:
        """The rider's day with these runs after the frozen trips, or why it cannot be."""
        runs = [run for run in runs if run.visits]
        person = self.problem.rider[rider]
        if refusal := self.pins.refuses(rider, [run.visits for run in runs]):
            return refusal
        others = self.others(rider)
        if refusal := refused_runs(self.problem, person, runs):
            return refusal
        if refusal := refused_by_kitchens(self.problem, runs, others):
            return refusal
        return timetable(self.problem, person, runs, others)

    def set_day(self, rider: str, runs: Sequence[Run]) -> Refusal | None:
        """Replace the rider's day; nothing changes if the day is refused."""
        runs = tuple(run for run in runs if run.visits)
        if not runs:
            person = self.problem.rider[rider]
            self._enter(rider, (), drive(self.problem, person, ()) if person.frozen else None)
            return None
        day = self.try_day(rider, runs)
        if isinstance(day, Refusal):
            return day
        self._enter(rider, runs, day)
        return None

    def loads(self) -> list[Load]:
        """All trips as their kitchens see them."""
        return [load for loads in self._loads.values() for load in loads]

    def lift(self, rider: str, runs: Sequence[Run]) -> None:
        """Give the rider runs that nobody drives yet: they load nothing and have no times."""
        self._enter(rider, tuple(runs), None)

    def may_cook(self, canteen: str, block: Block) -> bool:
        """Whether the canteen cooks all diets of a block and is allowed for its visits."""
        visits = [self.problem.visit[name] for name in block]
        return all(
            (visit.canteens is None or canteen in visit.canteens)
            and self.problem.canteen[canteen].cooks(visit.meals)
            for visit in visits
        )

    def loading_canteens(self, rider: str, block: Block) -> list[str]:
        """Where the rider may load a block, home first."""
        canteens = self.problem.rider[rider].loading_canteens()
        return [canteen for canteen in canteens if self.may_cook(canteen, block)]

    def plan(self) -> Plan:
        """The schedule as a plan; reasons and cost are not filled in."""
        days = [self.days[r.id] for r in self.problem.riders if r.id in self.days]
        return plan_of_days(self.problem, days)

    def unserved(self) -> list[Visit]:
        """Visits that nobody serves so far, in the problem's order."""
        return [self.problem.visit[entry.visit] for entry in self.plan().unserved]

    def _enter(self, rider: str, runs: tuple[Run, ...], day: RiderDay | None) -> None:
        for run in self.runs[rider]:
            self.open.update((self._block(visit), None) for visit in run.visits)
        for run in runs:
            for visit in run.visits:
                self.open.pop(self._block(visit), None)
        self.runs[rider] = runs
        self._loads[rider] = loads_of(self.problem, day.trips) if day else []
        if day is None:
            self.days.pop(rider, None)
        else:
            self.days[rider] = day

    def _block(self, visit: str) -> Block:
        return self.pins.block_of[visit]

    def _lay_locked(self, rider: str, trips: Sequence[Sequence[str]]) -> None:
        """Serve a locked day as far as the other rules allow, in its order."""
        done: list[Run] = []
        for trip in trips:
            done.append(Run(self.problem.rider[rider].canteen, ()))
            for block in dict.fromkeys(map(self._block, trip)):
                for canteen in self.loading_canteens(rider, block):
                    longer = Run(canteen, (*done[-1].visits, *block))
                    if self.set_day(rider, [*done[:-1], longer]) is None:
                        done[-1] = longer
                        break
