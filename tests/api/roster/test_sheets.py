"""Rows keep Excel's numbers, titles above the headers do no harm, merges are never guessed."""

import pytest

from api.roster.findings import text
from api.roster.headers import clean
from api.roster.workbook import read
from optimizer.errors import InvalidInput
from tests.api.roster.books import book, codes, resident_row, saved, small, with_residents


def test_blank_rows_are_skipped_and_numbers_stay_those_of_excel(tmp_path):
    made = book(with_residents(resident_row("1"), resident_row("2"), resident_row("3", 楼层="高")))
    made["老人"].insert_rows(3, amount=2)
    report = read(saved(made, tmp_path))
    assert codes(report) == [("老人", 6, "楼层", "not_a_number")]
    assert [record.id for record in report.residents.accepted] == ["1", "2"]


def test_a_merged_title_above_the_headers_does_no_harm(tmp_path):
    made = book(small())
    sheet = made["老人"]
    sheet.insert_rows(1, amount=2)
    sheet["A1"] = "二〇二六年三月送餐名册"
    sheet.merge_cells("A1:W2")
    report = read(saved(made, tmp_path))
    assert report.findings == ()
    assert len(report.residents.accepted) == 2


def test_rows_touched_by_a_merge_are_rejected_with_its_range(tmp_path):
    made = book(with_residents(*(resident_row(str(k)) for k in range(4))))
    made["老人"].merge_cells("E3:E4")
    report = read(saved(made, tmp_path))
    assert codes(report) == [("老人", 3, "地址", "merged"), ("老人", 4, "地址", "merged")]
    assert "E3:E4" in report.findings[0].problem.zh
    assert [record.id for record in report.residents.accepted] == ["0", "3"]


def test_a_merge_across_columns_is_one_finding(tmp_path):
    made = book(with_residents(resident_row("1", 楼层=None), resident_row("2")))
    made["老人"].merge_cells("I2:J2")
    report = read(saved(made, tmp_path))
    assert codes(report) == [
        ("老人", 2, "楼层", "blank"),
        ("老人", 2, "经度、纬度", "merged"),
    ]


def test_a_merge_beside_the_columns_does_no_harm(tmp_path):
    made = book(small())
    made["老人"].merge_cells("Z2:Z9")
    assert read(saved(made, tmp_path)).findings == ()


@pytest.mark.parametrize(
    "header", [" 楼 层 ", "楼层*", "楼层（几楼）", "楼层(floor)", "楼层：", "楼\n层"]
)
def test_headers_may_be_decorated(header):
    assert clean(header) == "楼层"


@pytest.mark.parametrize(
    "content", [b"", b"id,name\n1,x\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0"]
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "roster.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as caught:
        read(path)
    (issue,) = caught.value.issues
    assert issue.path == str(path)
    assert issue.problem == text("not_a_workbook")


def test_a_damaged_workbook_is_refused(tmp_path):
    path = saved(book(small()), tmp_path)
    path.write_bytes(path.read_bytes()[:-2_000])
    with pytest.raises(InvalidInput):
        read(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path / "nowhere.xlsx")
    assert caught.value.issues[0].problem == text("no_such_file")


def test_a_folder_is_no_workbook(tmp_path):
    with pytest.raises(InvalidInput):
        read(tmp_path)
