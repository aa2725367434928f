"""Why a visit is not served: insertion tests against the final plan.

Each rider's answer is the rule that stands in the way even on an empty day, or else the rule that
the best attempt met last; riders with the same answer are grouped, those who could carry it on
another day first. A visit that would still fit says so: then the strategy, not a rule, left it
out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from optimizer.explain.hurdles import Hurdle, Trials
from optimizer.explain.wording import SEARCH, SEVERAL
from optimizer.plan import Plan, Reason, Unserved
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.timing.schedule import Schedule
from optimizer.timing.supply import without_meals

MOST_SHIFTS = 5
"""Riders who are asked whether a longer shift is all that they lack, the closest first."""
SHORT = ("rider", "late")
"""What a reason says only if that much more time would do."""


def with_reasons(problem: Problem, plan: Plan, visits: Collection[str] | None = None) -> Plan:
    """The plan with reasons at every unserved visit, or only at those of ``visits``.

    A reason's params are the values behind its rule and ``riders`` (whom it keeps from the
    visit), ``alone`` (1: even on a day without anybody else), ``rider`` (who is closest), ``all``
    (1: everybody who could ever carry it).
    """
    if not plan.unserved:
        return plan
    explained = Explained(Schedule.of(problem, plan), plan)
    entries = (
        replace(entry, reasons=explained.reasons(entry))
        if visits is None or entry.visit in visits
        else entry
        for entry in plan.unserved
    )
    return replace(plan, unserved=tuple(entries))


class Explained:
    """The reasons of a plan's unserved visits."""

    def __init__(self, schedule: Schedule, final: Plan) -> None:
        self._problem, self._pins, self._final = schedule.problem, schedule.pins, final
        self._left = {entry.visit for entry in final.unserved}
        self._trials = Trials(schedule)

    def reasons(self, entry: Unserved) -> tuple[Reason, ...]:
        """Why nobody serves the visit; never empty."""
        if (before := self._before_riders(entry.visit)) is not None:
            return (before,)
        hurdles = self.hurdles(entry.visit)
        if isinstance(hurdles, str):
            return (Reason(code=SEARCH, params={"rider": hurdles}),)
        return tuple(self._grouped(hurdles))

    def hurdles(self, visit: str) -> Sequence[Hurdle] | str:
        """What keeps each rider from the visit, or the first whom nothing keeps from it."""
        block = self._pins.block_of[visit]
        missing = tuple(name for name in block if name in self._left)
        found: list[Hurdle] = []
        for rider in self._problem.riders:
            hurdle = self._trials.hurdle(rider, missing, block)
            if hurdle is None:
                return rider.id
            found.append(hurdle)
        return found

    def _before_riders(self, visit: str) -> Reason | None:
        """What stands in the way whoever rides."""
        riders = len(self._problem.riders)
        if (closed := self._closed(visit)) is not None:
            meals = self._problem.visit[visit].boxes
            load: dict[str, int | str] = {"canteen": closed, "meals": meals, "capacity": 0}
            return Reason(code=Rule.KITCHEN, params={**load, "riders": riders, "alone": 1})
        if not riders:
            return Reason(code=Rule.SHIFT, params={"riders": 0})
        if visit in self._pins.contradictory:
            return Reason(code=Rule.LOCK, params={"riders": riders})
        if (point := without_meals(self._problem, self._final, visit)) is not None:
            return Reason(code=Rule.SUPPLY, params={"canteen": point.id})
        return None

    def _closed(self, visit: str) -> str | None:
        """The canteen that cooks nothing where the visit may be loaded at no other one.

        Its riders often rest with it, so that theirs would be the rule that stands in the way.
        """
        known = self._problem.canteen
        named = [known[c] for c in self._problem.visit[visit].canteens or () if c in known]
        cooks = any(canteen.capacity for canteen in named)
        return None if cooks or not named else named[0].id

    def _grouped(self, hurdles: Sequence[Hurdle]) -> Iterator[Reason]:
        """One reason per rule, those of riders who could carry it first, most riders first."""
        groups: dict[tuple[bool, Rule], list[Hurdle]] = defaultdict(list)
        for hurdle in hurdles:
            groups[hurdle.alone, hurdle.refusal.rule].append(hurdle)
        able = [rule for alone, rule in groups if not alone]
        rules = able or [rule for _, rule in groups]
        if len(rules) > 1:
            yield Reason(code=SEVERAL, params={"riders": len(hurdles)})
        for (alone, _), group in sorted(groups.items(), key=lambda g: (g[0][0], -len(g[1]))):
            yield self._reason(group, every=not alone and len(rules) == 1)

    def _reason(self, group: Sequence[Hurdle], *, every: bool) -> Reason:
        """The group's rule with its mildest values, and whose they are."""
        closest = sorted(group, key=lambda hurdle: hurdle.closeness, reverse=True)
        mildest = closest[0]
        params = {**mildest.refusal.params, "riders": len(group), "alone": int(mildest.alone)}
        if mildest.refusal.rule is Rule.SHIFT and not mildest.alone:
            enough = (hurdle for hurdle in closest[:MOST_SHIFTS] if self._trials.would_do(hurdle))
            found = next(enough, None)
            params |= {} if found is None else found.refusal.params
            params = params if found else {k: v for k, v in params.items() if k not in SHORT}
        elif "late" in params and not mildest.alone:
            params["rider"] = mildest.rider
        else:
            params.pop("rider", None)
        if every:
            params["all"] = 1
        return Reason(code=mildest.refusal.rule, params=params)
