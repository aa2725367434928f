"""Every notice has words, and a remedy where something can be done."""

import pytest

from optimizer import notices
from optimizer.errors import TravelUnavailable
from optimizer.notices import CODES, Notice, describe, remedy_of
from optimizer.travel.osrm import errors  # noqa: F401, defines its subclasses

PARAMS: dict[str, str | int] = {
    "location": "P1",
    "profile": "ebike",
    "metres": 230,
    "others": 4,
    "data": "0f",
    "why": "server_unreachable",
    "year": 2027,
    "canteens": 2,
    "people": 3,
    "canteen": "C1",
    "meals": 90,
    "riders": "R1、R2",
}
WHYS = [error.why for error in TravelUnavailable.__subclasses__()]


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_words(code):
    words = describe(Notice(code=code, params=PARAMS), "杏山路1号")
    assert words.zh != code
    assert "{" not in words.zh + words.en
    only_told = {notices.ROADS, notices.EATING_IN}
    assert (remedy_of(Notice(code=code)) is None) == (code in only_told)


def test_the_place_is_named_as_the_reader_calls_it():
    notice = Notice(code=notices.FAR_SNAP, params=PARAMS)
    assert "杏山路1号" in describe(notice, "杏山路1号").zh
    assert "P1" in describe(notice).en


@pytest.mark.parametrize("why", WHYS)
def test_every_reason_of_a_fallback_has_words(why):
    notice = Notice(code=notices.FALLBACK, params={"profile": "ebike", "why": why})
    assert "–" not in describe(notice).zh


def test_what_another_program_wrote_still_shows():
    assert describe(Notice(code="MINE")).zh == "MINE"
    assert describe(Notice(code=notices.FAR_SNAP)).en == notices.FAR_SNAP
    assert remedy_of(Notice(code="MINE")) is None
