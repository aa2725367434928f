"""Columns of sittings, suppers and public holidays: nobody needs them, and all of them are read."""

import datetime

import pytest

from api.roster.cells.basic import BadCell
from api.roster.cells.meals import sittings
from api.roster.workbook import read
from optimizer.problem import Batch
from tests.api.roster.books import book, canteen_row, codes, resident_row, rider_row, saved

KITCHEN = {
    "节假日": "按法定",
    "晚餐供餐能力": 80,
    "晚餐出餐批次": "15:50 50份；16:30 30份",
}
EVENING = {"晚班上班": datetime.time(16), "晚班下班": datetime.time(18, 30)}


def report(tmp_path, kitchen=None, worker=None, person=None):
    sheets = {
        "食堂": [canteen_row(**(KITCHEN | (kitchen or {})))],
        "骑手": [rider_row(**(EVENING | (worker or {})))],
        "老人": [resident_row(**({"餐次": "午晚餐"} | (person or {})))],
    }
    return read(saved(book(sheets), tmp_path))


def test_all_of_them_are_read(tmp_path):
    found = report(tmp_path)
    assert found.findings == ()
    (kitchen,) = found.canteens.accepted
    assert (kitchen.holidays, kitchen.supper_capacity) == ("statutory", 80)
    assert kitchen.supper_batches == (Batch(ready=57_000, meals=50), Batch(ready=59_400, meals=30))
    assert found.riders.accepted[0].supper_shift == (57_600, 66_600)
    assert found.residents.accepted[0].sittings == ("lunch", "supper")


def test_a_workbook_without_them_is_complete(tmp_path):
    sheets = {"食堂": [canteen_row()], "骑手": [rider_row()], "老人": [resident_row()]}
    found = read(saved(book(sheets), tmp_path))
    assert found.findings == ()
    (kitchen,) = found.canteens.accepted
    assert (kitchen.holidays, kitchen.supper_capacity, kitchen.supper_batches) == (
        "usual",
        None,
        (),
    )
    assert found.riders.accepted[0].supper_shift is None
    assert found.residents.accepted[0].sittings == ("lunch",)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("午餐", ("lunch",)),
        ("晚餐", ("supper",)),
        ("午晚餐", ("lunch", "supper")),
        ("晚餐、午餐", ("lunch", "supper")),
        ("午/晚", ("lunch", "supper")),
        ("Supper", ("supper",)),
        ("两餐", ("lunch", "supper")),
    ],
)
def test_sittings_as_offices_write_them(cell, meant):
    assert sittings(cell) == meant


def test_an_unknown_sitting_is_no_sitting():
    with pytest.raises(BadCell):
        sittings("早餐")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"worker": {"晚班下班": None}}, ("骑手", 2, "晚班上班、晚班下班", "half_supper_shift")),
        (
            {"worker": {"晚班下班": datetime.time(15)}},
            ("骑手", 2, "晚班上班、晚班下班", "times_reversed"),
        ),
        (
            {
                "worker": {
                    "上班": datetime.time(13),
                    "下班": datetime.time(15),
                    "晚班上班": None,
                    "晚班下班": None,
                }
            },
            ("骑手", 2, "上班、下班、晚班上班", "shift_without_sitting"),
        ),
        (
            {"kitchen": {"晚餐出餐批次": "16:00 50份"}},
            ("食堂", 2, "晚餐出餐批次、晚餐供餐能力", "batches_short"),
        ),
        (
            {"kitchen": {"晚餐供餐能力": None, "晚餐出餐批次": None}},
            ("老人", 2, "食堂、餐次", "no_supper"),
        ),
        ({"kitchen": {"节假日": "随便"}}, ("食堂", 2, "节假日", "unknown_word")),
        ({"person": {"餐次": "夜宵"}}, ("老人", 2, "餐次", "unknown_word")),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, changes, expected):
    assert expected in codes(report(tmp_path, **changes))


def test_a_resident_without_canteen_may_have_suppers(tmp_path):
    found = report(
        tmp_path, kitchen={"晚餐供餐能力": None, "晚餐出餐批次": None}, person={"食堂": None}
    )
    assert [finding.code for finding in found.findings] == []
