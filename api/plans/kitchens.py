"""What each kitchen packs in which batch, so that no trip waits for a box."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from optimizer.notices import EATING_IN
from optimizer.plan import Plan, Trip
from optimizer.problem import Canteen, Problem, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchMeals:
    """Meals of one batch by diet; ``ready`` None: everything is packed before the first trip."""

    ready: int | None
    limit: int | None
    meals: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenMeals:
    """A canteen's meals of the sitting that are delivered, by batch and in total.

    ``eating_in`` more are eaten at the canteen. ``handed_over``: of the total, meals that had
    left in no batch of these, on a vehicle that broke down; another rider brings them.
    """

    canteen: str
    batches: tuple[BatchMeals, ...]
    meals: Mapping[str, int]
    eating_in: int = 0
    handed_over: Mapping[str, int] = field(default_factory=dict)


def kitchen_meals(problem: Problem, plan: Plan) -> tuple[KitchenMeals, ...]:
    """Every canteen that cooks, in the problem's order; what is packed first leaves first.

    Meal points and meeting points are left out: what they give was packed at a canteen. Meals
    that change hands at a meeting point are those of the kitchen that loaded them first.

    A trip may take its boxes from two batches. Since no more meals have left than were packed at
    any time, each box is then packed before its trip leaves, and no batch exceeds its size.
    """
    return tuple(
        _kitchen(problem, plan, canteen) for canteen in problem.canteens if canteen.kitchen
    )


def kitchens_for(problem: Problem, visit: Visit) -> tuple[str, ...] | None:
    """Whose case a visit is: canteens and meal points that may give it; None: any.

    Where meals wait on the road it is the kitchen that loaded them: a meeting point is nobody's.
    """
    if visit.canteens is None:
        return None
    return tuple(dict.fromkeys(map(problem.loaded_first, visit.canteens)))


def _kitchen(problem: Problem, plan: Plan, canteen: Canteen) -> KitchenMeals:
    diets = [diet for trip in _leaving(plan, [canteen.id]) for diet in _boxes(problem, trip)]
    points = {c.id for c in problem.canteens if problem.loaded_first(c.id) == canteen.id}
    points.remove(canteen.id)
    handed = Counter(diet for trip in _leaving(plan, points) for diet in _boxes(problem, trip))
    return KitchenMeals(
        canteen=canteen.id,
        batches=tuple(_batches(canteen, diets)),
        meals=Counter(diets) + handed,
        eating_in=_eating_in(problem, canteen),
        handed_over=handed,
    )


def _eating_in(problem: Problem, canteen: Canteen) -> int:
    told = (notice.params for notice in problem.notices if notice.code == EATING_IN)
    return sum(int(params["meals"]) for params in told if params.get("canteen") == canteen.id)


def _batches(canteen: Canteen, diets: Sequence[str]) -> Iterator[BatchMeals]:
    if not canteen.batches:
        yield BatchMeals(ready=None, limit=None, meals=Counter(diets))
    packed = 0
    for batch in canteen.batches:
        meals = Counter(diets[packed : packed + batch.meals])
        packed += batch.meals
        yield BatchMeals(ready=batch.ready, limit=batch.meals, meals=meals)


def _leaving(plan: Plan, canteens: Container[str]) -> list[Trip]:
    trips = [trip for day in plan.riders for trip in day.trips if trip.canteen in canteens]
    return sorted(trips, key=lambda trip: (trip.depart, trip.load_start))


def _boxes(problem: Problem, trip: Trip) -> Iterator[str]:
    for stop in trip.stops:
        for diet, meals in sorted(problem.visit[stop.visit].meals.items()):
            yield from (diet for _ in range(meals))
