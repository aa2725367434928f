"""A day in people's hands: edits, locks, undo and redo, disruptions, planning again, in any order.

After each step the checker finds nothing, and everybody of the day is served, unserved with a
reason, cancelled, or on a trip that has begun.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from optimizer.checker import check
from optimizer.edits import Broken, Editor
from optimizer.locks import Lock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.plan import Plan
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.replan import frozen_at, replan
from optimizer.replan.disruptions import Cancellation, LateOrder
from optimizer.stop import Stop
from tests import random_days, random_disruptions, random_edits, small_problems, toys

STRATEGY = "nearest"
"""Plans first and again: what it finds matters less here than what is kept around it."""


class Version(NamedTuple):
    """A problem with its plan, and who has been cancelled or is not needed any more."""

    problem: Problem
    plan: Plan
    gone: frozenset[str]


class Day(RuleBasedStateMachine):
    """Versions of one small day, the one in force and those that undo leads back to."""

    @initialize(
        problem=random_days.problems(locks=0, frozen=False, riders=3, visits=7).map(
            small_problems.generous
        )
        | st.builds(toys.two_levels)
    )
    def begin(self, problem: Problem) -> None:
        """The plan of the morning."""
        self.orders = {visit.id for visit in problem.visits}
        self.undone: list[Version] = []
        plan = solve(problem, STRATEGY, Stop(iterations=100))
        self.versions = [Version(problem, plan, frozenset())]

    @property
    def now(self) -> Version:
        """The version in force."""
        return self.versions[-1]

    def go_on(self, version: Version) -> None:
        """A new version; what was undone cannot be redone any more."""
        self.versions.append(version)
        self.undone.clear()

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        """An edit is in force, or names rules that it really breaks."""
        problem, plan, gone = self.now
        edits = random_edits.edits(problem, plan)
        if edits.is_empty:
            return
        answer = Editor(problem, plan).apply(data.draw(edits))
        if isinstance(answer, Broken):
            assert answer.violations
        else:
            self.go_on(Version(problem, answer.plan, gone))

    @precondition(lambda self: self.now.plan.riders)
    @rule(data=st.data())
    def lock(self, data: st.DataObject) -> None:
        """A person pins what the plan has: that breaks nothing."""
        problem, plan, gone = self.now
        rider, number, visits = data.draw(st.sampled_from(random_edits.trips_of(plan)))
        if not visits:
            return
        starts = {s.visit: s.start for day in plan.riders for t in day.trips for s in t.stops}
        kinds: list[Lock] = [
            RiderLock(visit=visits[0], rider=rider),
            TripLock(visit=visits[-1], rider=rider, trip=number),
            SequenceLock(visits=visits[:2]),
            NotBefore(visit=visits[0], seconds=starts[visits[0]]),
        ]
        pin = data.draw(st.sampled_from(kinds))
        self.go_on(Version(replace(problem, locks=(*problem.locks, pin)), plan, gone))

    @precondition(lambda self: self.now.problem.locks)
    @rule(data=st.data())
    def unlock(self, data: st.DataObject) -> None:
        """A pin less."""
        problem, plan, gone = self.now
        row = data.draw(st.integers(0, len(problem.locks) - 1))
        locks = (*problem.locks[:row], *problem.locks[row + 1 :])
        self.go_on(Version(replace(problem, locks=locks), plan, gone))

    @precondition(lambda self: len(self.versions) > 1)
    @rule()
    def undo(self) -> None:
        """The version before is in force again."""
        self.undone.append(self.versions.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        """What was undone is in force again."""
        self.versions.append(self.undone.pop())

    @rule(data=st.data())
    def disrupt(self, data: st.DataObject) -> None:
        """Something happens some minutes later, and the rest of the day is planned again."""
        problem, plan, gone = self.now
        moment = data.draw(random_disruptions.moments(plan, problem.now or toys.OPEN))
        begun = frozen_at(problem, plan, moment)
        number = len(self.versions)
        events = data.draw(random_disruptions.disruptions(begun, plan, moment, number))
        result = replan(problem, plan, moment, events, strategy=STRATEGY, stop=Stop(iterations=50))
        self.orders |= {event.visit.id for event in events if isinstance(event, LateOrder)}
        wanted = {visit.id for visit in result.problem.visits}
        cancelled = {event.visit for event in events if isinstance(event, Cancellation)}
        bulk = {visit.id for visit in problem.visits if visit.transit}
        missing = {visit.id for visit in problem.visits} - wanted
        assert missing <= cancelled | bulk
        assert result.plan.cost["total"] <= result.idle.cost["total"]
        assert result.plan.served() >= result.idle.served()
        assert facts(begun) <= facts(result.problem) | cut_short(begun, moment)
        self.go_on(Version(result.problem, result.plan, gone | missing))

    @invariant()
    def nothing_is_broken(self) -> None:
        """The checker agrees with the plan in force and with its figures."""
        assert check(self.now.problem, self.now.plan).ok

    @invariant()
    def nobody_vanishes(self) -> None:
        """Everybody is served, unserved with a reason, or cancelled."""
        problem, plan, gone = self.now
        known = {visit.id for visit in problem.visits}
        assert plan.served() | {entry.visit for entry in plan.unserved} == known
        assert all(entry.reasons for entry in plan.unserved)
        if not self.undone:
            later = self.orders - known - gone
            assert all(name.startswith("N") for name in later)


def facts(problem: Problem) -> set[tuple[str, str]]:
    """Riders and visits of trips that have begun."""
    return {
        (rider.id, stop.visit)
        for rider in problem.riders
        for trip in rider.frozen
        for stop in trip.stops
    }


def cut_short(problem: Problem, now: int) -> set[tuple[str, str]]:
    """Those whose service has not begun: trips that have may still come to nothing."""
    return {
        (rider.id, stop.visit)
        for rider in problem.riders
        for trip in rider.frozen
        for stop in trip.stops
        if stop.start > now
    }


TestDay = Day.TestCase
TestDay.settings = settings(max_examples=15, stateful_step_count=8)
