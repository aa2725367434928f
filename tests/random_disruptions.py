"""Random things that happen on a day that has begun, none of them contradicting another."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from optimizer.plan import Plan
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
    problem: Problem, plan: Plan, now: int, number: int = 0
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
        if busy := on_the_way(plan, now):
            kinds.append(st.builds(Breakdown, rider=st.sampled_from(busy), meeting_point=places))
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


def moments(plan: Plan, now: int) -> st.SearchStrategy[int]:
    """Times from ``now`` on, many of them just as somebody is being served."""
    starts = {s.start for day in plan.riders for trip in day.trips for s in trip.stops}
    later = st.integers(0, 30).map(lambda minutes: now + minutes * MINUTE)
    busy = sorted(start for start in starts if start >= now)
    return later | st.sampled_from(busy) if busy else later


def on_the_way(plan: Plan, now: int) -> list[str]:
    """Riders who have left with meals that they still carry."""
    return [
        day.rider
        for day in plan.riders
        for trip in day.trips
        if trip.depart <= now and trip.stops and trip.stops[-1].start > now
    ]


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
