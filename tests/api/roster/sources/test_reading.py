"""Lists as CSV say the same as the workbook, whatever their separator, encoding and headers."""

import csv
from io import StringIO
from typing import Any

import pytest

from api.roster.findings import text
from api.roster.sources.file import SourceFile
from api.roster.workbook import read
from optimizer.errors import InvalidInput
from tests.api.roster.books import (
    book,
    canteen_row,
    codes,
    resident_row,
    rider_row,
    saved,
    small,
)
from tests.rosters import canteen

ENGLISH = {
    "编号": "ID",
    "姓名": "Name",
    "电话": "Phone",
    "街镇": "Street-Town",
    "地址": "Address",
    "室号": "Door",
    "楼层": "floor",
    "电梯": "lift",
    "经度": "Longitude",
    "纬度": "Latitude",
    "餐别": "diet",
    "份数": "portions",
    "送餐日": "delivery days",
    "暂停自": "hold_from",
    "暂停至": "hold_to",
    "等级": "Tier",
    "资格类别": "category",
    "资助项目": "Programme",
    "食堂": "canteen",
    "最早": "earliest",
    "最晚": "latest",
    "门口备注": "Door note",
    "近期漏送": "missed recently",
}


def listed(rows, separator=",", encoding="utf-8", end="\r\n"):
    """``rows`` as the bytes of a delimited file."""
    written = StringIO(newline="")
    writer = csv.DictWriter(written, list(rows[0]), delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode(encoding)


def file(content, name="老人.csv"):
    return SourceFile(name=name, place=name, content=content)


def import_(*files, **options):
    return read(files, canteens=[canteen("C1")], **options)


PEOPLE = [
    resident_row("0001"),
    resident_row(
        "0002", 姓名="老人乙", 室号="101室", 楼层=1, 门口备注="门铃坏了，\n请敲“门”, 再等"
    ),
]


@pytest.fixture
def expected(tmp_path):
    """The residents as a workbook gives them."""
    return read(saved(book({**small(), "老人": PEOPLE}), tmp_path)).residents.accepted


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_says_what_the_workbook_says(expected, separator, encoding, end):
    report = import_(file(listed(PEOPLE, separator, encoding, end)))
    assert report.findings == ()
    assert report.residents.accepted == expected


def test_headers_may_be_english_and_in_any_order(expected):
    rows = [
        {ENGLISH[header]: row[header] for header in sorted(row, reverse=True)} for row in PEOPLE
    ]
    report = import_(file(listed(rows), "people.csv"))
    assert report.findings == ()
    assert report.residents.accepted == expected


def test_a_finding_names_the_header_of_the_file():
    rows = [{ENGLISH[h]: v for h, v in resident_row(楼层="高").items()}]
    report = import_(file(listed(rows)))
    (finding,) = report.findings
    assert (finding.file, finding.sheet, finding.row, finding.column) == (
        "老人.csv",
        "老人",
        2,
        "floor",
    )


def test_english_sheets_of_a_workbook(tmp_path):
    names = {"食堂": "Canteens", "骑手": "riders", "老人": "Residents"}
    report = read(saved(book({names[name]: rows for name, rows in small().items()}), tmp_path))
    assert report.findings == ()
    assert len(report.residents.accepted) == 2


def test_full_width_digits_and_letters_are_usual_ones():
    wide = {ord(c): ord(c) + 0xFEE0 for c in "0123456789CW:"}
    row: dict[str, Any] = {
        header: str(value).translate(wide) if value is not None else None
        for header, value in resident_row("0042", 最早="11:00", 最晚="12:15").items()
    }
    row |= {"经度": 121.403, "纬度": 31.246, "姓名": "Ｗ老人１"}
    (record,) = import_(file(listed([row]))).residents.accepted
    assert (record.id, record.name, record.canteen) == ("0042", "W老人1", "C1")
    assert (record.phone, record.door, record.floor) == ("02100000001", "602室", 6)
    assert record.window == (39_600, 44_100)
    assert record.door_note == "门铃坏了，请敲门", "Chinese punctuation stays"


def test_codes_and_phones_stay_text():
    rows = [resident_row("00123456789012345678", 电话="02162000001")]
    (record,) = import_(file(listed(rows))).residents.accepted
    assert (record.id, record.phone) == ("00123456789012345678", "02162000001")


def test_a_code_that_excel_spoilt_is_rejected():
    report = import_(file(listed([resident_row("3.10107E+17")])))
    assert codes(report) == [("老人", 2, "编号", "digits_lost")]


def test_several_files_are_one_roster():
    report = read(
        [
            file(listed([canteen_row()]), "canteens.csv"),
            file(listed([rider_row()]), "骑手.csv"),
            file(listed(PEOPLE[:1]), "花溪.csv"),
            file(listed(PEOPLE[1:]), "曹杨.csv"),
        ]
    )
    assert report.findings == ()
    assert len(report.canteens.accepted) == len(report.riders.accepted) == 1
    assert [record.id for record in report.residents.accepted] == ["0001", "0002"]


def test_one_id_in_two_files_is_rejected_with_the_first_place():
    report = import_(file(listed(PEOPLE), "甲.csv"), file(listed(PEOPLE[:1]), "乙.csv"))
    (finding,) = report.findings
    assert (finding.file, finding.row, finding.code) == ("乙.csv", 2, "duplicate_id")
    assert "甲.csv" in finding.problem.zh


def test_one_id_of_two_people_is_nobodys():
    rows = [*PEOPLE, resident_row("0001", 姓名="老人另"), resident_row("0001")]
    report = import_(file(listed(rows)))
    assert [record.id for record in report.residents.accepted] == ["0002"]
    assert [(finding.row, finding.code) for finding in report.findings] == [
        (2, "id_shared"),
        (4, "duplicate_id"),
        (5, "duplicate_id"),
    ]
    assert "第 4 行" in report.findings[0].problem.zh
    assert report.residents.rejected_ids == {"0001"}


def test_a_single_list_misses_no_other_sheet(tmp_path):
    report = import_(file(listed(PEOPLE)))
    assert not report.canteens.readable
    report = read(saved(book({"Sheet1": PEOPLE}), tmp_path), canteens=[canteen("C1")])
    assert report.findings == ()
    assert len(report.residents.accepted) == 2


@pytest.mark.parametrize(
    ("rows", "name", "sheet"),
    [
        ([rider_row()], "名单.csv", "骑手"),
        ([canteen_row()], "老人.csv", "食堂"),
        ([{"编号": "1", "姓名": "甲"}], "三月老人名单.csv", "老人"),
        ([{"id": "1", "name": "甲"}], "riders-2026.csv", "骑手"),
        ([{"编号": "1", "楼层": "6", "室号": "1", "姓名": "甲"}], "名单.csv", "老人"),
    ],
)
def test_what_a_list_holds_is_told_by_its_headers_or_name(rows, name, sheet):
    report = import_(file(listed(rows), name))
    read_as = (report.canteens, report.riders, report.residents)
    named = {rows.sheet for rows in read_as if rows.accepted or rows.rejected}
    assert named | {finding.sheet for finding in report.findings} == {sheet}


def test_an_unclear_list_is_refused_unless_somebody_says_what_it_is():
    unclear = file(listed([{"编号": "1", "姓名": "甲"}]), "名单.csv")
    with pytest.raises(InvalidInput) as caught:
        import_(unclear)
    assert "--sheet" in caught.value.issues[0].remedy.zh
    report = import_(unclear, sheet="老人")
    assert {finding.sheet for finding in report.findings} == {"老人"}


def test_the_same_column_under_two_names_is_read_once():
    rows = [{**resident_row(电话="02100000001"), "手机": "13800000000"}]
    report = import_(file(listed(rows)))
    assert codes(report) == [("老人", None, "手机", "second_column")]
    assert report.residents.accepted[0].phone == "02100000001"


def test_cells_behind_the_last_header_reject_the_row():
    content = listed(PEOPLE[:1]).decode().replace("602室", "602室,南门").encode()
    report = import_(file(content))
    assert ("老人", 2, None, "beyond_headers") in codes(report)
    assert report.residents.accepted == ()


def test_rows_keep_the_numbers_of_excel_also_behind_line_breaks():
    rows = [PEOPLE[1], resident_row("0003", 楼层="高")]
    content = "三月名册,,\r\n\r\n".encode() + listed(rows)
    assert codes(import_(file(content))) == [("老人", 5, "楼层", "not_a_number")]


def test_a_stated_separator_counts():
    content = b"sep=;\r\n" + listed([resident_row(楼层="高")], ";")
    assert codes(import_(file(content))) == [("老人", 2, "楼层", "not_a_number")]


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("老人.csv", b"\xff\x80\x81", "unknown_encoding"),
        ("老人.csv", b"", "empty_file"),
        ("老人.csv", b" \r\n", "empty_file"),
        ("老人.pdf", b"%PDF-1.7", "unknown_file_type"),
        ("老人.xls", b"\xd0\xcf\x11\xe0", "not_a_workbook"),
        ("老人.csv", b"\xd0\xcf\x11\xe0", "not_a_workbook"),
        ("老人.csv", '编号,姓名\n1,"甲\n2,乙\n'.encode(), "bad_quotes"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_remedy(name, content, key):
    with pytest.raises(InvalidInput) as caught:
        import_(file(content, name))
    (issue,) = caught.value.issues
    assert issue.path == name
    values = {"kind": ".pdf", "line": 3, "most": 0}
    assert issue.problem == text(key, **values)
    assert issue.remedy == text(f"{key}_remedy", **values)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("api.roster.sources.workbooks.UNPACKED", 1_000)
    with pytest.raises(InvalidInput) as caught:
        read(saved(book(small()), tmp_path))
    assert caught.value.issues[0].problem == text("file_too_large", most=0)


def test_a_folder_is_not_a_file(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        SourceFile.at(tmp_path)
    assert caught.value.issues[0].problem == text("not_a_file")
