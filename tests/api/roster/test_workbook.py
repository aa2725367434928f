"""Good rows become records whatever stands beside them; bad ones name every fault they have."""

import datetime
from typing import Any

import pytest

from api.roster.findings import Severity
from api.roster.records import ResidentRecord
from api.roster.workbook import read
from optimizer.problem import Batch
from tests.api.roster.books import (
    book,
    canteen_row,
    codes,
    resident_row,
    rider_row,
    saved,
    small,
    with_residents,
)
from tests.rosters import canteen


@pytest.fixture
def imported(tmp_path):
    """Reads the workbook of the sheets it is given."""
    return lambda sheets, **known: read(saved(book(sheets), tmp_path), **known)


def test_a_good_workbook_becomes_records(imported):
    report = imported(small())
    assert report.findings == ()
    (kitchen,), (rider,) = report.canteens.accepted, report.riders.accepted
    assert kitchen.batches == (Batch(ready=36_000, meals=120), Batch(ready=38_700, meals=80))
    assert kitchen.capacity_by_diet == {"soft": 50}
    assert kitchen.diets == ("regular", "soft")
    assert (rider.shift, rider.profile, rider.kind) == ((35_100, 45_900), "ebike", "staff")
    assert report.residents.accepted[0] == ResidentRecord(
        id="0001",
        name="老人甲",
        phone="02100000001",
        street_town="曹杨新村",
        address="曹杨路358弄81号",
        door="602室",
        floor=6,
        lift=False,
        lon=121.403,
        lat=31.246,
        tier=1,
        category="低保",
        programme="区助餐补贴",
        canteen="C1",
        door_note="门铃坏了，请敲门",
    )


def test_bad_rows_never_stop_good_ones(imported):
    bad = resident_row("0002", 餐别="无糖")
    report = imported(with_residents(resident_row("0001"), bad, resident_row("0003")))
    assert [record.id for record in report.residents.accepted] == ["0001", "0003"]
    assert report.residents.rejected == (3,)
    assert report.residents.rejected_ids == {"0002"}


def test_a_finding_names_place_value_and_remedy(imported):
    (finding,) = imported(with_residents(resident_row(餐别="无糖"))).findings
    assert (finding.severity, finding.sheet, finding.row) == (Severity.REJECTED, "老人", 2)
    assert (finding.column, finding.value) == ("餐别", "无糖")
    assert finding.problem.zh == "不认识这个词"
    assert "糖尿病" in finding.remedy.zh
    assert "糖尿病" in finding.remedy.en


def test_every_finding_of_a_row_is_reported(imported):
    row = resident_row(
        姓名=None, 楼层="六", 电梯="坏", 送餐日="有时", 经度=31.2, 纬度=121.4, 份数=0
    )
    row |= {"暂停自": "2026-03-09", "暂停至": "2026-03-02", "食堂": "C9", "电话": None}
    assert {(column, code) for _, _, column, code in codes(imported(with_residents(row)))} == {
        ("姓名", "blank"),
        ("电话", "no_phone"),
        ("电梯", "unknown_word"),
        ("送餐日", "not_weekdays"),
        ("份数", "below"),
        ("经度、纬度", "swapped"),
        ("暂停自、暂停至", "hold_reversed"),
        ("食堂", "unknown_canteen"),
    }


def test_of_two_residents_with_one_id_the_second_is_rejected(imported):
    twice = with_residents(resident_row("0001"), resident_row("0007"), resident_row("0001"))
    report = imported(twice)
    (finding,) = report.findings
    assert (finding.row, finding.column, finding.value) == (4, "编号", "0001")
    assert "第 2 行" in finding.problem.zh
    assert len(report.residents.accepted) == 2


def test_ids_and_phones_stay_text_also_as_excel_numbers(imported):
    sheets = with_residents(
        resident_row("0042", 电话="0210 0000-123"),
        resident_row(编号=7, 电话=13_800_000_000),
        resident_row(编号=8.0, 电话=13_800_000_000.0, 室号=602),
    )
    records = imported(sheets).residents.accepted
    assert [record.id for record in records] == ["0042", "7", "8"]
    assert [r.phone for r in records] == ["0210 0000-123", "13800000000", "13800000000"]
    assert records[2].door == "602"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.38E+10", "phone_scientific"),
        ("无", "not_a_phone"),
        (1.38e17, "digits_lost"),
        (datetime.date(2026, 3, 2), "unexpected_date"),
    ],
)
def test_a_phone_that_excel_spoilt_is_rejected(imported, typed, code):
    report = imported(with_residents(resident_row(电话=typed)))
    assert codes(report) == [("老人", 2, "电话", code)]
    assert report.residents.accepted == ()


@pytest.mark.parametrize("typed", [2_100_000_001, "1380013", "138001380001", "13800138"])
def test_a_phone_with_digits_too_many_or_too_few_is_a_warning(imported, typed):
    report = imported(with_residents(resident_row(电话=typed)))
    assert codes(report) == [("老人", 2, "电话", "odd_phone")]
    assert len(report.residents.accepted) == 1


def test_dates_may_be_dates_or_text(imported):
    typed = ["2026-03-02", "2026/3/2", "2026年3月2日", datetime.date(2026, 3, 2), 20_260_302]
    rows = [resident_row(str(k), 暂停自=value) for k, value in enumerate(typed)]
    report = imported(with_residents(*rows))
    assert report.findings == ()
    begins = {record.hold_from for record in report.residents.accepted}
    assert begins == {datetime.date(2026, 3, 2)}


def test_a_hold_that_ends_before_it_begins_is_rejected(imported):
    report = imported(with_residents(resident_row(暂停自="2026-03-09", 暂停至="2026-03-02")))
    (finding,) = report.findings
    assert (finding.code, finding.column) == ("hold_reversed", "暂停自、暂停至")
    assert finding.value == "2026-03-09、2026-03-02"


def test_a_shift_shorter_than_loading_is_rejected(imported):
    row = rider_row(上班="10:30", 下班="10:34")
    report = imported({**small(), "骑手": [row, rider_row("R2")]})
    (finding,) = report.findings
    assert (finding.row, finding.code) == (2, "shift_too_short")
    assert "5 minutes" in finding.problem.en
    assert [rider.id for rider in report.riders.accepted] == ["R2"]


def test_a_shift_that_ends_before_it_begins_is_rejected(imported):
    report = imported({**small(), "骑手": [rider_row(上班="12:45", 下班="9:45", 食堂=None)]})
    assert {code for *_, code in codes(report)} == {"times_reversed", "blank"}


def test_capacity_0_is_accepted_with_a_warning(imported):
    report = imported({**small(), "食堂": [canteen_row(供餐能力=0, 出餐批次=None)]})
    assert codes(report) == [("食堂", 2, "供餐能力", "no_capacity")]
    assert report.canteens.accepted[0].capacity == 0
    assert len(report.residents.accepted) == 2


def test_coordinates_in_the_wrong_order_are_rejected(imported):
    report = imported(with_residents(resident_row(经度=31.246, 纬度=121.403)))
    assert codes(report) == [("老人", 2, "经度、纬度", "swapped")]
    assert report.findings[0].value == "31.246、121.403"


def test_a_place_outside_putuo_is_a_warning(imported):
    report = imported(with_residents(resident_row(经度=121.5)))
    assert codes(report) == [("老人", 2, "经度、纬度", "outside_putuo")]
    assert len(report.residents.accepted) == 1


@pytest.mark.parametrize(("lon", "lat"), [(200, 31.2), (121.4, 95), (-181, 0)])
def test_coordinates_that_are_nowhere_are_rejected(imported, lon, lat):
    report = imported(with_residents(resident_row(经度=lon, 纬度=lat)))
    assert codes(report) == [("老人", 2, "经度、纬度", "not_on_earth")]


def test_an_unknown_canteen_is_named_with_the_known_ones(imported):
    sheets = {**small(), "骑手": [rider_row(食堂="C9", 可装车食堂="C1、C8")]}
    report = imported(sheets)
    assert codes(report) == [
        ("骑手", 2, "食堂", "unknown_canteen"),
        ("骑手", 2, "可装车食堂", "unknown_canteen"),
    ]
    assert "C1" in report.findings[0].remedy.zh


def test_a_rejected_canteen_is_no_reference(imported):
    report = imported({**small(), "食堂": [canteen_row(供餐能力="很多")]})
    assert report.riders.accepted == report.residents.accepted == ()
    assert {code for *_, code in codes(report)} == {"not_a_number", "unknown_canteen"}


def test_canteens_known_from_elsewhere_are_references(imported):
    sheets = {"骑手": [rider_row(食堂="C7")], "老人": [resident_row(食堂="C7")]}
    report = imported(sheets, canteens=[canteen("C7")])
    assert codes(report) == [("食堂", None, None, "missing_sheet")]
    assert len(report.riders.accepted) == len(report.residents.accepted) == 1
    assert not report.canteens.readable


def test_an_own_window_needs_both_ends(imported):
    late = datetime.time(11, 0)
    sheets = with_residents(
        resident_row("1", 最早=late, 最晚="12:15"),
        resident_row("2", 最早=late),
        resident_row("3", 最早="12:15", 最晚=late),
    )
    report = imported(sheets)
    assert [record.window for record in report.residents.accepted] == [(39_600, 44_100)]
    assert [(row, code) for _, row, _, code in codes(report)] == [
        (3, "half_window"),
        (4, "times_reversed"),
    ]


def test_batches_below_the_capacity_are_a_warning(imported):
    report = imported({**small(), "食堂": [canteen_row(出餐批次="10:00 150份")]})
    assert codes(report) == [("食堂", 2, "出餐批次、供餐能力", "batches_short")]


def test_a_limit_for_a_diet_that_is_not_cooked_is_a_warning(imported):
    report = imported({**small(), "食堂": [canteen_row(各餐别上限="清真 30")]})
    assert codes(report) == [("食堂", 2, "各餐别上限、餐别", "diet_not_cooked")]


def test_without_phone_or_door_the_meal_still_comes(imported):
    report = imported(with_residents(resident_row(电话=None, 室号=" ")))
    assert codes(report) == [("老人", 2, "电话", "no_phone"), ("老人", 2, "室号", "no_door")]
    assert len(report.residents.accepted) == 1


def test_blank_cells_take_the_usual_value(imported):
    blank: dict[str, Any] = dict.fromkeys(
        ["份数", "送餐日", "等级", "街镇", "食堂", "近期漏送", "门口备注"]
    )
    (record,) = imported(with_residents(resident_row(**blank))).residents.accepted
    assert (record.portions, record.weekdays, record.tier) == (1, (1, 2, 3, 4, 5, 6, 7), 3)
    assert (record.street_town, record.canteen, record.door_note) == ("", None, "")


def test_a_formula_error_is_no_value(tmp_path):
    made = book(small())
    cell = made["老人"]["G2"]
    cell.value, cell.data_type = "#REF!", "e"
    report = read(saved(made, tmp_path))
    assert codes(report) == [("老人", 2, "楼层", "formula_error")]
    assert report.findings[0].value == "#N/A"


def test_the_roster_is_in_order_of_id(imported):
    report = imported(with_residents(resident_row("0002"), resident_row("0001")))
    assert [record.id for record in report.roster.residents] == ["0001", "0002"]


def test_reading_twice_gives_the_same(imported):
    assert imported(small()) == imported(small())
