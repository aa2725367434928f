"""Characters are what their bytes mean under one of the known encodings, or the file is refused."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.sources.encodings import decoded

ROW = "编号,姓名\n0001,老人甲𠮷\n"
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=40)


@pytest.mark.parametrize(
    "content",
    [
        ROW.encode(),
        ROW.encode("utf-8-sig"),
        ROW.encode("gb18030"),
        codecs.BOM_UTF16_LE + ROW.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + ROW.encode("utf-16-be"),
    ],
)
def test_known_encodings(content):
    assert decoded(content) == ROW


def test_gbk_of_old_offices_is_gb18030():
    assert decoded("编号;姓名".encode("gbk")) == "编号;姓名"


@given(texts)
def test_utf_8_is_never_mistaken(text):
    assert decoded(text.encode()) == text
    assert decoded(text.encode("utf-8-sig")) == text


@pytest.mark.parametrize(
    "content",
    [
        b"\x81",
        b"\xff\xff\xff",
        ROW.encode("gbk", "ignore") + b"\xff",
        b"ID3\x00\x01",
        b"%PDF\0\x80",
    ],
)
def test_what_is_no_text_is_refused(content):
    assert decoded(content) is None


def test_a_mark_is_a_promise():
    assert decoded(codecs.BOM_UTF8 + ROW.encode("gb18030")) is None
