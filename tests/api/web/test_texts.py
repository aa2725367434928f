"""Every text of the page exists in both languages, and every text that exists is used."""

import re
from pathlib import Path
from string import Formatter

import pytest

import api.web
from api.web.texts import catalogue, text
from optimizer.texts import Text

PACKAGE = Path(api.web.__path__[0])
SOURCES = [*PACKAGE.rglob("*.py"), *PACKAGE.glob("templates/*.html")]
FAMILIES = (
    "weekday_",
    "sitting_",
    "diet_",
    "tier_",
    "status_",
    "hand_over_",
    "done_",
    "version_",
    "count_",
    "act_",
    "kind_",
    "group_",
    "eligible_answer_",
    "told_",
    "action_",
    "what_",
    "happened_",
    "to_rider_",
    "to_canteen_",
    "cost_",
)
"""Keys that the code puts together from a value."""


def fields(words):
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("key", sorted(catalogue))
def test_both_languages_fill_the_same_places(key):
    raw = catalogue.raw(key)
    assert raw.zh
    assert fields(raw.zh) == fields(raw.en)


def test_chinese_comes_first():
    chinese = re.compile("[一-鿿]")
    assert not [key for key in catalogue if not chinese.search(catalogue.raw(key).zh)]


def test_no_text_is_left_over():
    written = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    used = set(re.findall(r'"([a-z0-9_]+)"', written)) | set(re.findall(r"'([a-z_]+)'", written))
    used |= {f"{key}_remedy" for key in used}
    assert not {k for k in catalogue if k not in used and not k.startswith(FAMILIES)}


def test_a_text_in_a_text_keeps_its_languages_apart():
    words = text("empty_why", date=Text("今天", "today"), sitting=Text("午餐", "lunch"))
    assert words == ("今天的午餐还没有排过班。", "lunch of today has not been planned.")
