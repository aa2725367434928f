"""Arrays of canteens: what frozen trips leave of their meals, batches and bays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.instance import BATCH, CANTEEN, Table, table
from optimizer.engine.segments import FAR
from optimizer.problem import Problem
from optimizer.timing.kitchen import meals_of
from optimizer.timing.remaining import kitchens_of, meals_before, taken_bays


def canteens(problem: Problem) -> tuple[Table, Table, NDArray[np.int64]]:
    """CANTEEN, BATCH and the spans in which frozen loads occupy bays."""
    rows = table(CANTEEN, len(problem.canteens))
    most = max([1, *(len(canteen.batches) for canteen in problem.canteens)])
    batches = table(BATCH, len(problem.canteens), most)
    batches.ready, batches.meals = -FAR, FAR
    busy: list[tuple[int, int]] = []
    for row, batch, kitchen in zip(rows, batches, kitchens_of(problem), strict=True):
        canteen = kitchen.canteen
        row.place = problem.location_index[canteen.location]
        row.loading = canteen.loading_seconds
        row.bays = -1 if canteen.loading_bays is None else canteen.loading_bays
        row.opens = -FAR if problem.now is None else problem.now + canteen.loading_seconds
        row.batched = bool(canteen.batches)
        for k, (ready, meals) in enumerate(meals_before(problem, kitchen)):
            batch[k].ready, batch[k].meals = ready, meals
        if canteen.batches:
            row.opens = max(row.opens, min(part.ready for part in canteen.batches))
        row.bookings = len(busy)
        for begin, end, taken in taken_bays(kitchen):
            busy += [(begin, end)] * taken
        row.bookings_end = len(busy)
    return rows, batches, np.array(busy, np.int64).reshape(len(busy), 2)


def capacities(
    problem: Problem,
) -> tuple[NDArray[np.int64], NDArray[np.int64], tuple[str, ...]]:
    """Meals still to be drawn, in total and per diet, and the diets that some canteen limits."""
    limited = tuple(
        dict.fromkeys(diet for canteen in problem.canteens for diet in canteen.capacity_by_diet)
    )
    total = np.zeros(len(problem.canteens), np.int64)
    by_diet = np.full((len(problem.canteens), len(limited)), FAR, np.int64)
    for k, kitchen in enumerate(kitchens_of(problem)):
        canteen = kitchen.canteen
        visits = [stop.visit for trip in kitchen.frozen for stop in trip.stops]
        drawn = meals_of(problem, visits)
        most = canteen.capacity
        if canteen.batches:
            most = min(most, sum(batch.meals for batch in canteen.batches))
        total[k] = max(0, most - drawn.total())
        for column, diet in enumerate(limited):
            if diet in canteen.capacity_by_diet:
                by_diet[k, column] = max(0, canteen.capacity_by_diet[diet] - drawn[diet])
    return total, by_diet, limited
