"""Every text about changed plans says the same in both languages, and none is to spare."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import api.cli
import api.editing
from api.editing.texts import text
from api.editing.words import how_words, place_words
from optimizer.replan.changes import How, Place
from tests.wording import placeholders

SOURCES = [
    *Path(next(iter(api.editing.__path__))).rglob("*.py"),
    *(
        Path(next(iter(api.cli.__path__))) / f"{name}.py"
        for name in (
            "asking",
            "changing_options",
            "editing",
            "happened_options",
            "locking",
            "outcomes",
            "replanning",
        )
    ),
]


@pytest.mark.parametrize("key", sorted(text))
def test_both_languages_say_the_same(key):
    found = text.raw(key)
    assert placeholders(found.zh) == placeholders(found.en)
    assert re.search(r"[\u4e00-\u9fff]", found.zh)
    assert not re.search(r"[\u4e00-\u9fff]", found.en)


def test_no_text_is_to_spare():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    said = {node.value for node in nodes if isinstance(node.value, str)}
    built = {f"column_{word}" for word in said}
    built |= {f"kinds_{word}" for word in said} | {f"how_{how}" for how in How}
    assert set(text) <= said | built


def test_every_way_to_fare_has_its_word():
    assert len({how_words(how) for how in How}) == len(How)


def test_a_place_is_told_as_on_the_sheet():
    place = Place(rider="R1", trip=0, canteen="C1", behind=None, start=38_530)
    assert place_words(place) == "R1·1 10:42"
    assert place_words(None) == "—"
