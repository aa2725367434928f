"""Random things that happen on a day that has begun, none of them contradicting another."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from optimizer.problem import Problem
from optimizer.replan.disruptions import (
    Breakdown,
    Cancellation,
    CanteenDown,
    CanteenShort,
    Disruption,
    LateOrder,
    Meals,
    RiderAbsent,
    RiderLate,
)
from tests import toys
from tests.random_days import MINUTE


def disruptions(
    problem: Problem, now: int, number: int = 0
) -> st.SearchStrategy[tuple[Disruption, ...]]:
    """Up to three disruptions at ``now``; ``number`` tells new orders from earlier ones."""
    kinds: list[st.SearchStrategy[Any]] = []
    if problem.riders:
        riders = st.sampled_from([rider.id for rider in problem.riders])
        later = st.integers(0, 30).map(lambda minutes: now + minutes * MINUTE)
        kinds.append(st.builds(RiderAbsent, rider=riders))
        kinds.append(st.builds(RiderLate, rider=riders, until=later))
        places = st.none() | st.sampled_from([place.id for place in problem.locations])
        meals = st.sampled_from(Meals)
        kinds.append(st.builds(Breakdown, rider=riders, meals=meals, meeting_point=places))
    canteens = st.sampled_from([canteen.id for canteen in problem.canteens])
    kinds.append(st.builds(CanteenDown, canteen=canteens))
    diets = st.sampled_from([None, "regular"])
    kitchens = [canteen.id for canteen in problem.canteens if canteen.kitchen]
    kinds.append(
        st.builds(
            CanteenShort, canteen=st.sampled_from(kitchens), capacity=st.integers(0, 10), diet=diets
        )
    )
    if problem.visits:
        names = st.sampled_from([visit.id for visit in problem.visits])
        kinds.append(st.builds(Cancellation, visit=names))
    if not any(canteen.supplied_by for canteen in problem.canteens):
        place = st.sampled_from([location.id for location in problem.locations])
        names = st.sampled_from([f"N{number}", *(visit.id for visit in problem.visits)])
        kinds.append(
            st.builds(lambda name, at: LateOrder(visit=toys.visit(name, at)), names, place)
        )
    return st.lists(st.one_of(kinds), max_size=3, unique_by=_thing).map(tuple)


def _thing(event: Disruption) -> str:
    """What the disruption tells of."""
    match event:
        case RiderAbsent() | RiderLate() | Breakdown():
            return f"rider {event.rider}"
        case CanteenDown() | CanteenShort():
            return f"canteen {event.canteen}"
        case LateOrder():
            return f"visit {event.visit.id}"
        case Cancellation():
            return f"visit {event.visit}"
