"""What each kitchen packs in which batch, so that no trip waits for a box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from optimizer.plan import Plan, Trip
from optimizer.problem import Canteen, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMeals:
    """Meals of one batch by diet; ``ready`` None: everything is packed before the first trip."""

    ready: int | None
    limit: int | None
    meals: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenMeals:
    """A canteen's meals of the sitting, by batch and in total."""

    canteen: str
    batches: tuple[BatchMeals, ...]
    meals: Mapping[str, int]


def kitchen_meals(problem: Problem, plan: Plan) -> tuple[KitchenMeals, ...]:
    """Every canteen that cooks, in the problem's order; what is packed first leaves first.

    Meal points are left out: what they give was packed at a canteen.

    A trip may take its boxes from two batches. Since no more meals have left than were packed at
    any time, each box is then packed before its trip leaves, and no batch exceeds its size.
    """
    return tuple(
        _kitchen(problem, plan, canteen) for canteen in problem.canteens if not canteen.supplied_by
    )


def _kitchen(problem: Problem, plan: Plan, canteen: Canteen) -> KitchenMeals:
    diets = [diet for trip in _leaving(plan, canteen) for diet in _boxes(problem, trip)]
    if not canteen.batches:
        whole = BatchMeals(ready=None, limit=None, meals=Counter(diets))
        return KitchenMeals(canteen=canteen.id, batches=(whole,), meals=Counter(diets))
    batches, packed = [], 0
    for batch in canteen.batches:
        meals = Counter(diets[packed : packed + batch.meals])
        packed += batch.meals
        batches.append(BatchMeals(ready=batch.ready, limit=batch.meals, meals=meals))
    return KitchenMeals(canteen=canteen.id, batches=tuple(batches), meals=Counter(diets))


def _leaving(plan: Plan, canteen: Canteen) -> list[Trip]:
    trips = [t for day in plan.riders for t in day.trips if t.canteen == canteen.id]
    return sorted(trips, key=lambda trip: (trip.depart, trip.load_start))


def _boxes(problem: Problem, trip: Trip) -> Iterator[str]:
    for stop in trip.stops:
        for diet, meals in sorted(problem.visit[stop.visit].meals.items()):
            yield from (diet for _ in range(meals))
