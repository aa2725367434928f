"""A problem with one hard rule gone, and nothing else, as far as that can be said in a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np

from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Problem, Rider, Travel, Visit
from optimizer.rules import Rule

HOUR = 3_600
PLENTY = 99


def relaxed(problem: Problem, rule: Rule) -> Problem:
    """The problem without the rule; what can be served then is not served less cheaply."""
    return RELAXED[rule](problem)


def _visits(**changes: Any) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, visits=tuple(replace(v, **changes) for v in p.visits))


def _riders(**changes: Any) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, riders=tuple(replace(r, **changes) for r in p.riders))


def _canteens(**changes: Any) -> Callable[[Problem], Problem]:
    return lambda p: replace(p, canteens=tuple(replace(c, **changes) for c in p.canteens))


def _long_shifts(problem: Problem) -> Problem:
    def longer(rider: Rider) -> Rider:
        return replace(rider, shift=(rider.shift[0] - HOUR, rider.shift[1] + HOUR))

    return replace(problem, riders=tuple(map(longer, problem.riders)))


def _wide_windows(problem: Problem) -> Problem:
    def wider(visit: Visit) -> Visit:
        return replace(visit, window=(visit.window[0] - HOUR, visit.window[1] + HOUR))

    return replace(problem, visits=tuple(map(wider, problem.visits)))


def _no_rides(problem: Problem) -> Problem:
    travel = {
        profile: Travel(np.zeros_like(of.seconds), of.metres)
        for profile, of in problem.travel.items()
    }
    return replace(problem, travel=travel)


def _halves(problem: Problem) -> Problem:
    """Visits of many meals may be served in part."""

    def parts(visit: Visit) -> Iterator[Visit]:
        (diet, meals), *others = visit.meals.items()
        if others or meals < 2:
            yield visit
        else:
            yield replace(visit, meals={diet: meals // 2})
            yield replace(visit, id=f"{visit.id}b", meals={diet: meals - meals // 2})

    return replace(problem, visits=tuple(chain(*map(parts, problem.visits))))


def _twins(problem: Problem) -> Problem:
    """Each rider's trips may overlap: every trip has a rider of its own."""

    def twins(rider: Rider) -> Iterator[Rider]:
        begun = len(rider.frozen)
        yield replace(rider, max_trips=min(rider.max_trips, begun + 1))
        for number in range(begun + 1, rider.max_trips):
            yield replace(rider, id=f"{rider.id}-{number}", max_trips=1, frozen=())

    return replace(problem, riders=tuple(chain(*map(twins, problem.riders))))


RELAXED: Mapping[Rule, Callable[[Problem], Problem]] = {
    Rule.SERVED_ONCE: _halves,
    Rule.BOXES: _riders(boxes=PLENTY),
    Rule.WINDOW: _wide_windows,
    Rule.FRESH: _visits(max_onboard_seconds=FOOD_SAFETY_SECONDS),
    Rule.RELEASED: _visits(released=None),
    Rule.SHIFT: _long_shifts,
    Rule.TRIPS: _riders(max_trips=7),
    Rule.CHAIN: _twins,
    Rule.KITCHEN: _canteens(capacity=PLENTY, capacity_by_diet={}),
    Rule.BATCH: _canteens(batches=()),
    Rule.BAYS: _canteens(loading_bays=None),
    Rule.DIET: _canteens(diets=None),
    Rule.SKILL: _visits(skills=()),
    Rule.CANTEEN: _visits(canteens=None),
    Rule.TRAVEL: _no_rides,
    Rule.LOCK: lambda problem: replace(problem, locks=()),
}
