"""Why a visit is not served: insertion tests against the final plan.

Each rider's answer is the rule that the best attempt met last; riders with the same answer are
grouped. A visit that would still fit says so: then the strategy, not a rule, left it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.plan import Plan, Reason, Unserved
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.texts import Text, text
from optimizer.timing import Refusal, Run, Schedule
from optimizer.timing.pins import Block
from optimizer.timing.screen import Screen

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


def with_reasons(problem: Problem, plan: Plan) -> Plan:
    """The plan with reasons at every unserved visit."""
    if not plan.unserved:
        return plan
    schedule, empty = Schedule.of(problem, plan), Schedule(problem)
    screen = Screen(schedule)
    explained = (
        replace(entry, reasons=_reasons(entry, schedule, empty, screen)) for entry in plan.unserved
    )
    return replace(plan, unserved=tuple(explained))


def describe(reason: Reason) -> Text:
    """The reason as a sentence."""
    params: dict[str, object] = dict(reason.params)
    params["minutes"] = -(-int(reason.params.get("late", 0)) // 60)
    for form in ("none", "alone", "plan"):
        key = f"reason_{reason.code}_{form}"
        applies = {"none": not params.get("riders"), "alone": bool(params.get("alone"))}
        if applies.get(form, True) and key in text:
            return text(key, **params)
    return text(f"reason_{reason.code}", **params)


def _reasons(
    entry: Unserved, schedule: Schedule, empty: Schedule, screen: Screen
) -> tuple[Reason, ...]:
    block = schedule.pins.block_of[entry.visit]
    if not schedule.problem.riders:
        return (Reason(code=Rule.SHIFT, params={"riders": 0}),)
    if entry.visit in schedule.pins.contradictory:
        return (Reason(code=Rule.LOCK, params={"riders": len(schedule.problem.riders)}),)
    alone = _per_rider(_attempts(empty, block, None))
    if None not in alone.values():
        return tuple(_grouped(alone, alone=1))
    best = _per_rider(_attempts(schedule, block, screen))
    fits = [rider for rider, refusal in best.items() if refusal is None]
    if fits:
        return (Reason(code=SEARCH, params={"rider": fits[0], "riders": len(fits)}),)
    return tuple(_grouped(best, alone=0))


def _attempts(
    schedule: Schedule, block: Block, screen: Screen | None
) -> Iterator[tuple[str, Refusal | None]]:
    """Every place for the block: in each trip at each position, and as a new trip."""
    for rider in schedule.problem.riders:
        runs = schedule.runs[rider.id]
        for number in range(len(runs) + 1):
            for canteen in rider.loading_canteens():
                new = (*runs[:number], Run(canteen, block), *runs[number:])
                yield rider.id, _refusal(schedule, rider.id, new)
        for number, run in enumerate(runs):
            for position in range(len(run.visits) + 1):
                refusal = screen.refusal(rider.id, number, position, block) if screen else None
                if refusal is None:
                    visits = (*run.visits[:position], *block, *run.visits[position:])
                    longer = (*runs[:number], Run(run.canteen, visits), *runs[number + 1 :])
                    refusal = _refusal(schedule, rider.id, longer)
                yield rider.id, refusal


def _refusal(schedule: Schedule, rider: str, runs: Sequence[Run]) -> Refusal | None:
    day = schedule.try_day(rider, runs)
    return day if isinstance(day, Refusal) else None


def _per_rider(attempts: Iterator[tuple[str, Refusal | None]]) -> Mapping[str, Refusal | None]:
    """The best attempt of each rider; None if one succeeded."""
    best: dict[str, Refusal | None] = {}
    for rider, refusal in attempts:
        if rider not in best or _closeness(refusal) > _closeness(best[rider]):
            best[rider] = refusal
    return best


def _closeness(refusal: Refusal | None) -> tuple[int, int]:
    if refusal is None:
        return len(HURDLES), 0
    return HURDLES.index(refusal.rule), -int(refusal.params.get("late", 0))


def _grouped(best: Mapping[str, Refusal | None], alone: int) -> Iterator[Reason]:
    """One reason per rule, the one with most riders first, with its mildest values."""
    groups: dict[Rule, list[Refusal]] = defaultdict(list)
    for refusal in best.values():
        if refusal is not None:
            groups[refusal.rule].append(refusal)
    for rule, refusals in sorted(groups.items(), key=lambda item: -len(item[1])):
        mildest = max(refusals, key=_closeness)
        params = {k: v for k, v in mildest.params.items() if k != "rider"}
        yield Reason(code=rule, params={**params, "riders": len(refusals), "alone": alone})
