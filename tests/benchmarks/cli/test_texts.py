"""The catalogue is whole: both languages, the same values, no key to spare."""

import re
from pathlib import Path

import pytest

from benchmarks import cli
from benchmarks.cli.texts import text
from tests.wording import placeholders

SOURCES = "".join(p.read_text(encoding="utf-8") for p in Path(cli.__path__[0]).glob("*.py"))


@pytest.mark.parametrize("key", list(text))
def test_both_languages_say_the_same(key):
    found = text.raw(key)
    assert re.search(r"[\u4e00-\u9fff]", found.zh)
    assert not re.search(r"[\u4e00-\u9fff]", found.en)
    assert placeholders(found.zh) == placeholders(found.en)


@pytest.mark.parametrize("key", list(text))
def test_no_key_is_to_spare(key):
    asked = (key, key.removeprefix("option_"), key.removeprefix("command_"))
    assert any(f'"{name}"' in SOURCES for name in asked)
