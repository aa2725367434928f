"""Every text says the same in both languages, and every error says what to do."""

import pytest

from api.texts import text
from tests.wording import placeholders


@pytest.mark.parametrize("key", sorted(text))
def test_both_languages_name_the_same_values(key):
    found = text.raw(key)
    assert placeholders(found.zh) == placeholders(found.en)
    assert any("\u4e00" <= character <= "\u9fff" for character in found.zh)
    assert found.en.isascii() or "“" in found.en


def test_every_remedy_uses_only_values_of_its_error():
    for key in text:
        error = key.removesuffix("_remedy")
        if key != error and error in text:
            assert placeholders(text.raw(key).en) <= placeholders(text.raw(error).en)
