"""Rejected rows leave as they came, with what to do; corrected there, they can be imported."""

from io import BytesIO

import openpyxl
import pytest

from api.exports.delimited import csv_bytes
from api.exports.rejected import rejected_table, rejected_tables
from api.exports.workbooks import workbook_bytes
from api.roster.sources.file import SourceFile
from api.roster.workbook import read
from tests.api.roster.books import book, codes, resident_row, rider_row, saved, small
from tests.rosters import canteen

OWN = ("问题", "处理办法", "来自文件", "来自工作表", "来自行")


@pytest.fixture
def imported(tmp_path):
    return lambda sheets: read(saved(book(sheets), tmp_path))


def broken():
    """A good resident between two bad ones, and a bad rider."""
    first = {**resident_row("0001", 楼层="高", 餐别="无糖"), "血型": "A"}
    last = {**resident_row("0003", 地址="358弄81号", 电话=13_800_000_000), "血型": None}
    good = {**resident_row("0002"), "血型": "B"}
    return {**small(), "骑手": [rider_row(食堂="C9")], "老人": [first, good, last]}


def test_rows_keep_their_columns_and_say_what_to_do(imported):
    riders, residents = rejected_tables(imported(broken()))
    assert riders.name == "骑手"
    assert residents.headers == (*resident_row(), "血型", *OWN)
    assert len(residents.rows) == 2
    row = dict(zip(residents.headers, residents.rows[0], strict=True))
    assert (row["编号"], row["楼层"], row["血型"]) == ("0001", "高", "A")
    assert row["问题"] == "楼层：这不是数字\n餐别：不认识这个词"
    assert "糖尿病" in str(row["处理办法"])
    assert (row["来自文件"], row["来自工作表"], row["来自行"]) == ("roster.xlsx", "老人", 2)


def test_a_single_file_holds_all_of_them(imported):
    table = rejected_table(imported(broken()))
    assert len(table.rows) == 3
    assert table.headers[-5:] == OWN
    assert {"箱位", "血型"} <= set(table.headers)
    assert ",13800000000," in csv_bytes(table).decode("utf-8-sig")


def corrected(content):
    """The workbook of rejected rows, mended by hand."""
    made = openpyxl.load_workbook(BytesIO(content))
    headers = [cell.value for cell in made["老人"][1]]
    for row, header, value in (
        (2, "楼层", 6),
        (2, "餐别", "糖尿病"),
        (3, "地址", "曹杨路358弄81号"),
    ):
        made["老人"].cell(row, headers.index(header) + 1).value = value
    headers = [cell.value for cell in made["骑手"][1]]
    made["骑手"].cell(2, headers.index("食堂") + 1).value = "C1"
    saved_again = BytesIO()
    made.save(saved_again)
    return SourceFile(name="改.xlsx", place="改.xlsx", content=saved_again.getvalue())


def test_corrected_rows_can_be_imported_as_they_are(imported):
    content = workbook_bytes(rejected_tables(imported(broken())))
    report = read([corrected(content)], canteens=[canteen("C1")])
    assert {code for *_, code in codes(report)} == {"missing_sheet", "unknown_column"}
    assert [record.id for record in report.residents.accepted] == ["0001", "0003"]
    assert report.residents.accepted[1].phone == "13800000000"
    assert len(report.riders.accepted) == 1


def test_a_list_that_cannot_be_read_has_a_row_that_says_why(imported):
    rows = [{h: v for h, v in resident_row().items() if h != "楼层"}]
    (table,) = rejected_tables(imported({**small(), "老人": rows}))
    (row,) = table.rows
    assert table.headers == OWN
    assert "楼层" in str(row[0])
    assert row[2:] == ["roster.xlsx", "老人", None]


def test_columns_without_header_get_a_number(imported):
    rows = [resident_row(楼层="高") | {"": "旁注"}]
    (table,) = rejected_tables(imported({**small(), "老人": rows}))
    assert "旁注" in table.rows[0]
    assert f"#{len(rows[0])}" in table.headers
