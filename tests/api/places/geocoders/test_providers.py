"""Each provider over real HTTP: what it is asked, what its answers mean, what its errors say."""

import json
import time
from typing import Any

import pytest

from api.errors import Unusable
from api.places.buildings import building_of
from api.places.finder import Level
from api.places.geocoders import choice
from api.places.geocoders.base import GeocoderTrouble
from api.places.geocoders.choice import geocoder_of
from api.settings import Settings
from optimizer.travel.datum import Bd09, Gcj02, Wgs84
from tests.api.places.geocoders.providing import providing

BUILDING = building_of("曹杨路358弄81号")
ASKED = "上海市普陀区曹杨路358弄81号"
NAMES = ("baidu", "nominatim", "amap", "tianditu")

BAIDU: dict[str, Any] = {
    "status": 0,
    "result": {
        "location": {"lng": 121.41, "lat": 31.25},
        "precise": 1,
        "confidence": 80,
        "comprehension": 100,
        "level": "门址",
    },
}
AMAP: dict[str, Any] = {
    "status": "1",
    "info": "OK",
    "infocode": "10000",
    "count": "1",
    "geocodes": [
        {
            "formatted_address": "上海市普陀区曹杨路358弄81号",
            "province": "上海市",
            "citycode": "021",
            "district": "普陀区",
            "township": [],
            "adcode": "310107",
            "street": "曹杨路",
            "number": "358弄81号",
            "location": "121.41,31.25",
            "level": "门牌号",
        }
    ],
}
TIANDITU: dict[str, Any] = {
    "msg": "ok",
    "location": {
        "score": 100,
        "level": "门址",
        "lon": "121.41",
        "lat": "31.25",
        "keyWord": "上海市普陀区曹杨路358弄81号",
    },
    "searchVersion": "6.4.9V",
    "status": "0",
}
NOMINATIM: list[dict[str, Any]] = [
    {
        "place_id": 1,
        "lat": "31.25",
        "lon": "121.41",
        "class": "building",
        "type": "apartments",
        "place_rank": 30,
        "display_name": "81号, 曹杨路358弄, 普陀区, 上海市, 中国",
        "address": {"house_number": "358弄81号", "road": "曹杨路", "country_code": "cn"},
    }
]
ANSWERS = {"baidu": BAIDU, "amap": AMAP, "tianditu": TIANDITU, "nominatim": NOMINATIM}
NOTHING = {
    "baidu": {"status": 0, "result": []},
    "amap": {"status": "1", "info": "OK", "infocode": "10000", "count": "0", "geocodes": []},
    "tianditu": {"msg": "无结果", "status": "101"},
    "nominatim": [],
}


@pytest.fixture(scope="module")
def provider():
    with providing() as provider:
        yield provider


@pytest.fixture
def geocoder(provider, tmp_path, monkeypatch):
    """Makes the geocoder of a name; nobody waits between two requests."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(choice, "PACES", dict.fromkeys(choice.PACES, 0))
    provider.asked.clear()

    def make(name, **changes):
        named = {"geocoder_server": provider.address, "geocoder_key": "K1", **changes}
        return geocoder_of(Settings(data_folder=tmp_path, geocoder=name, **named))

    return make


@pytest.mark.parametrize(
    ("name", "datum"),
    [("baidu", Bd09), ("amap", Gcj02), ("tianditu", Wgs84), ("nominatim", Wgs84)],
)
def test_an_answer_is_in_the_providers_datum(provider, geocoder, name, datum):
    provider.answers(ANSWERS[name])
    (candidate,) = geocoder(name).candidates(BUILDING)
    assert candidate.point == datum(121.41, 31.25)
    assert candidate.level is Level.BUILDING
    assert 0.8 <= candidate.confidence < 0.95


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_building_and_the_key_is_sent(provider, geocoder, name):
    provider.answers(ANSWERS[name])
    geocoder(name).candidates(BUILDING)
    ((path, fields),) = provider.asked
    words = fields.get("address") or fields.get("q") or json.loads(fields["ds"])["keyWord"]
    assert words == ASKED
    key = {"baidu": "ak", "amap": "key", "tianditu": "tk"}.get(name)
    assert key is None or fields[key] == "K1"
    expected = {"baidu": "/geocoding/v3/", "nominatim": "/search", "amap": "/v3/geocode/geo"}
    assert path == expected.get(name, "/geocoder")


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_address_has_no_candidates(provider, geocoder, name):
    provider.answers(NOTHING[name])
    assert geocoder(name).candidates(BUILDING) == ()


@pytest.mark.parametrize(
    ("name", "page", "level", "most"),
    [
        ("baidu", {"result": BAIDU["result"] | {"confidence": 50, "precise": 0}}, Level.ROAD, 0.3),
        ("baidu", {"result": BAIDU["result"] | {"confidence": 20}}, Level.AREA, 0.2),
        ("baidu", {"result": BAIDU["result"] | {"comprehension": 40}}, Level.BUILDING, 0.4),
        ("amap", {"formatted_address": "上海市普陀区曹杨路358弄"}, Level.LANE, 0.6),
        ("amap", {"formatted_address": "上海市普陀区曹杨路"}, Level.ROAD, 0.3),
        ("amap", {"level": "道路"}, Level.ROAD, 0.3),
        ("amap", {"level": "区县"}, Level.AREA, 0.1),
        ("tianditu", {"level": "兴趣点"}, Level.LANE, 0.6),
        ("tianditu", {"score": 50}, Level.BUILDING, 0.4),
        ("tianditu", {"level": "道路"}, Level.ROAD, 0.3),
        ("nominatim", {"address": {"road": "曹杨路"}, "place_rank": 26}, Level.ROAD, 0.3),
        ("nominatim", {"address": {}, "place_rank": 12}, Level.AREA, 0.1),
    ],
)
def test_vague_answers_are_not_trusted(provider, geocoder, name, page, level, most):
    vague = {
        "baidu": {"status": 0, **page},
        "amap": AMAP | {"geocodes": [AMAP["geocodes"][0] | page]},
        "tianditu": TIANDITU | {"location": TIANDITU["location"] | page},
        "nominatim": [NOMINATIM[0] | page],
    }[name]
    provider.answers(vague)
    (candidate,) = geocoder(name).candidates(BUILDING)
    assert candidate.level is level
    assert candidate.confidence <= most


def test_several_answers_come_the_surest_first(provider, geocoder):
    vague = AMAP["geocodes"][0] | {"level": "道路", "location": "121.42,31.26"}
    provider.answers(AMAP | {"geocodes": [vague, AMAP["geocodes"][0]]})
    first, second = geocoder("amap").candidates(BUILDING)
    assert (first.confidence, second.confidence) == (0.9, 0.3)


@pytest.mark.parametrize(
    ("name", "page", "status", "code", "lasting"),
    [
        ("baidu", {"status": 302, "message": "quota"}, 200, "GEOCODER_QUOTA", True),
        ("baidu", {"status": 200, "message": "no APP"}, 200, "GEOCODER_KEY", True),
        ("baidu", {"status": 5, "message": "ak"}, 200, "GEOCODER_KEY", True),
        ("baidu", {"status": 2, "message": "parameter"}, 200, "GEOCODER_REFUSED", False),
        ("baidu", {"result": {"somewhere": 1}}, 200, "GEOCODER_ANSWER", False),
        ("amap", {"status": "0", "infocode": "10001"}, 200, "GEOCODER_KEY", True),
        ("amap", {"status": "0", "infocode": "10044"}, 200, "GEOCODER_QUOTA", True),
        ("amap", {"status": "0", "infocode": "20000"}, 200, "GEOCODER_REFUSED", False),
        ("amap", {"status": "0", "infocode": "30001"}, 200, "GEOCODER_UNREACHABLE", False),
        ("amap", {"status": "1", "infocode": "10000"}, 200, "GEOCODER_ANSWER", False),
        ("tianditu", {"code": 301003, "msg": "非法Key"}, 403, "GEOCODER_KEY", True),
        ("tianditu", {"code": 301005, "msg": "配额"}, 418, "GEOCODER_QUOTA", True),
        ("tianditu", {"code": 301003, "msg": "非法Key"}, 200, "GEOCODER_KEY", True),
        ("tianditu", {"status": "404", "msg": "error"}, 200, "GEOCODER_UNREACHABLE", False),
        ("nominatim", "<html>busy</html>", 200, "GEOCODER_ANSWER", False),
        ("nominatim", "{}", 429, "GEOCODER_TOO_FAST", False),
        ("nominatim", "{}", 403, "GEOCODER_KEY", True),
        ("nominatim", "{}", 503, "GEOCODER_TIMEOUT", False),
        ("amap", "{}", 500, "GEOCODER_UNREACHABLE", False),
    ],
)
def test_errors_say_what_to_do(provider, geocoder, name, page, status, code, lasting):
    provider.answers(page, status)
    with pytest.raises(GeocoderTrouble) as trouble:
        geocoder(name).candidates(BUILDING)
    assert (trouble.value.code, trouble.value.lasting) == (code, lasting)
    assert name in trouble.value.detail.zh
    assert "K1" not in str(trouble.value)


def test_a_provider_that_is_not_there(geocoder):
    asked = geocoder("amap", geocoder_server="http://127.0.0.1:9")
    with pytest.raises(GeocoderTrouble) as trouble:
        asked.candidates(BUILDING)
    assert trouble.value.code == "GEOCODER_UNREACHABLE"


def test_a_provider_that_does_not_answer_in_time(provider, geocoder):
    provider.silent.clear()
    try:
        with pytest.raises(GeocoderTrouble) as trouble:
            geocoder("tianditu", geocoder_timeout=0.2).candidates(BUILDING)
    finally:
        provider.silent.set()
    assert trouble.value.code == "GEOCODER_TIMEOUT"


def test_nobody_is_asked_unless_opted_for(tmp_path):
    with pytest.raises(Unusable) as refused:
        geocoder_of(Settings(data_folder=tmp_path))
    assert refused.value.code == "GEOCODER_NONE"


@pytest.mark.parametrize("name", ["baidu", "amap", "tianditu"])
def test_a_key_is_needed(tmp_path, name):
    with pytest.raises(Unusable) as refused:
        geocoder_of(Settings(data_folder=tmp_path, geocoder=name))
    assert refused.value.code == "GEOCODER_NO_KEY"


@pytest.mark.parametrize("name", NAMES)
def test_every_provider_has_its_own_address_and_pace(tmp_path, name):
    asked = geocoder_of(Settings(data_folder=tmp_path, geocoder=name, geocoder_key="K1"))
    assert asked.name == name
    assert choice.PACES[name] > 0


def test_the_key_shows_in_no_settings(tmp_path):
    assert "geheim" not in repr(Settings(data_folder=tmp_path, geocoder_key="geheim"))


def test_requests_are_paced(provider, geocoder, monkeypatch):
    monkeypatch.setitem(choice.PACES, "amap", 0.3)
    provider.answers(AMAP)
    asked = geocoder("amap")
    asked.candidates(BUILDING)
    begun = time.monotonic()
    asked.candidates(BUILDING)
    assert time.monotonic() - begun > 0.2
