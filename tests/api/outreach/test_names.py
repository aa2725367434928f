"""Names are compared as people write them, and never found alike beyond one slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.outreach.names import same, similar

names = st.text("王李秀英兰芳*", min_size=1, max_size=4)


@pytest.mark.parametrize(
    ("one", "other"),
    [("王秀英", " 王 秀英"), ("阿不都·买买提", "阿不都买买提"), ("王秀英老人", "王秀英")],
)
def test_spelling_does_not_matter(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王*英", "王秀英"),
        ("王秀某", "王秀英"),
        ("王秀瑛", "王秀英"),
        ("王英秀", "王秀英"),
        ("王秀", "王秀英"),
    ],
)
def test_masks_and_slips_are_similar_but_not_the_same(one, other):
    assert similar(one, other)
    assert not same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("王芳", "王兰"), ("王秀英", "李秀兰"), ("**", "王芳"), ("", "王芳"), ("王", "李")],
)
def test_others_are_not_similar(one, other):
    assert not similar(one, other)


@given(names, names)
def test_neither_depends_on_the_order(one, other):
    assert similar(one, other) == similar(other, one)
    assert same(one, other) == same(other, one)


@given(names, names)
def test_the_same_is_similar(one, other):
    if same(one, other):
        assert similar(one, other)
