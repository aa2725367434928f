"""Two hundred small problems that together bind every rule, for strategies to be measured on."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from optimizer.problem import Problem
from tests import oracle, random_days
from tests.random_days import MINUTE
from tests.toys import OPEN

COUNT = 200


def small_problem(seed: int) -> Problem:
    """A random day with up to seven visits, or up to five where kitchens tie riders together.

    Every other one is generous with time and boxes, so that long trips and several of them fit;
    half of those with kitchens have one bay only, and all visits want to be served at once.
    """
    kitchens = seed % 5 in (1, 3)
    sizes = (3, 4, 5, 4, 5) if kitchens else (4, 6, 5, 6, 7)
    day = random_days.problem(
        seed,
        visits=sizes[seed // 5 % 5],
        riders=1 + seed % 3,
        canteens=1 + seed // 3 % 2,
        kitchens=kitchens,
        locks=seed // 2 % 3,
        frozen=seed % 7 in (0, 3),
        emergency=seed % 6 == 1,
    )
    day = generous(day) if seed % 2 else day
    return _cramped(day) if seed % 5 == 3 else day


@cache
def least_cost(seed: int) -> int:
    """The least cost of any plan of a small problem, in hundredths of a second."""
    return oracle.best_cost(small_problem(seed))


def generous(day: Problem) -> Problem:
    """The same day with longer windows, shifts and limits, more trips and fewer meals a door."""
    visits = tuple(
        replace(
            visit,
            window=(visit.window[0], visit.window[1] + 20 * MINUTE),
            max_onboard_seconds=visit.max_onboard_seconds + 15 * MINUTE,
            meals={diet: min(2, meals) for diet, meals in visit.meals.items()},
        )
        for visit in day.visits
    )
    riders = tuple(
        replace(rider, shift=(rider.shift[0], rider.shift[1] + 40 * MINUTE), max_trips=3)
        for rider in day.riders
    )
    return replace(day, visits=visits, riders=riders)


def _cramped(day: Problem) -> Problem:
    """The same day with one bay and few boxes, where everybody is hungry at once."""
    canteens = (
        replace(c, loading_seconds=10 * MINUTE, loading_bays=1, batches=(), capacity=20)
        for c in day.canteens
    )
    hungry = OPEN + 25 * MINUTE, OPEN + 37 * MINUTE
    visits = (replace(visit, window=hungry, preferred=None, released=None) for visit in day.visits)
    riders = (replace(rider, boxes=2) for rider in day.riders)
    return replace(day, canteens=tuple(canteens), visits=tuple(visits), riders=tuple(riders))
