"""The day's page says at a glance what the plan is and whether anything is left to do."""

import datetime
from dataclasses import replace

from api.plans.records import HandOver, HandOverKind, Status
from api.web.view import day_view
from optimizer.plan import Plan
from tests import toys
from tests.api.web.conftest import SHANGHAI


def figures(view):
    return {figure.label.en: figure.value for figure in view.figures}


def test_headline_numbers(version, names):
    assert figures(day_view(version, names, SHANGHAI)) == {
        "Meals": "5",
        "Stops": "3",
        "Riders": "1",
        "Trips": "2",
        "Not delivered": "1",
        "First door": "10:06",
        "Last door": "10:38",
        "Longest on board": "8",
    }


def test_only_unserved_visits_alarm(version, names):
    alarms = [f.label.en for f in day_view(version, names, SHANGHAI).figures if f.alarm]
    assert alarms == ["Not delivered"]


def test_version_is_told_in_local_time(version, names):
    draft = day_view(version, names, SHANGHAI)
    assert draft.version.moment.zh == "2026-03-02 07:05 生成"
    assert draft.version.words.zh == "草稿"
    noon = datetime.datetime(2026, 3, 2, 1, 30, tzinfo=datetime.UTC)
    live = replace(version, status=Status.PUBLISHED, published=noon)
    assert day_view(live, names, SHANGHAI).version.moment.zh == "2026-03-02 09:30 发布"


def test_only_drafts_can_be_changed(version, names):
    assert day_view(version, names, SHANGHAI).editable
    old = replace(version, status=Status.SUPERSEDED, published=version.created)
    assert not day_view(old, names, SHANGHAI).editable


def test_cases_move_from_open_to_settled(version, names):
    before = day_view(version, names, SHANGHAI)
    assert (len(before.open), len(before.settled)) == (1, 0)
    agreed = HandOver(visit="V4", kind=HandOverKind.CALL, who="老人丁", at=39_600)
    after = day_view(replace(version, hand_overs=(agreed,)), names, SHANGHAI)
    assert (len(after.open), len(after.settled)) == (0, 1)


def test_a_day_without_orders_has_neither_map_nor_timeline(version, names):
    empty = toys.line((0,))
    view = day_view(
        replace(version, problem=empty, plan=Plan(riders=(), unserved=()), orders=()),
        names,
        SHANGHAI,
    )
    assert (view.map, view.timeline, view.kitchens, view.riders) == (None, None, (), ())
    assert figures(view)["First door"] == "–"
