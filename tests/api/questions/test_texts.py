"""Every text of the questions says the same in both languages, and none is to spare."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import api.cli
import api.questions
from api.questions.texts import text
from tests.wording import placeholders

SOURCES = [
    *Path(next(iter(api.questions.__path__))).rglob("*.py"),
    *(
        Path(next(iter(api.cli.__path__))) / f"{name}.py"
        for name in ("whatif", "whatif_options", "comparisons", "reach", "reaches")
    ),
]


@pytest.mark.parametrize("key", sorted(text))
def test_both_languages_say_the_same(key):
    found = text.raw(key)
    assert placeholders(found.zh) == placeholders(found.en)
    assert re.search(r"[\u4e00-\u9fff]", found.zh)
    assert found.en.isascii()


def test_no_text_is_to_spare():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    said = {node.value for node in nodes if isinstance(node.value, str)}
    built = {f"{kind}_{word}" for kind in ("column", "csv") for word in said}
    built |= {f"{word}_percent" for word in built}
    assert set(text) <= said | built
