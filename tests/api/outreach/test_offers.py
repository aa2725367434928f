"""Spare meals count whoever the roster sends there, and only near places are offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.outreach.entitlement import Entitlement, entitlement
from api.outreach.offers import MOST, Offers
from api.settings import Settings
from optimizer.travel.datum import Wgs84
from tests.rosters import canteen, meal_point, resident, roster

HOME = Wgs84(121.405, 31.241)
CATEGORIES = Settings.model_fields["entitled_categories"].default


def spare(*residents, **changes):
    return Offers(roster(*residents, **changes)).spare


def test_busiest_weekday_counts():
    people = [
        resident("E1", weekdays=(1, 2), portions=2),
        resident("E2", weekdays=(2, 3)),
        resident("E3", weekdays=(5,), sittings=("lunch", "supper")),
    ]
    found = spare(*people, canteens=(canteen(capacity=10, supper_capacity=4),))
    assert found == {"C1": {"lunch": 7, "supper": 3}}


def test_residents_count_where_they_are_sent():
    kitchens = (canteen("C1", capacity=10), canteen("C2", capacity=10, lon=121.5))
    point = meal_point("D1", canteen="C2")
    people = [
        resident("E1"),
        resident("E2", canteen="C2"),
        resident("E3", mode="point", meal_point="D1"),
    ]
    found = spare(*people, canteens=kitchens, meal_points=(point,))
    assert (found["C1"]["lunch"], found["C2"]["lunch"]) == (9, 8)


def test_overfull_kitchen_has_nothing_spare_and_is_not_offered():
    full = roster(resident("E1", portions=3), canteens=(canteen(capacity=2),))
    assert Offers(full).spare["C1"]["lunch"] == 0
    assert Offers(full).near_to(HOME) == ()


def test_next_place_first_and_none_that_is_far():
    kitchens = (
        canteen("C1", lon=121.4055, lat=31.241),
        canteen("C2", lon=121.406, lat=31.241),
        canteen("C3", lon=121.44, lat=31.241),
    )
    point = meal_point("D1", canteen="C3", lon=121.4051, lat=31.241)
    found = Offers(roster(canteens=kitchens, meal_points=(point,))).near_to(HOME)
    assert [(one.place, one.canteen, one.is_point) for one in found] == [
        ("D1", "C3", True),
        ("C1", "C1", False),
        ("C2", "C2", False),
    ]
    assert found[0].metres == pytest.approx(9.5, abs=0.5)
    assert found[0].spare == {"lunch": 200}


def test_district_without_canteens():
    assert Offers(roster(resident(), canteens=())).near_to(HOME) == ()


@given(st.lists(st.integers(1, 30), max_size=8), st.integers(0, 60))
def test_spare_meals_are_never_negative_nor_beyond_capacity(portions, capacity):
    people = [resident(f"E{k}", portions=many) for k, many in enumerate(portions)]
    left = spare(*people, canteens=(canteen(capacity=capacity),))["C1"]["lunch"]
    assert left == max(0, capacity - sum(portions))
    many = Offers(roster(*people, canteens=(canteen(capacity=capacity),))).near_to(HOME)
    assert len(many) <= MOST


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("低保", Entitlement.ENTITLED),
        ("低保边缘家庭", Entitlement.ENTITLED),
        ("高龄、特困", Entitlement.ENTITLED),
        ("非低保", Entitlement.NOT_ENTITLED),
        ("低保已取消", Entitlement.NOT_ENTITLED),
        ("高龄", Entitlement.NOT_ENTITLED),
        ("", Entitlement.UNCLEAR),
        (" ", Entitlement.UNCLEAR),
    ],
)
def test_entitlement(category, expected):
    assert entitlement(category, CATEGORIES) is expected
