"""Lists are read as offices export them; a bad row is told and stops nobody else."""

import io
import re

import openpyxl
import pytest

from api.outreach.reading import read
from api.outreach.texts import text
from api.roster.findings import Severity
from api.roster.sources.file import SourceFile
from optimizer.errors import InvalidInput

HEADERS = "身份证号,姓名,联系电话,街道,家庭住址,救助类别"
ROW = "310107194001010011,王秀英,13911110001,曹杨新村,曹杨路358/81/602,低保"


def listed(*rows, encoding="utf-8", name="名单.csv"):
    return read(SourceFile(name=name, place=name, content="\r\n".join(rows).encode(encoding)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_codes_are_text_and_addresses_end_at_the_building(encoding):
    found = listed(HEADERS, ROW, encoding=encoding)
    (one,) = found.people
    assert (one.code, one.name, one.phone) == ("310107194001010011", "王秀英", "13911110001")
    assert (one.address, one.door) == ("曹杨路358弄81号", "602室")
    assert (one.street_town, one.category) == ("曹杨新村", "低保")
    assert (found.findings, found.rejected) == ((), 0)


def test_workbook_with_a_title_and_english_headers():
    book = openpyxl.Workbook()
    book.create_sheet("说明").append(["低收入监测"])
    sheet = book.create_sheet("export")
    for row in (["名单"], ["ID number", "Full name", "Addr"], ["0001", "王秀英", "曹杨路12号"], []):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    found = read(SourceFile(name="a.xlsx", place="a.xlsx", content=content.getvalue()))
    assert [(one.code, one.address) for one in found.people] == [("0001", "曹杨路12号")]


def test_bad_rows_are_told_and_good_ones_read():
    found = listed(
        HEADERS,
        ROW,
        ",李建国,,,曹杨路1号,",
        ROW,
        "3.10107E+17,张三,,,曹杨路2号,",
        "77,赵六,电话不详,,曹杨路3号,特困",
        "78,钱七,,,某处,特困",
    )
    assert [one.name for one in found.people] == ["王秀英", "钱七"]
    assert found.rejected == 4
    told = [(f.row, f.column, f.code) for f in found.findings if f.severity is Severity.REJECTED]
    assert told == [
        (3, "编号", "blank"),
        (4, "编号", "duplicate_id"),
        (5, "编号", "digits_lost"),
        (6, "电话", "not_a_phone"),
    ]
    assert "2" in found.findings[1].problem.zh
    warned = [f for f in found.findings if f.severity is Severity.WARNING]
    assert [(f.row, f.code) for f in warned] == [(7, "address_unclear")]


def test_another_table_is_refused():
    with pytest.raises(InvalidInput, match=r"编号、姓名、地址|编号、地址"):
        listed("品名,单价,数量", "米饭,3,200")


def test_empty_list_has_nobody():
    assert listed(HEADERS).people == ()


def test_both_languages_name_the_same_values():
    for key in text:
        zh, en = (set(re.findall(r"{(\w+)}", language)) for language in text.raw(key))
        assert zh == en, key
