"""How far each kind of remedy may go, and the problem in which all of a kind are granted at once.

Where not even that problem has a place for the visit, no single remedy of the kind helps.
"""

from __future__ import annotations

from dataclasses import replace

from optimizer.errors import InvalidProblem
from optimizer.explain.remedies.kinds import EmergencyPolicy, Kind, OneMoreRider, WiderWindow
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Canteen, Problem, Rider

MOST_LONGER = 7_200
"""Seconds by which a shift may become longer."""
MOST_LATER = 3_600
"""Seconds by which a window may end later."""
WIDEST = EmergencyPolicy(window_seconds=3_600, onboard_seconds=FOOD_SAFETY_SECONDS)
"""The emergency policy that goes furthest; on-board limits end at food safety in any case."""


def granted(problem: Problem, kind: Kind, visit: str) -> Problem | None:
    """The problem with every remedy of the kind for the visit.

    The problem itself if there is none to grant, such as a lock where there are no locks. None: so
    much cannot be granted, though less perhaps could.
    """
    try:
        return _granted(problem, kind, visit)
    except InvalidProblem:
        return None


def _granted(problem: Problem, kind: Kind, visit: str) -> Problem:
    if kind is Kind.LONGER_SHIFT:
        problem = _with_riders(problem, [_longer(rider) for rider in problem.riders])
    elif kind is Kind.WIDER_WINDOW:
        problem = WiderWindow(visit=visit, seconds=MOST_LATER).apply(problem)
    elif kind is Kind.MORE_MEALS:
        meals = problem.visit[visit].boxes
        canteens = tuple(_richer(canteen, meals) for canteen in problem.canteens)
        problem = problem if canteens == problem.canteens else replace(problem, canteens=canteens)
    elif kind is Kind.ONE_MORE_TRIP:
        more = [replace(rider, max_trips=rider.max_trips + 1) for rider in problem.riders]
        problem = _with_riders(problem, more)
    elif kind is Kind.WITHOUT_LOCK:
        problem = replace(problem, locks=()) if problem.locks else problem
    elif kind is Kind.EMERGENCY:
        problem = WIDEST.apply(problem)
    else:
        for canteen in loading(problem, visit):
            problem = OneMoreRider(canteen=canteen.id).apply(problem)
    return problem


def loading(problem: Problem, name: str) -> list[Canteen]:
    """Where the visit may be loaded."""
    visit = problem.visit[name]
    return [
        canteen
        for canteen in problem.canteens
        if (visit.canteens is None or canteen.id in visit.canteens) and canteen.cooks(visit.meals)
    ]


def _with_riders(problem: Problem, riders: list[Rider]) -> Problem:
    return replace(problem, riders=tuple(riders)) if riders else problem


def _longer(rider: Rider) -> Rider:
    return replace(rider, shift=(rider.shift[0], rider.shift[1] + MOST_LONGER))


def _richer(canteen: Canteen, meals: int) -> Canteen:
    """A kitchen that cooks more of everything, packed with its first batch."""
    if not canteen.kitchen:
        return canteen
    batches = tuple(
        replace(batch, meals=batch.meals + meals) if row == 0 else batch
        for row, batch in enumerate(canteen.batches)
    )
    by_diet = {diet: most + meals for diet, most in canteen.capacity_by_diet.items()}
    capacity = canteen.capacity + meals
    return replace(canteen, capacity=capacity, capacity_by_diet=by_diet, batches=batches)
