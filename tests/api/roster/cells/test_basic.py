"""Numbers become the text that somebody typed; what is unclear is refused, never guessed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.cells.basic import (
    BadCell,
    choice,
    integer,
    is_blank,
    listed,
    minutes,
    number,
    phone,
    shown,
    words,
)

COLOURS = choice({"red": ("红", "赤"), "blue": ("蓝",)})


def refusal(parse, raw):
    with pytest.raises(BadCell) as caught:
        parse(raw)
    return caught.value.key


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_whole_numbers_become_their_digits(value):
    assert words(value) == words(float(value)) == str(value)


@given(st.from_regex(r"[0-9]{7,12}", fullmatch=True))
def test_digits_typed_as_text_stay_as_they_are(digits):
    assert words(digits) == phone(digits) == digits


@pytest.mark.parametrize(
    ("raw", "text"),
    [("  曹杨路 ", "曹杨路"), (0.5, "0.5"), (True, "TRUE"), ("007", "007")],
)
def test_words(raw, text):
    assert words(raw) == text


def test_words_refuse_what_lost_its_digits():
    assert refusal(words, 10**15) == "digits_lost"
    assert refusal(words, math.nan) == "formula_error"


@pytest.mark.parametrize(
    "raw", ["+86 2100001234", "(021) 0000-1234", "０２１００００１２３４", "0211/0212"]
)
def test_phones_may_be_written_in_many_ways(raw):
    assert any(map(str.isdigit, phone(raw)))


@pytest.mark.parametrize(
    ("raw", "key"),
    [("1.38E+10", "phone_scientific"), ("-", "not_a_phone"), ("无电话", "not_a_phone")],
)
def test_no_phones(raw, key):
    assert refusal(phone, raw) == key


@pytest.mark.parametrize(("raw", "value"), [("121.4", 121.4), (31, 31.0), ("３１．２", 31.2)])
def test_numbers(raw, value):
    assert number(raw) == value


@pytest.mark.parametrize("raw", ["很多", "nan", "inf", "1 2"])
def test_no_numbers(raw):
    assert refusal(number, raw) == "not_a_number"


@pytest.mark.parametrize("raw", [3, 3.0, "3", "3层", "三楼", " 3 楼"])
def test_whole_numbers(raw):
    assert integer(1)(raw) == 3


@pytest.mark.parametrize(
    ("raw", "key"), [(2.5, "not_whole"), (0, "below"), (4, "above"), ("中", "not_a_number")]
)
def test_whole_numbers_have_bounds(raw, key):
    assert refusal(integer(1, 3), raw) == key


def test_minutes_are_kept_as_seconds():
    assert [minutes(raw) for raw in (5, "5分钟", 2.5, 0)] == [300, 300, 150, 0]
    assert refusal(minutes, -1) == "below"


@pytest.mark.parametrize("raw", ["红", "赤", "红餐", "RED", " red "])
def test_choices_know_synonyms(raw):
    assert COLOURS(raw) == "red"


def test_an_unknown_choice_names_the_known_ones():
    with pytest.raises(BadCell) as caught:
        COLOURS("绿")
    assert caught.value.values == {"known": "红、蓝"}


@pytest.mark.parametrize("raw", ["红、蓝", "红,蓝", "红；蓝；", "红 / 蓝", "红和蓝", "红、蓝、赤"])
def test_lists(raw):
    assert listed(COLOURS)(raw) == ("red", "blue")


@pytest.mark.parametrize("raw", [None, "", " \n"])
def test_blanks(raw):
    assert is_blank(raw)


def test_zero_is_not_blank():
    assert not is_blank(0)


@pytest.mark.parametrize(
    ("raw", "text"), [(None, ""), (3.0, "3"), (math.nan, "#N/A"), ("x", "x"), (2.5, "2.5")]
)
def test_cells_are_shown_as_excel_shows_them(raw, text):
    assert shown(raw) == text
