"""Changes are taken until the cut-off; after it only from somebody who stands for it."""

import datetime

import pytest

from api.errors import Conflict, Unusable
from api.order_book.cut_offs import Said, deadline, require_in_time
from api.orders.one_offs import Kind
from api.settings import CutOff, CutOffs, Settings
from tests.rosters import MONDAY

SETTINGS = Settings()
LIMITS = [
    (Kind.ADD, "lunch", -1, 15, 0),
    (Kind.CANCEL, "lunch", 0, 8, 30),
    (Kind.ADD, "supper", 0, 10, 0),
    (Kind.CANCEL, "supper", 0, 14, 0),
]


def said(moment, **changes):
    return Said(now=moment, **changes)


@pytest.mark.parametrize(("kind", "sitting", "days", "hour", "minute"), LIMITS)
def test_in_time_until_the_very_moment(kind, sitting, days, hour, minute):
    until = deadline(SETTINGS, kind, MONDAY, sitting)
    assert until.date() == MONDAY + datetime.timedelta(days=days)
    assert (until.hour, until.minute, str(until.tzinfo)) == (hour, minute, "Asia/Shanghai")
    assert require_in_time(SETTINGS, kind, MONDAY, sitting, said(until)) is False
    late = until + datetime.timedelta(seconds=1)
    with pytest.raises(Conflict, match=f"{until:%Y-%m-%d %H:%M}"):
        require_in_time(SETTINGS, kind, MONDAY, sitting, said(late))
    signed = said(late, late=True, by="王主任", reason="刚接到电话")
    assert require_in_time(SETTINGS, kind, MONDAY, sitting, signed) is True


def test_in_time_is_judged_in_the_canteens_time_zone():
    utc = datetime.datetime(2026, 3, 2, 0, 30, tzinfo=datetime.UTC)
    assert require_in_time(SETTINGS, Kind.CANCEL, MONDAY, "lunch", said(utc)) is False
    later = utc + datetime.timedelta(minutes=1)
    with pytest.raises(Conflict):
        require_in_time(SETTINGS, Kind.CANCEL, MONDAY, "lunch", said(later))


@pytest.mark.parametrize("signature", [{}, {"by": "王"}, {"reason": "急"}])
def test_a_late_change_needs_name_and_reason(signature):
    late = deadline(SETTINGS, Kind.ADD, MONDAY, "lunch") + datetime.timedelta(hours=1)
    with pytest.raises(Unusable, match="--by"):
        require_in_time(SETTINGS, Kind.ADD, MONDAY, "lunch", said(late, late=True, **signature))


def test_what_is_over_is_over():
    now = datetime.datetime(2026, 3, 3, 0, 1, tzinfo=SETTINGS.zone)
    signed = said(now, late=True, by="王", reason="急")
    with pytest.raises(Unusable, match="2026-03-03"):
        require_in_time(SETTINGS, Kind.ADD, MONDAY, "lunch", signed)


def test_there_are_no_other_sittings():
    now = datetime.datetime(2026, 3, 1, 9, 0, tzinfo=SETTINGS.zone)
    with pytest.raises(Unusable, match="brunch"):
        require_in_time(SETTINGS, Kind.ADD, MONDAY, "brunch", said(now))


def test_cut_offs_are_settings(monkeypatch):
    monkeypatch.setenv(
        "SONGCAN_CUT_OFFS",
        '{"lunch": {"add": {"days_before": 2, "at": "12:00"},'
        ' "cancel": {"days_before": 1, "at": "20:00"}}}',
    )
    chosen = Settings()
    assert chosen.cut_offs["lunch"] == CutOffs(
        add=CutOff(days_before=2, at=datetime.time(12)),
        cancel=CutOff(days_before=1, at=datetime.time(20)),
    )
    assert chosen.cut_offs["supper"] == SETTINGS.cut_offs["supper"]
    monkeypatch.setenv("SONGCAN_CUT_OFFS", '{"tea": {}}')
    with pytest.raises(ValueError, match="tea"):
        Settings()
    named = {**SETTINGS.cut_offs, "tea": SETTINGS.cut_offs["lunch"]}
    monkeypatch.delenv("SONGCAN_CUT_OFFS")
    with pytest.raises(ValueError, match="lunch, supper"):
        Settings(cut_offs=named)
