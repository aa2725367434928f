"""The catalogue of bounds is whole: both languages, the same values, no key missing."""

import re
from pathlib import Path

import pytest

from optimizer import bounds
from optimizer.bounds.notes import text
from tests.wording import placeholders

SOURCES = [path.read_text(encoding="utf-8") for path in Path(bounds.__path__[0]).glob("*.py")]


@pytest.mark.parametrize("key", list(text))
def test_both_languages_say_the_same(key):
    message = text.raw(key)
    assert re.search(r"[\u4e00-\u9fff]", message.zh)
    assert placeholders(message.zh) == placeholders(message.en)


def test_no_key_is_missing():
    asked = {key for source in SOURCES for key in re.findall(r"\btext\(\s*\"(\w+)\"", source)}
    assert asked
    assert asked <= set(text)
