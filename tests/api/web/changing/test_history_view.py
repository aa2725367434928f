"""What led to a version, what can be taken back, and which sheets people hold."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from api.plans.origins import Action, Origin
from api.plans.records import Heading, Status
from api.web.changing.history_view import history_view, published_before
from api.web.names import Names

ZONE = ZoneInfo("Asia/Shanghai")
NAMES = Names(riders={"R1": "骑手一"}, addresses={"V1": "花溪路1弄"})
REPLAN = {"at": 34_800, "disruptions": [{"kind": "rider_absent", "rider": "R1"}]}


def at(minute):
    return datetime.datetime(2026, 3, 2, 1, minute, tzinfo=datetime.UTC)


def heading(number, action=Action.PLAN, parent=None, published=None, **details):
    return Heading(
        id=number,
        date=datetime.date(2026, 3, 2),
        sitting="lunch",
        number=number,
        status=Status.DRAFT,
        created=at(number),
        published=None if published is None else at(published),
        origin=Origin(action=action, parent=parent, by="王店长", why="", details=details),
    )


def test_what_an_undo_takes_back_is_what_made_the_content():
    headings = [
        heading(1),
        heading(2, Action.EDIT, 1, kind="remove", visit="V1"),
        heading(3, Action.REPLAN, 2, **REPLAN),
        heading(4, Action.UNDO, 2),
    ]
    view = history_view(headings, 4, (1, 3), NAMES, ZONE)
    assert view.undo is not None
    assert view.redo is not None
    assert view.undo.zh == "撤销：手改：撤下（花溪路1弄）"
    assert view.redo.zh == "重做：09:40 起重排：骑手一请假"
    assert view.made.what.zh == "撤销，回到第 2 版"
    assert (view.newest, view.is_newest, view.follows) == (4, True, None)


@pytest.mark.parametrize(("shown", "before"), [(1, None), (2, 1), (3, 1), (4, 2), (5, 4)])
def test_people_hold_what_was_published_last(shown, before):
    """Version 3 stays a draft; version 1 was published first, then 2, then 4."""
    headings = [
        heading(1, published=11),
        heading(2, published=12),
        heading(3),
        heading(4, published=14),
        heading(5),
    ]
    if shown == 3:
        headings = [headings[0], heading(2), heading(3)]
    found = published_before(headings, shown)
    assert (found and found.number) == before
