"""A worded value, typed into its cell again, means the same."""

import dataclasses
import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.columns import COLUMNS
from api.roster.wording import worded
from optimizer.problem import Batch
from tests.rosters import canteen, meal_point, resident, rider

RECORDS = {
    "食堂": canteen(
        capacity_by_diet={"soft": 60, "halal": 30},
        loading_seconds=150,
        loading_bays=3,
        batches=(Batch(ready=35_400, meals=180), Batch(ready=38_715, meals=20)),
        weekdays=(1, 2, 3, 4, 5),
    ),
    "助餐点": meal_point(canteen="C1", meeting=39_600, weekdays=(1, 2, 3, 4, 5)),
    "骑手": rider(profile="tricycle", kind="volunteer", skills=("上海话", "bulk")),
    "老人": resident(
        lift=True, hold_from=datetime.date(2026, 3, 2), diet="low_salt", weekdays=(7,), mode="point"
    ),
}
SINGLE = [
    (sheet, column)
    for sheet, columns in COLUMNS.items()
    for column in columns
    if column.stored and not column.part_of
]


@pytest.mark.parametrize(("sheet", "column"), SINGLE)
def test_every_cell_can_be_read_again(sheet, column):
    value = getattr(RECORDS[sheet], column.field)
    cell = worded(column.field, value)
    assert (column.parse(cell) if cell else column.blank) == value


@given(st.tuples(st.integers(0, 86_400), st.integers(0, 86_400)))
def test_both_ends_of_a_window_can_be_read_again(window):
    (opens, closes) = (c.parse for c in COLUMNS["骑手"] if c.part_of == "shift")
    first, last = worded("shift", window).split("-")
    assert (opens(first), closes(last)) == window


def test_every_field_of_a_record_has_words():
    record: Any
    for record in RECORDS.values():
        for field in dataclasses.fields(record):
            assert isinstance(worded(field.name, getattr(record, field.name)), str)


def test_nothing_is_blank():
    assert worded("hold_to", None) == ""
