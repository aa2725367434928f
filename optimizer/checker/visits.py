"""Rules about single visits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from optimizer.checker.walk import StopAt, Walk
from optimizer.policy import FOOD_SAFETY_SECONDS, Emergency
from optimizer.problem import Problem
from optimizer.rules import Rule
from optimizer.violation import Violation


def _violation(rule: Rule, at: StopAt, **values: int | str) -> Violation:
    return Violation(rule=rule, rider=at.rider.id, trip=at.number, visit=at.visit.id, values=values)


def served_once(walk: Walk) -> Iterator[Violation]:
    """Each visit is served once or listed as unserved once, with its tier."""
    served = Counter([at.visit.id for at in walk.stops])
    listed = Counter(entry.visit for entry in walk.plan.unserved)
    for visit in walk.problem.visits:
        if served[visit.id] + listed[visit.id] != 1:
            times = {"served": served[visit.id], "listed": listed[visit.id]}
            yield Violation(rule=Rule.SERVED_ONCE, visit=visit.id, values=times)
    for entry in walk.plan.unserved:
        if entry.tier != (tier := walk.problem.visit[entry.visit].tier):
            values = {"tier": entry.tier, "tier_of_visit": tier}
            yield Violation(rule=Rule.SERVED_ONCE, visit=entry.visit, values=values)


def window(walk: Walk) -> Iterator[Violation]:
    """Service starts within the window, widened only where ``relaxed``."""
    for at in walk.planned_stops:
        emergency = _emergency(walk.problem, at)
        extra = emergency.window_seconds if emergency else 0
        opens, closes = at.visit.window
        if not opens - extra <= at.stop.start <= closes + extra:
            values = {"start": at.stop.start, "opens": opens - extra, "closes": closes + extra}
            yield _violation(Rule.WINDOW, at, **values)
        if at.stop.relaxed and not _needs_relaxing(at):
            yield _violation(Rule.WINDOW, at, relaxed="without need")


def _emergency(problem: Problem, at: StopAt) -> Emergency | None:
    """What widens the limits of a stop; nothing where one level waits for the other."""
    widened = at.stop.relaxed and at.visit.id not in problem.two_level
    return problem.policy.emergency if widened else None


def _needs_relaxing(at: StopAt) -> bool:
    in_window = at.visit.window[0] <= at.stop.start <= at.visit.window[1]
    onboard = at.stop.start - at.trip.load_start
    return not in_window or onboard > at.visit.max_onboard_seconds


def fresh(walk: Walk) -> Iterator[Violation]:
    """Time from the start of loading to service is stated truly and within the limit."""
    for at in walk.planned_stops:
        limit = at.visit.max_onboard_seconds
        if emergency := _emergency(walk.problem, at):
            limit = min(limit + emergency.onboard_seconds, FOOD_SAFETY_SECONDS)
        onboard = at.stop.start - at.trip.load_start
        if onboard > limit:
            yield _violation(Rule.FRESH, at, onboard=onboard, limit=limit)
        if at.stop.onboard != onboard:
            yield _violation(Rule.FRESH, at, stated=at.stop.onboard, onboard=onboard)


def released(walk: Walk) -> Iterator[Violation]:
    """The trip departs no earlier than each of its visits is released."""
    for at in walk.planned_stops:
        if at.visit.released is not None and at.trip.depart < at.visit.released:
            values = {"depart": at.trip.depart, "released": at.visit.released}
            yield _violation(Rule.RELEASED, at, **values)


def diet(walk: Walk) -> Iterator[Violation]:
    """The trip's canteen cooks each diet of the visit."""
    for at in walk.planned_stops:
        cooked = walk.problem.canteen[at.trip.canteen].diets
        if cooked is None:
            continue
        for name in at.visit.meals:
            if name not in cooked:
                yield _violation(Rule.DIET, at, canteen=at.trip.canteen, diet=name)


def skill(walk: Walk) -> Iterator[Violation]:
    """The rider has each skill of the visit."""
    for at in walk.planned_stops:
        for name in at.visit.skills:
            if name not in at.rider.skills:
                yield _violation(Rule.SKILL, at, skill=name)


def canteen(walk: Walk) -> Iterator[Violation]:
    """The trip's canteen is allowed for the visit and for the rider."""
    for at in walk.planned_stops:
        loaded_at = at.trip.canteen
        if at.visit.canteens is not None and loaded_at not in at.visit.canteens:
            yield _violation(Rule.CANTEEN, at, canteen=loaded_at)
        if loaded_at != at.rider.canteen and loaded_at not in at.rider.may_load_at:
            yield _violation(Rule.CANTEEN, at, canteen=loaded_at)
