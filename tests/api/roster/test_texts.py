"""Every finding of the import has a text and a remedy in both languages."""

import re
from pathlib import Path

import api.roster
from api.roster.findings import text

SOURCES = "".join(
    path.read_text(encoding="utf-8") for path in Path(api.roster.__path__[0]).rglob("*.py")
)


def test_every_problem_has_a_remedy():
    problems = {key for key in text if not key.endswith("_remedy")}
    assert {f"{key}_remedy" for key in problems} == set(text) - problems


def test_every_text_is_used_and_every_used_text_exists():
    used = set(re.findall(r'"([a-z_]+)"', SOURCES))
    problems = {key for key in text if not key.endswith("_remedy")}
    assert problems <= used
    raised = re.findall(r'(?:BadCell|rejected|warned)\(\s*"(\w+)"', SOURCES)
    assert set(raised) <= problems


def test_both_languages_name_the_same_values():
    for key in text:
        zh, en = (set(re.findall(r"{(\w+)}", language)) for language in text.raw(key))
        assert zh == en, key
