"""The settings choose where travel times come from, and a plan says when it was not that."""

import socket

import pytest
from pydantic import ValidationError

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.plans.notices import on_osm_roads, sources, told
from api.settings import Settings
from api.travel import geodesic_of, travel_times, travel_times_of_files
from optimizer.errors import TravelUnavailable
from optimizer.notices import FALLBACK, FAR_SNAP, ROADS, UNREACHABLE
from tests import roads
from tests.rosters import MONDAY, canteen, resident, roster

WEST, EAST = roads.at(100, 0), roads.at(900, 0)


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    """The address of a server with one street of a kilometre."""
    roads.require_tools()
    folder = tmp_path_factory.mktemp("street")
    file = roads.write_map(
        folder / "street.osm", [([(0, 0), (1_000, 0)], {"highway": "residential"})]
    )
    with roads.routed(roads.built(file, folder / "roads", "ebike")) as url:
        yield url


def nobody():
    """An address where no server listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def day(settings, **changes):
    """Two people on the street, one 400 m off it."""
    far = roads.at(500, 400)
    people = roster(
        resident("E1", lon=EAST[0], lat=EAST[1], address="杏山路1号"),
        resident("E2", lon=far[0], lat=far[1], address="杏山路2弄3号"),
        canteens=(canteen(name="曹杨食堂", lon=WEST[0], lat=WEST[1]),),
        **changes,
    )
    return planning_day(people, MONDAY, LUNCH, travel_times(settings)).problem


def codes(problem):
    return [notice.code for notice in problem.notices]


def test_straight_lines_unless_streets_are_asked_for(tmp_path):
    settings = Settings(data_folder=tmp_path)
    problem = day(settings)
    assert problem.travel["ebike"] == geodesic_of(settings).matrix(problem.locations, "ebike")
    assert not problem.notices


def test_streets_and_what_lies_far_from_them(tmp_path, street):
    settings = Settings(data_folder=tmp_path, travel="osrm", osrm_url=street)
    problem = day(settings)
    assert codes(problem) == [ROADS, FAR_SNAP]
    (group,) = told(problem, dict.fromkeys((v.id for v in problem.visits), "?"), {"C1": "曹杨食堂"})
    assert group.code == FAR_SNAP
    assert "400" in group.sentences[0].zh
    assert "OpenStreetMap" in sources(problem)[0].zh
    assert on_osm_roads(problem)


def test_a_kept_matrix_keeps_its_notices(tmp_path, street):
    settings = Settings(data_folder=tmp_path, travel="osrm", osrm_url=street)
    first, second = day(settings), day(settings)
    assert first.notices == second.notices
    assert len([*(tmp_path / "travel").glob("*.npz")]) == 1


def test_straight_lines_stand_in_and_the_plan_says_so(tmp_path):
    settings = Settings(data_folder=tmp_path, travel="osrm", osrm_url=nobody())
    problem = day(settings)
    assert codes(problem) == [FALLBACK]
    assert problem.travel["ebike"] == geodesic_of(settings).matrix(problem.locations, "ebike")
    (group,) = told(problem)
    assert "连不上道路服务器" in group.sentences[0].zh
    assert not on_osm_roads(problem)


def test_a_server_that_answers_again_is_heard(tmp_path, street):
    silent = Settings(data_folder=tmp_path, travel="osrm", osrm_url=nobody())
    again = Settings(data_folder=tmp_path, travel="osrm", osrm_url=street)
    assert codes(day(silent)) == [FALLBACK]
    assert codes(day(again)) == [ROADS, FAR_SNAP]


def test_no_roads_built_stand_in_too(tmp_path):
    problem = day(Settings(data_folder=tmp_path, travel="osrm"))
    assert [dict(notice.params) for notice in problem.notices] == [
        {"profile": "ebike", "why": "roads_missing"}
    ]


def test_no_plan_without_streets_where_that_is_asked_for(tmp_path):
    settings = Settings(
        data_folder=tmp_path, travel="osrm", osrm_url=nobody(), travel_fallback="refuse"
    )
    with pytest.raises(TravelUnavailable, match="SONGCAN_OSRM_URL"):
        day(settings)


def test_places_without_a_way_between_are_named(tmp_path):
    roads.require_tools()
    file = roads.write_map(
        tmp_path / "two.osm",
        [([(0, y), (1_000, y)], {"highway": "residential"}) for y in (0.0, 400.0)],
    )
    with roads.routed(roads.built(file, tmp_path / "roads", "ebike")) as url:
        problem = day(Settings(data_folder=tmp_path, travel="osrm", osrm_url=url))
    assert codes(problem) == [ROADS, UNREACHABLE]
    beyond = next(v for v in problem.visits if v.location == problem.notices[1].location)
    (group,) = told(problem, {beyond.id: "杏山路2弄3号"})
    assert group.sentences[0].zh.startswith("杏山路2弄3号：")


def test_files_leave_nothing_in_the_data_folder(tmp_path, street):
    problem = day(Settings(data_folder=tmp_path / "a", travel="osrm", osrm_url=street))
    settings = Settings(data_folder=tmp_path / "b", travel="osrm", osrm_url=street)
    travel = travel_times_of_files(settings).matrix(problem.locations, "ebike")
    assert travel == problem.travel["ebike"]
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("url", ["roads:5000", "ftp://roads", "http://ann:secret@roads:5000"])
def test_addresses_that_are_none_or_hold_a_password(url):
    with pytest.raises(ValidationError, match="osrm_url"):
        Settings(osrm_url=url)
