"""The catalogue is whole: both languages, the same values, no key missing and none to spare."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import optimizer
from optimizer.errors import TravelUnavailable
from optimizer.explain.hurdles import HURDLES
from optimizer.explain.remedies import Kind
from optimizer.explain.wording import FORMS, REMOVED, SEARCH, SEVERAL
from optimizer.notices import CODES
from optimizer.rules import Rule
from optimizer.texts import Text, text
from optimizer.travel.osrm import errors  # noqa: F401, defines its subclasses
from tests.wording import placeholders

ROOT = Path(next(iter(optimizer.__path__)))
OWN = {path.parent for path in ROOT.glob("*/texts.toml")}
"""Packages with a catalogue of their own."""
SOURCES = sorted(path for path in ROOT.rglob("*.py") if path.parent not in OWN)


def literals():
    """All string literals of the package's sources."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES)
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def asked_for():
    """Keys given literally to ``text`` and ``_issue``, by any file."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                literal = (arg.value for arg in node.args if isinstance(arg, ast.Constant))
                names = [value for value in literal if isinstance(value, str)]
                if node.func.id == "text" and names:
                    yield names[0]
                elif node.func.id == "_issue" and names:
                    yield from (names[-1], f"{names[-1]}_remedy")


@pytest.mark.parametrize("key", list(text))
def test_both_languages_say_the_same(key):
    message = text.raw(key)
    assert re.search(r"[\u4e00-\u9fff]", message.zh)
    assert not re.search(r"[\u4e00-\u9fff]", message.en)
    assert placeholders(message.zh) == placeholders(message.en)


def test_no_key_is_missing():
    assert set(asked_for()) <= set(text)


def test_no_key_is_to_spare():
    used = literals()
    reasons = {f"reason_{code}" for code in (*HURDLES, Rule.SUPPLY, REMOVED, SEARCH, SEVERAL)}
    forms = {f"{reason}_{form}" for reason in reasons for form in FORMS}
    collisions = {f"collision_{code}" for code in HURDLES}
    kinds = {f"kind_{kind}" for kind in ("location", "canteen", "rider", "visit", "profile")}
    notices = {f"notice_{code}" for code in CODES}
    whys = {f"travel_{error.why}" for error in TravelUnavailable.__subclasses__()}
    helps = {f"help_kind_{kind}" for kind in Kind}
    known = used | helps | collisions | reasons | forms | kinds | notices | whys
    spare = {key for key in text if key.removesuffix("_remedy") not in known}
    assert not spare


def test_texts_are_filled_in_and_print_both_languages():
    filled = text("too_small", least=1)
    assert filled == Text("数值太小，至少为 1", "the value is too small, it must be at least 1")
    assert str(filled) == f"{filled.zh} / {filled.en}"


def test_unknown_key_is_a_programming_error():
    with pytest.raises(KeyError):
        text("nonsense")


def test_texts_inside_texts_keep_their_language():
    issue = text("unknown_id", kind=text("kind_visit"))
    assert issue == ("找不到这个送餐点编号", "there is no visit with this id")
