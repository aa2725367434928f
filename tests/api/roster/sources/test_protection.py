"""No cell that leaves can be a formula, and what comes back is what left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.sources.protection import protected, unprotected

odd = st.text(st.sampled_from("'=+-@\t\r\n\"＝ 0１a老"), max_size=6) | st.text(max_size=12)


@given(odd.filter(lambda value: not value.endswith("\t")))
def test_what_leaves_comes_back(value):
    if not value.startswith('="'):
        assert unprotected(protected(value)) == value


@given(odd)
def test_nothing_begins_like_a_formula(value):
    assert not protected(value).lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not protected(value).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    "value", ["0021", "13800000000", "3-2", "2026-03-02", "1/2", "1E5", "+86 1"]
)
def test_codes_stay_text_in_a_spreadsheet(value):
    assert protected(value).endswith("\t")


@pytest.mark.parametrize("value", ["老人甲", "602室", "C01", ""])
def test_words_are_left_alone(value):
    assert protected(value) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [('="0021"', "0021"), ("'=1+1", "=1+1"), ("'老人", "'老人"), ("0021\t", "0021")],
)
def test_other_programs_protections_are_understood(cell, value):
    assert unprotected(cell) == value
