"""What frozen trips leave of kitchens is what the checker would let others have."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.problem import Batch
from optimizer.rules import Rule
from optimizer.timing.kitchen import load
from optimizer.timing.remaining import copes, is_shared, kitchens_of, meals_before, taken_bays
from tests import plans, random_days, toys

OPEN = toys.OPEN
KITCHENS = random_days.problems(visits=6, riders=3, kitchens=True, canteens=1, emergency=False)


@given(KITCHENS, st.data())
@settings(max_examples=150)
def test_copes_where_the_checker_sees_no_crowd_and_no_lack_of_meals(problem, data):
    frozen = {stop.visit for r in problem.riders for trip in r.frozen for stop in trip.stops}
    left = [visit.id for visit in problem.visits if visit.id not in frozen][:3]
    (kitchen,) = kitchens_of(problem)
    packed = kitchen.canteen.batches
    total = sum(batch.meals for batch in packed)
    departs = [OPEN + 60 * data.draw(st.integers(0, 60)) for _ in left]
    days = {
        rider.id: [("C1", depart, visit)]
        for rider, depart, visit in zip(problem.riders, departs, left, strict=False)
    }
    days |= {rider.id: [] for rider in problem.riders if rider.frozen and rider.id not in days}
    plan = plans.by_hand(problem, **days)
    rules = {violation.rule for violation in check(problem, plan).violations}
    loads = [load(problem, "C1", at, (visit,)) for at, visit in zip(departs, left, strict=True)]
    meals = sum(one.boxes for one in loads) + sum(problem.visit[name].boxes for name in frozen)
    broken = Rule.BAYS in rules or (Rule.BATCH in rules and meals <= total)
    if meals <= total:
        assert copes(problem, kitchen, loads) != broken
    if not is_shared(kitchen, len(loads)):
        assert not broken


def begun(*departs, **changes):
    """A canteen whose first trips are frozen, one rider each."""
    problem = toys.line((0, 1, 2, 3), canteens=(toys.canteen(**changes),))
    riders = tuple(
        toys.rider(
            f"R{k}", frozen=plans.by_hand(problem, R1=[("C1", depart, f"V{k}")]).riders[0].trips
        )
        for k, depart in enumerate(departs, 1)
    )
    return replace(problem, riders=riders)


def test_meals_before_a_batch_are_less_what_frozen_trips_took():
    batches = tuple(Batch(ready=OPEN + 600 * k, meals=3) for k in (0, 1, 2))
    problem = begun(OPEN + 300, OPEN + 900, batches=batches)
    (kitchen,) = kitchens_of(problem)
    assert list(meals_before(problem, kitchen)) == [(OPEN, 0), (OPEN + 600, 2), (OPEN + 1_200, 4)]


def test_frozen_trips_take_no_more_bays_than_there_are():
    problem = begun(OPEN + 300, OPEN + 400, OPEN + 450, loading_bays=2)
    (kitchen,) = kitchens_of(problem)
    assert list(taken_bays(kitchen)) == [
        (OPEN, OPEN + 100, 1),
        (OPEN + 100, OPEN + 150, 2),
        (OPEN + 150, OPEN + 300, 2),
        (OPEN + 300, OPEN + 400, 2),
        (OPEN + 400, OPEN + 450, 1),
    ]
