"""Whether a visit fits into a plan under a changed problem: a plan that keeps all rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from optimizer.checker import check
from optimizer.errors import InvalidProblem
from optimizer.explain.fit.candidates import candidates
from optimizer.explain.fit.positions import Positions
from optimizer.explain.fit.taken import taken_out
from optimizer.explain.remedies.kinds import Remedy
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.timing.refusal import Refusal
from optimizer.timing.schedule import Schedule
from optimizer.timing.static_rules import Run
from optimizer.timing.supply import without_meals

MOST_DAYS = 150
"""Most days that are driven to find places: half a millisecond each."""


class Place(NamedTuple):
    """A rider's runs with the visit in them, and the day that they make."""

    rider: str
    runs: tuple[Run, ...]
    day: RiderDay


@dataclass(frozen=True, slots=True)
class Case:
    """A visit that a plan does not serve."""

    problem: Problem
    plan: Plan
    visit: str

    def places(self, problem: Problem) -> Iterator[Place]:
        """Places for the visit, and all that is locked to it, under another problem.

        All of them, unless there are more than ``MOST_DAYS``: then those that promise least cost.
        """
        positions = Positions.lazily(Schedule.of(problem, self.plan))
        taken = taken_out(positions, self.visit)
        if taken is None or without_meals(problem, self.plan, self.visit) is not None:
            return
        tries = 0
        for candidate in candidates(positions, taken):
            day = positions.schedule.try_day(candidate.rider, candidate.runs)
            if isinstance(day, RiderDay):
                yield Place(candidate.rider, candidate.runs, day)
            tries += not (isinstance(day, Refusal) and day.rule is Rule.LOCK)
            if tries == MOST_DAYS:
                return

    def applied(self, remedy: Remedy) -> Problem | None:
        """The problem with the remedy; None if that makes no sense."""
        try:
            return remedy.apply(self.problem)
        except InvalidProblem:
            return None

    def has_room(self, remedy: Remedy) -> bool:
        """Whether the visit has a place with the remedy, as far as insertion tests tell."""
        problem = self.applied(remedy)
        return problem is not None and next(self.places(problem), None) is not None

    def serves(self, remedy: Remedy, place: Place | None = None) -> bool:
        """Whether the remedy makes room: at the place, or without one, anywhere."""
        if (problem := self.applied(remedy)) is None:
            return False
        if place is None:
            return any(self.keeps(problem, plan) for plan in self.plans(problem))
        day = Schedule.of(problem, self.plan).try_day(place.rider, place.runs)
        return isinstance(day, RiderDay) and self.keeps(problem, self._with(problem, day))

    def plans(self, problem: Problem) -> Iterator[Plan]:
        """The plan with the visit at each place where it fits."""
        return (self._with(problem, place.day) for place in self.places(problem))

    def keeps(self, problem: Problem, plan: Plan) -> bool:
        """Whether a plan of the problem serves the visit, loses nobody and breaks no rule."""
        wanted = self.plan.served() | {self.visit}
        return wanted <= plan.served() and not check(problem, plan).violations

    def _with(self, problem: Problem, new: RiderDay) -> Plan:
        """The plan with one rider's day changed; reasons and figures are not filled in."""
        days = {day.rider: day for day in self.plan.riders} | {new.rider: new}
        order = [rider.id for rider in problem.riders]
        riders = tuple(days[name] for name in order if name in days)
        plan = replace(self.plan, riders=riders, cost={}, kpis={})
        served = plan.served()
        left = tuple(entry for entry in plan.unserved if entry.visit not in served)
        return replace(plan, unserved=left)
