"""Why a visit is not served: insertion tests against the final plan.

Each rider's answer is the rule that stands in the way even on an empty day, or else the rule that
the best attempt met last; riders with the same answer are grouped. A visit that would still fit
says so: then the strategy, not a rule, left it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from optimizer.plan import Plan, Reason, Unserved
from optimizer.problem import Problem
from optimizer.rules import EXPLANATIONS, Rule
from optimizer.texts import Text, text
from optimizer.timing import Refusal, Schedule
from optimizer.timing.insertion import attempts_of
from optimizer.timing.pins import Block
from optimizer.timing.screen import Screen
from optimizer.timing.supply import without_meals

SEARCH = "SEARCH"
"""Reason code of a visit that would fit: the strategy did not find the place."""

HURDLES = (
    Rule.LOCK,
    Rule.TRIPS,
    Rule.CANTEEN,
    Rule.DIET,
    Rule.SKILL,
    Rule.BOXES,
    Rule.KITCHEN,
    Rule.WINDOW,
    Rule.RELEASED,
    Rule.FRESH,
    Rule.BATCH,
    Rule.BAYS,
    Rule.CHAIN,
    Rule.SHIFT,
)
"""Rules in the order in which a candidate meets them: the later, the closer it came."""


_EXPLANATIONS = {str(rule): explanation for rule, explanation in EXPLANATIONS.items()}


def with_reasons(problem: Problem, plan: Plan) -> Plan:
    """The plan with reasons at every unserved visit."""
    if not plan.unserved:
        return plan
    tests = _Tests(Schedule.of(problem, plan), plan)
    explained = (replace(entry, reasons=tests.reasons(entry)) for entry in plan.unserved)
    return replace(plan, unserved=tuple(explained))


def describe(reason: Reason) -> Text:
    """The reason as a sentence; one that another program wrote may lack values, or be its own."""
    try:
        return _sentence(reason)
    except KeyError:
        explanation = _EXPLANATIONS.get(reason.code)
        return explanation.meaning if explanation else Text(reason.code, reason.code)


def remedy_of(reason: Reason) -> Text:
    """What a person can do about it."""
    explanation = _EXPLANATIONS.get(reason.code)
    return explanation.remedy if explanation else text("reason_SEARCH_remedy")


def _sentence(reason: Reason) -> Text:
    params: dict[str, object] = dict(reason.params)
    params["minutes"] = -(-int(reason.params.get("late", 0)) // 60)
    for form in ("none", "alone", "plan"):
        key = f"reason_{reason.code}_{form}"
        applies = {"none": not params.get("riders"), "alone": bool(params.get("alone"))}
        if applies.get(form, True) and key in text:
            return text(key, **params)
    return text(f"reason_{reason.code}", **params)


class _Tests:
    """Insertion tests of unserved visits: into the plan, and into a day without anybody else."""

    def __init__(self, schedule: Schedule, final: Plan) -> None:
        self._problem, self._pins, self._final = schedule.problem, schedule.pins, final
        self._left = {entry.visit for entry in final.unserved}
        self._plan, self._empty = Screen(schedule), Screen(Schedule(schedule.problem))

    def reasons(self, entry: Unserved) -> tuple[Reason, ...]:
        """Why nobody serves the visit; never empty."""
        riders = len(self._problem.riders)
        if (closed := self._closed(entry.visit)) is not None:
            meals = self._problem.visit[entry.visit].boxes
            load: dict[str, int | str] = {"canteen": closed, "meals": meals, "capacity": 0}
            return (Reason(code=Rule.KITCHEN, params={**load, "riders": riders, "alone": 1}),)
        if not riders:
            return (Reason(code=Rule.SHIFT, params={"riders": 0}),)
        if entry.visit in self._pins.contradictory:
            return (Reason(code=Rule.LOCK, params={"riders": riders}),)
        if (point := without_meals(self._problem, self._final, entry.visit)) is not None:
            return (Reason(code=Rule.SUPPLY, params={"canteen": point.id}),)
        block = self._pins.block_of[entry.visit]
        missing = tuple(visit for visit in block if visit in self._left)
        alone, best = {}, {}
        for rider in self._problem.riders:
            refusal = _closest(self._plan, rider.id, missing)
            if refusal is None:
                return (Reason(code=SEARCH, params={"rider": rider.id}),)
            best[rider.id] = refusal
            alone[rider.id] = _closest(self._empty, rider.id, block)
        return tuple(_grouped(alone, best))

    def _closed(self, visit: str) -> str | None:
        """The canteen that cooks nothing where the visit may be loaded at no other one.

        Its riders often rest with it, so that theirs would be the rule that stands in the way.
        """
        known = self._problem.canteen
        named = [known[c] for c in self._problem.visit[visit].canteens or () if c in known]
        cooks = any(canteen.capacity for canteen in named)
        return None if cooks or not named else named[0].id


def _closest(screen: Screen, rider: str, block: Block) -> Refusal | None:
    """The refusal of the rider's best attempt; None as soon as an attempt succeeds."""
    best: Refusal | None = None
    for attempt in attempts_of(screen, rider, block):
        if not isinstance(attempt.outcome, Refusal):
            return None
        if best is None or _closeness(attempt.outcome) > _closeness(best):
            best = attempt.outcome
    return best


def _closeness(refusal: Refusal) -> tuple[int, int]:
    return HURDLES.index(refusal.rule), -int(refusal.params.get("late", 0))


def _grouped(alone: Mapping[str, Refusal | None], best: Mapping[str, Refusal]) -> Iterator[Reason]:
    """One reason per rule, the one with most riders first, with its mildest values."""
    groups: dict[tuple[Rule, int], list[Refusal]] = defaultdict(list)
    for rider, refusal in best.items():
        if hopeless := alone[rider]:
            groups[hopeless.rule, 1].append(hopeless)
        else:
            groups[refusal.rule, 0].append(refusal)
    for (rule, even_alone), refusals in sorted(groups.items(), key=lambda item: -len(item[1])):
        mildest = max(refusals, key=_closeness)
        params = {k: v for k, v in mildest.params.items() if k != "rider"}
        yield Reason(code=rule, params={**params, "riders": len(refusals), "alone": even_alone})
