"""Where a kitchen cannot cook for all who depend on it, those stay who cost most to leave out."""

from typing import Any

from optimizer.problem import Batch
from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.strategies.pyvrp.rationing import rationed
from optimizer.timing import Schedule
from tests import plans
from tests.toys import OPEN, canteen, line, rider

TIERS = {"V1": {"tier": 3}, "V2": {"tier": 1}, "V3": {"tier": 2}}


def kept(problem):
    schedule = Schedule(problem)
    return {customer.visits[0] for customer in rationed(schedule, customers_of(schedule))}


def test_enough_for_all():
    assert kept(line(visits=TIERS, canteens=(canteen(capacity=3),))) == {"V1", "V2", "V3"}


def test_the_lowest_tier_is_given_up():
    assert kept(line(visits=TIERS, canteens=(canteen(capacity=2),))) == {"V2", "V3"}
    assert kept(line(visits=TIERS, canteens=(canteen(capacity=1),))) == {"V2"}


def test_batches_are_a_capacity_too():
    kitchen = canteen(batches=(Batch(ready=OPEN, meals=1), Batch(ready=OPEN + 60, meals=1)))
    assert kept(line(visits=TIERS, canteens=(kitchen,))) == {"V2", "V3"}


def test_only_those_who_want_the_diet_make_room_for_it():
    halal: dict[str, Any] = {"meals": {"halal": 1}}
    visits = {"V1": {"tier": 3}, "V2": {"tier": 1, **halal}, "V3": {"tier": 2, **halal}}
    kitchen = canteen(capacity_by_diet={"halal": 1})
    assert kept(line(visits=visits, canteens=(kitchen,))) == {"V1", "V2"}


def test_whom_another_canteen_may_feed_is_not_given_up():
    kitchens = (canteen("C1", capacity=0), canteen("C2", "p3"))
    assert kept(line(visits={"V1": {"canteens": ("C1",)}}, canteens=kitchens)) == {"V2", "V3"}


def test_frozen_trips_have_taken_their_meals():
    problem = line(canteens=(canteen(capacity=2),))
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V1")]).riders[0].trips
    problem = line(
        visits=TIERS, canteens=(canteen(capacity=2),), riders=(rider(frozen=begun),), now=OPEN + 300
    )
    assert kept(problem) == {"V2"}
