"""Free meals are shared out so that parts find what they need and nothing is given twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lunches import lunch
from optimizer.engine import neighbourhoods as dividing
from optimizer.engine.gate import instance_of, matrices
from optimizer.engine.island import Island
from optimizer.engine.meals import shared_out
from optimizer.engine.neighbourhoods import neighbourhoods
from optimizer.stop import Stop


@pytest.fixture(scope="module", autouse=True)
def small_neighbourhoods():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dividing, "SIZE", 30)
        yield


@pytest.fixture(scope="module")
def town():
    """Everybody may load everywhere, and half of the meals of C2 are halal."""
    problem = lunch(1, visits=120, canteens=4, riders=12)
    riders = tuple(replace(r, may_load_at=tuple(problem.canteen)) for r in problem.riders)
    visits = tuple(
        replace(v, meals={"halal": sum(v.meals.values())}) if k % 10 == 0 else v
        for k, v in enumerate(problem.visits)
    )
    canteens = tuple(
        replace(c, capacity_by_diet={"halal": c.capacity // 2 if c.id == "C2" else 5})
        for c in problem.canteens
    )
    problem = replace(problem, riders=riders, visits=visits, canteens=canteens)
    instance, names = instance_of(problem)
    island = Island(instance, 1)
    island.start((), Stop())
    return instance, matrices(problem, names), island.best.visited.trip.copy(), island.best


def drawn(instance, solution, nodes):
    """Meals that the served of ``nodes`` draw, shape (canteens, 1 + diets)."""
    needs = np.column_stack([instance.node.boxes, instance.diets])
    total = np.zeros((len(instance.canteen), needs.shape[1]), np.int64)
    for node in nodes:
        if solution.visited.trip[node] >= 0:
            total[solution.trip.canteen[solution.visited.trip[node]]] += needs[node]
    return total


@given(seed=st.integers(0, 1_000), share=st.floats(0, 1))
@settings(deadline=None)
def test_nothing_is_given_twice_and_everybody_keeps_what_they_have(town, seed, share):
    instance, rides, trips, solution = town
    rng = np.random.default_rng(seed)
    solution.visited.trip[:] = np.where(rng.random(len(trips)) < share, -1, trips)
    carrier = solution.visited.trip // instance.trips
    parts = neighbourhoods(instance, rides, solution, carrier, rng)
    given_out = np.zeros((len(instance.canteen), 1 + instance.diets.shape[1]), np.int64)
    for part, meals in zip(parts, shared_out(instance, rides, solution, parts), strict=True):
        assert (meals >= drawn(instance, solution, part.nodes)[part.canteens]).all()
        given_out[part.canteens] += meals
    assert (given_out[:, 0] <= instance.capacity).all()
    assert (given_out[:, 1:] <= instance.capacity_of).all()


def test_the_absent_find_their_meals_where_these_are_nearest(town):
    """From nothing: an even share of each kitchen would leave the parts around it short."""
    instance, rides, trips, solution = town
    solution.visited.trip[:] = -1
    nobody = np.full(len(trips), -1, np.int64)
    parts = neighbourhoods(instance, rides, solution, nobody, np.random.default_rng(3))
    assert len(parts) > 2
    meals = shared_out(instance, rides, solution, parts)
    for part, mine in zip(parts, meals, strict=True):
        assert mine[:, 0].sum() >= instance.node.boxes[part.nodes].sum()
