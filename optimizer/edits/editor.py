"""A plan in a person's hands: one edit after another, each judged by the checker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from optimizer.checker import Verdict, Violation, check
from optimizer.edits.kinds import Add, Edit
from optimizer.edits.laying import as_it_would_be, cheapest, laid
from optimizer.edits.naming import issues_of
from optimizer.edits.places import Places
from optimizer.edits.promising import promising
from optimizer.edits.wanted import Days, begun, wanted
from optimizer.errors import InvalidInput
from optimizer.explain import REMOVED, SEARCH, fit
from optimizer.explain.fit import Positions
from optimizer.explain.reasons import Explained
from optimizer.plan import Plan, Reason, Unserved, cost_difference
from optimizer.problem import Problem
from optimizer.replan.changes import Changes, changes_between
from optimizer.rules import Rule
from optimizer.timing import Refusal, Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """An edit that is no plan: the rules that it breaks, at least one, with places and values.

    Where several places were possible, the violations are those of the first one.
    """

    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The plan after an edit.

    ``plan`` states its cost and key figures, and reasons at everybody who is unserved now.
    ``difference``: new cost minus old, by component, in seconds.
    ``editor`` takes the next edit.
    """

    plan: Plan
    verdict: Verdict
    difference: Mapping[str, int]
    changes: Changes
    editor: Editor


class Editor:
    """Edits one plan of one problem; never changes itself.

    Days that an edit does not touch keep their times. Those that it touches are timed anew, at
    departures of least cost where the kitchens allow. ``positions`` are all places of the plan, for
    ``optimizer.explain.places``, too.

    Raises
    ------
    InvalidPlan
        When the plan names what the problem does not have.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem, self.plan = problem, plan
        self.verdict = check(problem, replace(plan, cost={}, kpis={}))
        self.positions = Positions.of(Schedule.of(problem, plan))

    def apply(self, edit: Edit) -> Edited | Broken:
        """The plan after ``edit``, or the rules that it breaks.

        Raises
        ------
        InvalidInput
            When the edit names what is not there, with paths in the edit.
        """
        places = Places(self.positions.schedule)
        if issues := issues_of(places, edit):
            raise InvalidInput(issues)
        if violations := begun(places, edit):
            return Broken(violations=tuple(violations))
        if isinstance(edit, Add) and edit.rider is None:
            made = self._added(edit.visit)
        else:
            made = self._made(list(wanted(places, edit)))
        if made is None:
            nobody = Violation(rule=Rule.SHIFT, values={"riders": 0})
            return Broken(violations=(nobody,))
        return self._judged(made, places)

    def _added(self, visit: str) -> Schedule | None:
        """The schedule with the visit where it costs least; None: there are no riders."""
        schedule = self.positions.schedule
        best = fit.places(self.problem, schedule, visit, 1, positions=self.positions)
        if not best:
            return self._made([{name: runs} for name, runs in promising(schedule, visit)])
        made = schedule.copy()
        for rider, day in best[0].days.items():
            if day is None:
                made.set_day(rider, ())
            else:
                made.enter(rider, day)
        return made

    def _made(self, ways: Sequence[Days]) -> Schedule | None:
        """The cheapest of several ways; where all are refused, the first as it would be."""
        found: list[tuple[Schedule, Days]] = []
        for days in ways:
            made = laid(self.positions.schedule, days)
            if not isinstance(made, Refusal):
                found.append((made, days))
        if found:
            return cheapest(self.positions, found)
        return as_it_would_be(self.positions.schedule, ways[0]) if ways else None

    def _judged(self, schedule: Schedule, places: Places) -> Edited | Broken:
        plan = schedule.plan()
        verdict = check(self.problem, plan)
        if verdict.violations:
            return Broken(violations=verdict.violations)
        plan = self._explained(schedule, plan, places)
        plan = replace(plan, cost=verdict.cost, kpis=verdict.kpis)
        positions = self.positions.after(schedule, self._others(schedule))
        return Edited(
            plan=plan,
            verdict=verdict,
            difference=cost_difference(self.verdict.cost, verdict.cost),
            changes=changes_between(self.problem, self.plan, self.problem, plan),
            editor=self._next(plan, verdict, positions),
        )

    def _others(self, schedule: Schedule) -> list[str]:
        """Riders who have another day in ``schedule``."""
        now, new = self.positions.schedule.days, schedule.days
        return [name for name in self.problem.rider if now.get(name) is not new.get(name)]

    def _explained(self, schedule: Schedule, plan: Plan, places: Places) -> Plan:
        """Why each visit is left out now: as before, by a person, or for what stands in its way."""
        if not plan.unserved:
            return plan
        reasons = Explained(schedule, plan)
        taken = {e.visit for e in self.plan.unserved if e.reasons and e.reasons[0].code == REMOVED}

        def explained(entry: Unserved) -> Unserved:
            if (at := places.at(entry.visit)) is not None:
                return replace(entry, reasons=(Reason(code=REMOVED, params={"rider": at.rider}),))
            found = reasons.reasons(entry)
            if found[0].code == SEARCH and entry.visit in taken:
                found = (replace(found[0], code=REMOVED),)
            return replace(entry, reasons=found)

        return replace(plan, unserved=tuple(map(explained, plan.unserved)))

    def _next(self, plan: Plan, verdict: Verdict, positions: Positions) -> Editor:
        editor = Editor.__new__(Editor)
        editor.problem, editor.plan, editor.verdict = self.problem, plan, verdict
        editor.positions = positions
        return editor
