"""Notices name addresses and canteens, kind by kind, and the source of the roads stands apart."""

from dataclasses import replace

from api.plans.notices import on_osm_roads, sources, told
from optimizer.notices import FALLBACK, FAR_SNAP, ROADS, UNKNOWN_ROADS, Notice
from tests import toys


def far(location, metres=150):
    params = {"location": location, "profile": "ebike", "metres": metres}
    return Notice(code=FAR_SNAP, params=params)


ROAD = Notice(code=ROADS, params={"profile": "ebike", "data": "0f"})
PLAIN = Notice(code=FALLBACK, params={"profile": "van", "why": "roads_missing"})


def problem(*notices):
    return replace(toys.line(), notices=notices)


def test_a_place_is_called_by_all_that_stands_there():
    shared = toys.line(visits={"V2": {"location": "p1"}})
    (group,) = told(
        replace(shared, notices=(far("p1"), far("p0"))),
        {"V1": "杏山路1号", "V2": "杏山路1号甲"},
        {"C1": "曹杨食堂"},
    )
    assert [words.zh.split("：")[0] for words in group.sentences] == [
        "杏山路1号、杏山路1号甲",
        "曹杨食堂",
    ]


def test_without_names_the_ids_stand():
    (group,) = told(problem(far("p1")))
    assert group.sentences[0].en.startswith("V1: 150 m")


def test_kinds_are_told_one_after_the_other_with_one_remedy_each():
    groups = told(problem(far("p1"), PLAIN, far("p2")))
    assert [(group.code, len(group.sentences)) for group in groups] == [
        (FAR_SNAP, 2),
        (FALLBACK, 1),
    ]
    assert all(group.remedy for group in groups)


def test_the_farthest_place_comes_first():
    (group,) = told(problem(far("p1", 120), far("p2", 560), far("p3", "far")))
    assert [words.en.split(":")[0] for words in group.sentences] == ["V2", "V1", "V3"]


def test_where_the_roads_come_from_is_no_trouble():
    with_roads = problem(ROAD, far("p1"))
    assert [group.code for group in told(with_roads)] == [FAR_SNAP]
    assert len(sources(with_roads)) == 1
    assert on_osm_roads(with_roads)
    assert not on_osm_roads(problem(PLAIN))


def test_a_server_that_does_not_say_uses_openstreetmap_all_the_same():
    unknown = problem(Notice(code=UNKNOWN_ROADS, params={"profile": "ebike"}))
    assert [group.code for group in told(unknown)] == [UNKNOWN_ROADS]
    assert on_osm_roads(unknown)
