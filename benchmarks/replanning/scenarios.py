"""What happens on a planned day: by name, made from the plan so that it always hurts somebody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem
from optimizer.replan.disruptions import (
    Breakdown,
    Cancellation,
    CanteenDown,
    CanteenShort,
    Disruption,
    LateOrder,
    RiderAbsent,
    RiderLate,
)

MORNING = 9 * 3_600 + 40 * 60
"""9:40, before anybody has loaded."""
ON_THE_ROAD = 10 * 3_600 + 50 * 60
"""10:50, most first trips are under way."""


class Scenario(NamedTuple):
    """What happens, and when it becomes known."""

    name: str
    now: int
    disruptions: Sequence[Disruption]


def scenarios(problem: Problem, plan: Plan) -> list[Scenario]:
    """Every scenario that this day can have."""
    made = (Scenario(name, now, make(problem, plan)) for name, (now, make) in MAKERS.items())
    return [scenario for scenario in made if scenario.disruptions]


def _busiest(plan: Plan) -> list[RiderDay]:
    return sorted(plan.riders, key=lambda day: -sum(len(trip.stops) for trip in day.trips))


def _ill(problem: Problem, plan: Plan) -> Sequence[Disruption]:
    del problem
    return [RiderAbsent(rider=day.rider) for day in _busiest(plan)[:2]]


def _late(problem: Problem, plan: Plan) -> Sequence[Disruption]:
    del problem
    day = _busiest(plan)[0]
    return [RiderLate(rider=day.rider, until=day.start + 2_700)]


def _broken(problem: Problem, plan: Plan) -> Sequence[Disruption]:
    del problem
    riding = [day for day in _busiest(plan) if any(map(_half_done, day.trips))]
    return [Breakdown(rider=day.rider) for day in riding[:1]]


def _half_done(trip: Trip) -> bool:
    return bool(trip.stops) and trip.stops[0].start < ON_THE_ROAD < trip.stops[-1].start


def _short(problem: Problem, plan: Plan) -> Sequence[Disruption]:
    name, drawn = _meals(problem, plan)[0]
    return [CanteenShort(canteen=name, capacity=drawn * 9 // 10)]


def _down(problem: Problem, plan: Plan) -> Sequence[Disruption]:
    kitchens = [canteen for canteen in problem.canteens if not canteen.supplied_by]
    if len(kitchens) < 2:
        return []
    meals = _meals(problem, plan)
    return [CanteenDown(canteen=meals[len(meals) // 2][0])]


def _orders(problem: Problem, plan: Plan) -> Sequence[Disruption]:
    """One visit fewer, and one more at the same door for another rider to find room for."""
    visits = [stop.visit for stop in _busiest(plan)[0].trips[0].stops]
    wanted = replace(problem.visit[visits[-1]], id="late order", meals={"regular": 1})
    return [Cancellation(visit=visits[0]), LateOrder(visit=wanted)]


def _meals(problem: Problem, plan: Plan) -> list[tuple[str, int]]:
    """Meals that leave each kitchen, most first."""
    kitchens = [canteen.id for canteen in problem.canteens if not canteen.supplied_by]
    drawn = dict.fromkeys(kitchens, 0)
    for trip in (trip for day in plan.riders for trip in day.trips if trip.canteen in drawn):
        drawn[trip.canteen] += sum(problem.visit[stop.visit].boxes for stop in trip.stops)
    return sorted(drawn.items(), key=lambda item: -item[1])


MAKERS: Mapping[str, tuple[int, Callable[[Problem, Plan], Sequence[Disruption]]]] = {
    "两名骑手请假 two riders ill": (MORNING, _ill),
    "一名骑手晚到 45 min a rider late": (MORNING, _late),
    "一家食堂少一成 a canteen 10 % short": (MORNING, _short),
    "一家食堂停餐 a canteen down": (MORNING, _down),
    "加一单、退一单 one order more, one fewer": (MORNING, _orders),
    "途中车坏 a vehicle broken on the road": (ON_THE_ROAD, _broken),
}
