"""Edits and locks from the command line: each is a new draft, or says which rule is in the way."""

import re

import pytest

from api.plans.origins import Action
from tests import riding
from tests.commands import run
from tests.rosters import MONDAY

ON = ("--date", MONDAY)
SIGNED = ("--by", "王店长", "--why", "电梯停运")


@pytest.fixture
def data(tmp_path):
    """Four visits in a street, planned for two riders of one canteen."""
    with riding.with_riders(tmp_path) as database, database.session() as session:
        riding.draft(session, MONDAY)
    return tmp_path


def newest(data):
    return riding.newest(data, MONDAY)


def trips(version):
    """The visits of each trip of each rider who rides."""
    return {
        day.rider: [[stop.visit for stop in trip.stops] for trip in day.trips]
        for day in version.plan.riders
        if day.trips
    }


def songcan(data, *arguments, code=0):
    result = run(*arguments, data=data)
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return re.sub(r"[ │\n]+", " ", result.output)


def test_a_visit_is_taken_off_and_put_back(data):
    before = newest(data)
    rider, (served, *_) = next(iter(trips(before).items()))
    shown = songcan(data, "edit", "remove", served[0], *SIGNED, *ON)
    after = newest(data)
    assert [entry.visit for entry in after.plan.unserved] == [served[0]]
    assert (after.number, after.origin.action) == (2, Action.EDIT)
    assert (after.origin.by, after.origin.why) == ("王店长", "电梯停运")
    assert (after.origin.parent, after.origin.details["visit"]) == (before.id, served[0])
    assert f"{rider}·1 10:" in shown
    assert "花溪路" in shown, "where that is"

    songcan(data, "edit", "add", served[0], *SIGNED, *ON)
    assert newest(data).plan.unserved == ()


def test_a_dry_run_stores_nothing(data):
    (served, *_) = next(iter(trips(newest(data)).values()))
    shown = songcan(data, "edit", "remove", served[0], *SIGNED, *ON, "--dry-run")
    assert "没有存入" in shown
    assert newest(data).number == 1


def test_an_order_of_visits_is_reversed(data):
    rider, (served, *_) = next(iter(trips(newest(data)).items()))
    backwards = served[::-1]
    named = ("--rider", rider, "--trip", 1)
    songcan(data, "edit", "reorder", *backwards, *named, *SIGNED, *ON)
    assert trips(newest(data))[rider][0] == backwards


def test_a_trip_goes_to_another_rider(data):
    rider, (served, *_) = next(iter(trips(newest(data)).items()))
    other = next(name for name in ("R1", "R2") if name != rider)
    named = ("--rider", rider, "--trip", 1, "--to", other)
    shown = songcan(data, "edit", "other-rider", *named, *SIGNED, *ON)
    assert served in trips(newest(data))[other]
    assert "换骑手" in shown
    assert f"需收回的路线单：{rider} 第 1 趟" in shown


def test_two_visits_change_places_and_a_new_trip_is_made(data):
    (served, *_) = next(iter(trips(newest(data)).values()))
    first, last = served[0], served[-1]
    songcan(data, "edit", "swap", first, last, *SIGNED, *ON)
    named = ("--rider", "R2", "--canteen", "C1")
    songcan(data, "edit", "new-trip", first, *named, *SIGNED, *ON)
    assert [first] in trips(newest(data))["R2"]
    moved = ("--to", "R2", "--trip", 1, "--position", 1)
    songcan(data, "edit", "move", last, *moved, *SIGNED, *ON)
    assert trips(newest(data))["R2"][0][0] == last


def test_a_broken_rule_is_told_with_place_and_remedy(data):
    (served, *_) = next(iter(trips(newest(data)).values()))
    named = ("--rider", "R3", "--canteen", "C1")
    shown = songcan(data, "edit", "new-trip", *served, *named, *SIGNED, *ON, code=2)
    assert "CANTEEN" in shown
    assert "trip, from 1" in shown
    assert newest(data).number == 1


def test_what_is_not_there_is_told(data):
    (served, *_) = next(iter(trips(newest(data)).values()))
    shown = songcan(data, "edit", "remove", "V0", *SIGNED, *ON, code=2)
    assert "V0" in shown
    moved = ("--to", "R2", "--trip", 9)
    shown = songcan(data, "edit", "move", served[0], *moved, *SIGNED, *ON, code=2)
    assert "trip 9" in shown, "the number that was written"
    nobody = songcan(data, "edit", "remove", served[0], "--by", " ", "--why", "x", *ON, code=2)
    assert "没有写明由谁" in nobody
    other_day = ("--date", "2026-03-03")
    assert "songcan plan" in songcan(data, "edit", "remove", served[0], *SIGNED, *other_day, code=2)


def test_locks_come_and_go(data):
    rider, (served, *_) = next(iter(trips(newest(data)).items()))
    songcan(data, "lock", "rider", served[0], "--rider", rider, *SIGNED, *ON)
    version = newest(data)
    assert version.origin.action is Action.LOCK
    assert len(version.problem.locks) == 1
    assert f"{served[0]} 由骑手 {rider} 送" in songcan(data, "lock", "list", *ON)

    other = next(name for name in ("R1", "R2") if name != rider)
    named = ("--rider", other, "--canteen", "C1")
    refused = songcan(data, "edit", "new-trip", served[0], *named, *SIGNED, *ON, code=2)
    assert "LOCK" in refused

    songcan(data, "unlock", 1, *SIGNED, *ON)
    assert newest(data).problem.locks == ()
    assert newest(data).origin.action is Action.UNLOCK
    assert "没有第 1 项锁定" in songcan(data, "unlock", 1, *SIGNED, *ON, code=2)


def test_every_kind_of_lock(data):
    rider, (served, *_) = next(iter(trips(newest(data)).items()))
    other = next(name for name in ("R1", "R2") if name != rider)
    for lock in (
        ("trip", served[0], "--rider", rider, "--trip", 1),
        ("sequence", *served[:2]),
        ("never", served[0], "--rider", other),
        ("day", "--rider", rider),
        ("not-before", served[0], "10:00"),
    ):
        songcan(data, "lock", *lock, *SIGNED, *ON)
    shown = songcan(data, "lock", "list", *ON)
    for said in ("的第 1 趟", "依次连着送", "不送", "的全天", "不早于 10:00"):
        assert said in shown
    apart = songcan(data, "lock", "never", *served[:2], *SIGNED, *ON, code=2)
    assert "LOCK" in apart
    assert "XX" in songcan(data, "lock", "day", "--rider", "XX", *SIGNED, *ON, code=2)
    late = songcan(data, "lock", "not-before", served[0], "25:00", *SIGNED, *ON, code=2)
    assert "25:00" in late
