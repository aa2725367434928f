"""Diets and numbers of meals are understood as canteens write them."""

import pytest

from api.roster.cells.basic import BadCell
from api.roster.cells.meals import DIETS, batches, diet, meals_by_diet
from api.roster.records import DIETS as CODES
from optimizer.problem import Batch


def test_every_diet_has_its_words():
    assert tuple(DIETS) == CODES
    assert [diet(spelt[0]) for spelt in DIETS.values()] == list(CODES)


@pytest.mark.parametrize(("raw", "code"), [("糖尿病餐", "diabetic"), ("Low_Salt", "low_salt")])
def test_diets(raw, code):
    assert diet(raw) == code


@pytest.mark.parametrize(
    "raw",
    [
        "10:00 200份; 10:45 150份",
        "10：00　200份；10：45　150",
        "10:45 150份、10点 200份",
        "10:00=200,10:45=150",
    ],
)
def test_batches_come_in_order_of_time(raw):
    assert batches(raw) == (Batch(ready=36_000, meals=200), Batch(ready=38_700, meals=150))


@pytest.mark.parametrize(
    ("raw", "key"),
    [("200份", "not_batches"), ("10:00", "not_batches"), ("25:00 9份", "not_a_time")],
)
def test_no_batches(raw, key):
    with pytest.raises(BadCell) as caught:
        batches(raw)
    assert caught.value.key == key


@pytest.mark.parametrize("raw", ["软食 60；清真 30", "软食60、清真30份", "软食：60，清真：30"])
def test_meals_by_diet(raw):
    assert meals_by_diet(raw) == {"soft": 60, "halal": 30}


@pytest.mark.parametrize(
    ("raw", "key"), [("软食", "not_meals_by_diet"), ("甜食 9", "unknown_word")]
)
def test_no_meals_by_diet(raw, key):
    with pytest.raises(BadCell) as caught:
        meals_by_diet(raw)
    assert caught.value.key == key
