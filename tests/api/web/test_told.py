"""The day's page tells what is rough in the data, by address, and where the roads come from."""

from dataclasses import replace

import pytest

from api.app import create_app
from api.plans import service
from api.web.view import day_view
from optimizer.notices import FALLBACK, FAR_SNAP, ROADS, Notice
from tests.api.web.conftest import SHANGHAI
from tests.days import migrated, save_roster, small_day, small_plan, small_roster
from tests.serving import serving
from tests.systems import settings_in

ROAD = Notice(code=ROADS, params={"profile": "ebike", "data": "0f1e"})
PLAIN = Notice(code=FALLBACK, params={"profile": "ebike", "why": "server_unreachable"})


def far(location):
    return Notice(code=FAR_SNAP, params={"location": location, "profile": "ebike", "metres": 512})


def page(folder, *notices):
    """The small day's page, its data with these notices."""
    with migrated(folder) as database, database.session() as session:
        save_roster(session, small_roster())
        day = small_day()
        told = replace(day, problem=replace(day.problem, notices=notices))
        service.store(session, told, small_plan(told))
    with serving(create_app(settings_in(folder))) as client:
        return client.get("/?date=2026-03-02").text


def test_view_names_addresses_and_canteens(version, names):
    problem = replace(version.problem, notices=(ROAD, far("p1"), far("p0")))
    view = day_view(replace(version, problem=problem), names, SHANGHAI)
    (group,) = view.told
    assert [words.zh.split("：")[0] for words in group.sentences] == ["花溪路100弄1号", "曹杨食堂"]
    assert group.title.zh == "离道路远 2 处"
    assert view.on_osm_roads


def test_a_kind_of_another_program_has_a_title_too(version, names):
    problem = replace(version.problem, notices=(Notice(code="MINE"),))
    (group,) = day_view(replace(version, problem=problem), names, SHANGHAI).told
    assert group.title.en == "1 more"
    assert group.sentences[0].zh == "MINE"


@pytest.mark.usefixtures("system")
def test_page_with_streets(tmp_path):
    visit = small_day().problem.visits[0]
    shown = page(tmp_path, ROAD, far(visit.location))
    assert 'id="told"' in shown
    assert "离最近的道路 512 米" in shown
    assert "0f1e" in shown
    assert 'href="https://www.openstreetmap.org/copyright"' in shown


def test_page_with_straight_lines_in_their_place(tmp_path):
    shown = page(tmp_path, PLAIN)
    assert "没有用街道" in shown
    assert "SONGCAN_TRAVEL_FALLBACK" in shown
    assert "openstreetmap" not in shown


def test_page_without_anything_to_tell(tmp_path):
    assert 'id="told"' not in page(tmp_path)
