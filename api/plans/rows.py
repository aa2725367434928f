"""What a version's content implies, as rows: orders, riders' days, and whom it misses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from api.orders.records import PlanningDay
from api.plans.kitchens import kitchens_for
from optimizer.plan import Plan
from optimizer.problem import Problem

Row = dict[str, object]


def order_rows(version_id: int, day: PlanningDay) -> Iterator[Row]:
    """A row for each order, in order."""
    for position, o in enumerate(day.orders):
        yield {
            "version_id": version_id,
            "position": position,
            "resident": o.resident,
            "visit": o.visit,
            "diet": o.diet,
            "meals": o.meals,
        }


def rider_day_rows(version_id: int, problem: Problem, plan: Plan) -> Iterator[Row]:
    """A row for each rider who rides.

    Meals that change hands on the road are no loading at a canteen: whoever rides may take them.
    """
    met = {canteen.id for canteen in problem.canteens if canteen.handed_over_by is not None}
    for day in plan.riders:
        if day.trips:
            yield {
                "version_id": version_id,
                "rider": day.rider,
                "kind": problem.rider[day.rider].kind,
                "loads_at": tuple(sorted({trip.canteen for trip in day.trips} - met)),
                "trips": len(day.trips),
                "begun": len(problem.rider[day.rider].frozen),
                "stops": sum(len(trip.stops) for trip in day.trips),
                "starts": day.start,
                "ends": day.end,
            }


def miss_rows(version_id: int, day: PlanningDay, plan: Plan) -> Iterator[Row]:
    """A row for each resident of each unserved visit."""
    tiers = {entry.visit: entry.tier for entry in plan.unserved}
    missed: Counter[tuple[str, str]] = Counter()
    for order in day.orders:
        if order.visit in tiers:
            missed[order.resident, order.visit] += order.meals
    for (resident, visit), meals in missed.items():
        yield {
            "version_id": version_id,
            "resident": resident,
            "visit": visit,
            "meals": meals,
            "tier": tiers[visit],
            "canteens": kitchens_for(day.problem, day.problem.visit[visit]),
        }
