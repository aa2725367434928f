"""Meals share a visit unless a short diet would leave a neighbour hungry."""

import math

import pytest

from api.orders.kitchens import Kitchens
from tests.rosters import resident
from tests.toys import canteen


def shares(canteens, meals, bound=None, others=()):
    wanted = [
        resident(f"E{diet}", diet=diet, portions=n, canteen=bound) for diet, n in meals.items()
    ]
    found = Kitchens(canteens, [*wanted, *others]).shares(meals, bound)
    return [(set(share.diets), share.most) for share in found]


def test_one_kitchen_that_cooks_all_keeps_all_together():
    assert shares([canteen()], {"regular": 3, "soft": 1}) == [({"regular", "soft"}, 100)]


def test_a_short_diet_travels_apart():
    kitchen = canteen(capacity_by_diet={"halal": 3})
    others = [resident("E9", diet="halal", portions=2)]
    assert shares([kitchen], {"regular": 5, "halal": 1}, others=others) == [
        ({"regular", "halal"}, 100)
    ]
    assert shares([kitchen], {"regular": 5, "halal": 2}, others=others) == [
        ({"regular"}, 100),
        ({"halal"}, 3),
    ]


def test_a_diet_that_nobody_cooks_travels_apart():
    kitchen = canteen(diets=("regular",))
    assert shares([kitchen], {"regular": 5, "halal": 2}) == [
        ({"regular"}, 100),
        ({"halal"}, math.inf),
    ]


def test_a_short_total_parts_nobody():
    assert shares([canteen(capacity=4)], {"regular": 5, "soft": 2}) == [({"regular", "soft"}, 4)]


def test_diets_of_different_kitchens_travel_apart():
    kitchens = [canteen("C1", diets=("regular", "soft")), canteen("C2", diets=("halal",))]
    assert shares(kitchens, {"regular": 1, "soft": 1, "halal": 1}) == [
        ({"regular", "soft"}, 100),
        ({"halal"}, 100),
    ]


def test_no_visit_wants_more_of_a_diet_than_one_kitchen_has():
    kitchens = [canteen(name, capacity_by_diet={"soft": 5}) for name in ("C1", "C2")]
    assert shares(kitchens, {"soft": 8}) == [({"soft"}, 5)]


def test_those_bound_to_a_canteen_depend_on_it_alone():
    kitchens = [canteen("C1", diets=("regular",)), canteen("C2")]
    assert shares(kitchens, {"regular": 1, "soft": 1}) == [({"regular", "soft"}, 100)]
    assert shares(kitchens, {"regular": 1, "soft": 1}, bound="C1") == [
        ({"regular"}, 100),
        ({"soft"}, math.inf),
    ]


@pytest.mark.parametrize("kitchens", [[], [canteen(capacity=0)]])
def test_without_any_kitchen_all_wait_together(kitchens):
    assert shares(kitchens, {"regular": 1, "soft": 1}) == [({"regular", "soft"}, math.inf)]
    assert shares(kitchens, {}) == []


def test_demand_bound_to_a_closed_kitchen_starves_no_other():
    kitchens = [canteen("C1", capacity=0), canteen("C2", capacity_by_diet={"soft": 2})]
    others = [resident("E9", diet="soft", portions=9, canteen="C1")]
    assert shares(kitchens, {"regular": 1, "soft": 2}, others=others) == [
        ({"regular", "soft"}, 100)
    ]
