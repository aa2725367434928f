"""Times, durations and meals read as people say them."""

import datetime

import pytest

from api.texts import clock
from api.web.words import (
    date_words,
    diet_words,
    meals_words,
    minutes,
    moment_words,
    sitting_words,
    tier_words,
)
from tests.api.web.conftest import SHANGHAI


@pytest.mark.parametrize(("seconds", "shown"), [(0, "00:00"), (38_579, "10:42"), (90_000, "01:00")])
def test_clock_cuts_seconds_off(seconds, shown):
    assert clock(seconds) == shown


@pytest.mark.parametrize(("seconds", "shown"), [(0, 0), (3_600, 60), (3_601, 61)])
def test_minutes_are_rounded_up(seconds, shown):
    assert minutes(seconds) == shown


def test_dates_carry_their_weekday_and_no_zone_but_the_local_one():
    assert date_words(datetime.date(2026, 3, 1)) == ("2026年3月1日 星期日", "Sunday, 2026-03-01")
    late = datetime.datetime(2026, 3, 1, 23, 5, tzinfo=datetime.UTC)
    assert moment_words(late, SHANGHAI) == "2026-03-02 07:05"


def test_meals_come_in_the_order_of_the_kitchen():
    assert meals_words({"soft": 1, "未知": 3, "regular": 2}) == "2 普通餐·1 软食餐·3 未知"


def test_food_is_never_named_after_an_illness():
    assert diet_words("diabetic") == ("控糖餐", "low-sugar")


def test_what_the_catalogue_does_not_know_speaks_for_itself():
    assert sitting_words("brunch").zh == "brunch"
    assert tier_words(9) == ("9 级", "Tier 9")
