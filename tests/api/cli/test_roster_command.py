"""import says what became of every row, and changes nothing on a dry run."""

import openpyxl
import pytest

from tests.commands import ROOT, run

pytestmark = pytest.mark.usefixtures("system")

SAMPLE = ROOT / "fixtures" / "canteen.xlsx"


@pytest.fixture
def workbook(tmp_path):
    """The sample with a resident less a floor and another whose phone differs."""
    book = openpyxl.load_workbook(SAMPLE)
    sheet = book["老人"]
    headers = [cell.value for cell in sheet[1]]
    sheet.cell(row=5, column=headers.index("楼层") + 1, value="顶楼")
    sheet.cell(row=6, column=headers.index("电话") + 1, value="13900000001")
    sheet.delete_rows(sheet.max_row)
    book.save(tmp_path / "changed.xlsx")
    return tmp_path / "changed.xlsx"


def numbers(result):
    """The counts of the summary by sheet: new, changed, unchanged, rejected, missing."""
    lines = [line.strip("│ ").split("│") for line in result.stdout.splitlines() if "│" in line]
    rows = {cells[0].strip(): cells[1:] for cells in lines if len(cells) == 6}
    return {sheet: [int(cell) for cell in cells] for sheet, cells in rows.items()}


def test_dry_run_import_and_again(tmp_path):
    for options, new in ((["--dry-run"], True), ([], True), ([], False)):
        result = run("import", SAMPLE, *options, data=tmp_path)
        assert result.exit_code == 0, result.output
        for count, *_ in (counts := numbers(result)).values():
            assert bool(count) is new
        assert all(sum(one[3:]) == 0 and one[1] == 0 for one in counts.values())


def test_every_row_that_is_not_new_is_named(tmp_path, workbook):
    run("import", SAMPLE, data=tmp_path)
    result = run("import", workbook, data=tmp_path)
    assert result.exit_code == 1, "a row was rejected"
    new, changed, unchanged, rejected, missing = numbers(result)["老人"]
    assert (new, changed, rejected, missing) == (0, 1, 1, 1)
    assert unchanged > 300
    assert "13900000001" in result.stdout, "the changed value"
    assert "顶楼" in result.stdout, "the rejected value"
    assert "楼层" in result.stdout, "its column"


def test_a_part_of_the_list_names_some_of_those_who_are_not_in_it(tmp_path):
    run("import", SAMPLE, data=tmp_path)
    book = openpyxl.load_workbook(SAMPLE)
    book["老人"].delete_rows(10, book["老人"].max_row)
    book.save(tmp_path / "part.xlsx")
    result = run("import", tmp_path / "part.xlsx", data=tmp_path)
    missing = numbers(result)["老人"][4]
    assert missing > 300
    assert str(missing) in result.output.split("…")[0]
    assert "0400" not in result.output


def test_file_that_is_no_workbook(tmp_path):
    broken = tmp_path / "roster.xlsx"
    broken.write_text("no workbook", encoding="utf-8")
    for file in (broken, tmp_path / "missing.xlsx"):
        result = run("import", file, data=tmp_path)
        assert result.exit_code == 2
        assert file.name in result.stderr
        assert "Traceback" not in result.output
