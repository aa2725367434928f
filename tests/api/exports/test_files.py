"""Excel on Chinese Windows opens what leaves: encoding, line ends, text as text, no formulas."""

import datetime
from io import BytesIO

import openpyxl

from api.exports.delimited import csv_bytes
from api.exports.tables import Table
from api.exports.workbooks import workbook_bytes

TABLE = Table(
    name="名单",
    headers=("编号", "姓名", "份数", "日期", "时间"),
    rows=[
        ["0021", "=HYPERLINK(1)", 2, datetime.date(2026, 3, 2), datetime.time(10, 30)],
        ["13800000000", "+甲,乙\n丙", -1.5, datetime.datetime(2026, 3, 2), None],  # noqa: DTZ001
    ],
)


def test_csv_has_a_mark_and_windows_line_ends():
    content = csv_bytes(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "编号,姓名,份数,日期,时间"
    assert lines[1] == "0021\t,'=HYPERLINK(1),2,2026-03-02,10:30"
    assert lines[2] == '13800000000\t,"\'+甲,乙\n丙",-1.5,2026-03-02,'
    assert lines[3:] == [""]


def test_a_workbook_keeps_text_text_and_numbers_numbers():
    book = openpyxl.load_workbook(BytesIO(workbook_bytes([TABLE])))
    sheet = book["名单"]
    code, name, count, date, time = sheet[2]
    assert (code.value, code.data_type, code.number_format) == ("0021", "s", "@")
    assert (name.value, name.data_type, name.quotePrefix) == ("=HYPERLINK(1)", "s", True)
    assert (count.value, count.data_type) == (2, "n")
    assert date.value == datetime.datetime(2026, 3, 2)  # noqa: DTZ001
    assert time.value == datetime.time(10, 30)
    assert sheet.freeze_panes == "A2"


def test_characters_that_no_workbook_may_hold_are_left_out():
    table = Table(name="x", headers=("a",), rows=[["甲\x0b乙"]])
    book = openpyxl.load_workbook(BytesIO(workbook_bytes([table])))
    assert book["x"]["A2"].value == "甲乙"
