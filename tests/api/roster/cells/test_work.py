"""Rates, most hours and days on request, as offices write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.cells.basic import BadCell
from api.roster.cells.work import duty_days, fen, hours
from api.roster.wording import worded


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (28, 2_800),
        (28.5, 2_850),
        ("28.50元", 2_850),
        ("¥28.5", 2_850),
        ("２８元/小时", 2_800),
        (0, 0),
    ],
)
def test_rates_in_yuan_are_kept_in_fen(cell, value):
    assert fen(cell) == value


@pytest.mark.parametrize(
    ("cell", "key"),
    [("28.555", "part_of_fen"), ("-1", "below"), ("10001", "above"), ("x", "not_a_number")],
)
def test_amounts_that_are_none(cell, key):
    with pytest.raises(BadCell) as bad:
        fen(cell)
    assert bad.value.key == key


@pytest.mark.parametrize("cell", ["", "nan", "inf", "六"])
def test_no_number_is_guessed(cell):
    for parse in (fen, hours):
        with pytest.raises(BadCell):
            parse(cell)


@pytest.mark.parametrize(
    ("cell", "value"), [(6, 360), (6.5, 390), ("6小时", 360), ("2.5 个小时", 150), ("0", 0)]
)
def test_hours_are_kept_in_minutes(cell, value):
    assert hours(cell) == value


@pytest.mark.parametrize("cell", ["按天", "按天报名", " On Request "])
def test_days_on_request_are_no_usual_days(cell):
    assert duty_days(cell) == ()
    assert duty_days("周一、周三") == (1, 3)


@given(st.integers(0, 1_000_000), st.integers(0, 10_000))
def test_words_are_read_again(amount, minutes):
    assert fen(worded("hourly_fen", amount)) == amount
    assert hours(worded("weekly_minutes", minutes)) == minutes
    assert duty_days(worded("weekdays", ())) == ()
