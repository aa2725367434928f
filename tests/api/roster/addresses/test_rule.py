"""One building is one visit, however its residents' rows spell it."""

import pytest

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.roster.workbook import read
from tests.api.roster.books import book, codes, resident_row, saved, small, with_residents
from tests.rosters import MONDAY, TRAVEL

SPELLINGS = (
    "曹杨路358弄81号",
    "曹杨路 358 弄 81 号",
    "曹杨路３５８弄８１号",
    "曹杨路358/81/602",
    "上海市普陀区曹杨路358弄81号602室",
    "曹杨路358弄81-602",
)


@pytest.fixture
def imported(tmp_path):
    return lambda *rows: read(saved(book(with_residents(*rows)), tmp_path))


def test_spellings_of_one_building_are_one_visit(imported):
    rows = [resident_row(f"{k}", 地址=spelt) for k, spelt in enumerate(SPELLINGS)]
    report = imported(*rows)
    assert report.findings == ()
    assert {record.address for record in report.residents.accepted} == {"曹杨路358弄81号"}
    day = planning_day(report.roster, MONDAY, LUNCH, TRAVEL)
    assert len(day.problem.visits) == 1


def test_a_door_in_the_address_fills_an_empty_one(imported):
    report = imported(resident_row(地址="曹杨路358弄81号602室", 室号=None))
    assert report.findings == ()
    assert report.residents.accepted[0].door == "602室"


def test_a_door_that_contradicts_is_a_warning_and_the_column_counts(imported):
    report = imported(resident_row(地址="曹杨路358弄81号602室", 室号="501室"))
    assert codes(report) == [("老人", 2, "地址、室号", "door_differs")]
    assert report.residents.accepted[0].door == "501室"


def test_a_door_in_another_spelling_is_no_contradiction(imported):
    report = imported(resident_row(地址="曹杨路358弄81号602室", 室号="602"))
    assert report.findings == ()
    assert report.residents.accepted[0].door == "602"


def test_a_lane_without_road_is_rejected_unless_a_column_names_it(imported):
    report = imported(resident_row("1", 地址="358弄81号"), resident_row("2"))
    assert codes(report) == [("老人", 2, "地址", "no_road")]
    assert "曹杨路358弄81号" in report.findings[0].remedy.zh
    report = imported(resident_row("1", 路名="曹杨路", 地址="358/81/602", 室号=None))
    assert report.findings == ()
    assert report.residents.accepted[0].address == "曹杨路358弄81号"


def test_two_roads_are_a_warning_and_the_address_counts(imported):
    report = imported(resident_row(路名="兰溪路"))
    assert codes(report) == [("老人", 2, "路名、地址", "road_differs")]
    assert report.residents.accepted[0].address == "曹杨路358弄81号"


@pytest.mark.parametrize(
    ("typed", "kept", "code"),
    [
        ("曹杨公园 东门", "曹杨公园东门", "address_unclear"),
        ("曹杨路358弄", "曹杨路358弄", "no_building"),
        ("曹杨路358/81", "曹杨路358弄81号", "address_guessed"),
        ("曹杨路358弄81号（近兰溪路）", "曹杨路358弄81号", "address_remark"),
    ],
)
def test_doubtful_addresses_are_kept_with_a_warning(imported, typed, kept, code):
    report = imported(resident_row(地址=typed))
    assert codes(report) == [("老人", 2, "地址", code)]
    assert report.residents.accepted[0].address == kept


def test_the_small_workbook_says_what_it_said(imported):
    (record,) = imported(small()["老人"][0]).residents.accepted
    assert (record.address, record.door) == ("曹杨路358弄81号", "602室")
