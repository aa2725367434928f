"""Riders read on their sheets what they need at the door, and nothing else."""

import datetime
from dataclasses import fields, replace

import pytest

from api.schedules.repository import Person
from api.web.sheets import Handing, kitchen_sheet, rider_sheets
from tests.api.web.conftest import SHANGHAI

NOW = datetime.datetime(2026, 3, 2, 0, 12, tzinfo=datetime.UTC)


def person(name, floor, **changes):
    at_home = Person(
        name=name, floor=floor, phone="13900000000", door="602室", lift=False, door_note=""
    )
    return replace(at_home, **changes)


@pytest.fixture(scope="module")
def people():
    return {
        "E1": person("老人甲", 6, door_note="敲门大声"),
        "E2": person("老人乙", 5),
        "E3": person("老人丙", 2, lift=True),
    }


@pytest.fixture(scope="module")
def sheets(version, names, people):
    return rider_sheets(version, names, people, NOW, SHANGHAI)


def test_every_trip_has_its_stops_in_order(sheets):
    (rider,) = sheets.riders
    assert (rider.name, rider.badge.letter) == ("骑手一", "A")
    assert [[stop.number for stop in run.stops] for run in rider.trips] == [[1, 2], [3]]


def test_a_resident_is_named_with_door_floor_phone_food_and_note(sheets):
    (handing,) = sheets.riders[0].trips[0].stops[0].handings
    assert handing == Handing(
        door="602室",
        floor=handing.floor,
        name="老人甲",
        phone="13900000000",
        meals="普通餐 ×2",
        note="敲门大声",
    )
    assert handing.floor.zh == "6楼走楼梯"


def test_one_entrance_is_climbed_from_the_bottom(sheets):
    stop = sheets.riders[0].trips[0].stops[1]
    assert [(h.name, h.floor.zh) for h in stop.handings] == [
        ("老人丙", "2楼有电梯"),
        ("老人乙", "5楼走楼梯"),
    ]


def test_whoever_left_the_roster_is_not_dropped_silently(sheets):
    (handing,) = sheets.riders[0].trips[1].stops[0].handings
    assert (handing.name, handing.floor.zh) == ("E4", "名册中已没有此人")
    assert handing.meals == "控糖餐 ×1"


def test_sheets_know_no_status():
    assert {field.name for field in fields(Handing)} == {
        "name",
        "floor",
        "meals",
        "door",
        "phone",
        "note",
    }


def test_every_sheet_says_of_which_version_it_is_and_when_it_was_printed(sheets, version, names):
    for imprint in (sheets.imprint, kitchen_sheet(version, names, NOW, SHANGHAI).imprint):
        assert imprint.date_words.zh == "2026年3月2日 星期一"
        assert imprint.version.number == 2
        assert imprint.printed == "2026-03-02 08:12"
