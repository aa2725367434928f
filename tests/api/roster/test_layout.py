"""Missing, empty, unknown and repeated sheets and columns are named, with the likely mistake."""

import pytest
from openpyxl import Workbook

from api.roster.workbook import read
from tests.api.roster.books import book, codes, resident_row, saved, small, with_residents


def without(header, rows):
    return [{name: cell for name, cell in row.items() if name != header} for row in rows]


def renamed(old, new, rows):
    return [{new if name == old else name: cell for name, cell in row.items()} for row in rows]


@pytest.fixture
def imported(tmp_path):
    return lambda sheets: read(saved(book(sheets), tmp_path))


def test_a_missing_required_column_is_one_finding(imported):
    report = imported({**small(), "老人": without("楼层", small()["老人"])})
    assert codes(report) == [("老人", None, "楼层", "missing_column")]
    assert "楼层" in report.findings[0].remedy.zh
    assert not report.residents.readable
    assert len(report.riders.accepted) == 1


def test_a_similar_header_is_guessed(imported):
    report = imported({**small(), "老人": renamed("楼层", "所在楼层", small()["老人"])})
    assert codes(report) == [
        ("老人", None, "楼层", "similar_column"),
        ("老人", None, "所在楼层", "unknown_column"),
    ]
    assert "所在楼层" in report.findings[0].remedy.zh
    assert "所在楼层" in report.findings[0].remedy.en


def test_a_missing_optional_column_is_a_warning(imported):
    report = imported({**small(), "老人": without("门口备注", small()["老人"])})
    assert codes(report) == [("老人", None, "门口备注", "absent_column")]
    assert report.warnings == report.findings
    assert len(report.residents.accepted) == 2


def test_a_similar_optional_header_is_guessed(imported):
    report = imported({**small(), "老人": renamed("电话", "家里电话", small()["老人"])})
    first, second, *blank = codes(report)
    assert first == ("老人", None, "电话", "absent_similar_column")
    assert second == ("老人", None, "家里电话", "unknown_column")
    assert blank == [("老人", row, "电话", "no_phone") for row in (2, 3)]


def test_an_unknown_column_is_ignored_with_a_warning(imported):
    report = imported(with_residents(resident_row(血型="A")))
    assert codes(report) == [("老人", None, "血型", "unknown_column")]
    assert report.rejections == ()
    assert len(report.residents.accepted) == 1


def test_of_a_repeated_column_the_first_is_read(tmp_path):
    made = book(small())
    sheet = made["老人"]
    sheet.cell(1, sheet.max_column + 1, "楼层")
    sheet.cell(2, sheet.max_column, 99)
    report = read(saved(made, tmp_path))
    assert codes(report) == [("老人", None, "楼层", "repeated_column")]
    assert report.residents.accepted[0].floor == 6


def test_an_empty_sheet_is_named(imported):
    report = imported({**small(), "骑手": []})
    assert codes(report) == [("骑手", None, None, "empty_sheet")]
    assert not report.riders.readable
    assert len(report.residents.accepted) == 2


def test_a_sheet_with_nothing_but_headers_is_a_warning(imported):
    blank = dict.fromkeys(resident_row())
    report = imported(with_residents(blank))
    assert codes(report) == [("老人", None, None, "no_rows")]
    assert report.residents.readable


def test_a_sheet_without_any_known_header_has_no_header_row(tmp_path):
    made = book({**small(), "老人": []})
    made["老人"].append(["这里", "还没有", "名单"])
    report = read(saved(made, tmp_path))
    assert codes(report) == [("老人", None, None, "no_header")]
    assert "楼层" in report.findings[0].remedy.zh


def test_a_missing_sheet_is_named(imported):
    sheets = small()
    del sheets["骑手"]
    report = imported(sheets)
    assert codes(report) == [("骑手", None, None, "missing_sheet")]
    assert len(report.residents.accepted) == 2


def test_a_similar_sheet_is_guessed(imported):
    sheets = small()
    sheets["老人名册"] = sheets.pop("老人")
    report = imported(sheets)
    assert codes(report) == [
        ("老人", None, None, "similar_sheet"),
        ("老人名册", None, None, "unknown_sheet"),
    ]
    assert "老人名册" in report.findings[0].remedy.zh


def test_an_empty_further_sheet_is_nothing(imported):
    assert imported({**small(), "Sheet1": []}).findings == ()


def test_a_new_workbook_names_all_that_is_missing(tmp_path):
    report = read(saved(Workbook(), tmp_path))
    assert codes(report) == [
        (name, None, None, "missing_sheet") for name in ("食堂", "骑手", "老人")
    ]
