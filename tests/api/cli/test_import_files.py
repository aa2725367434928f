"""import takes lists as CSV, says what a list is, and writes rejected rows where asked."""

import openpyxl
import pytest

from api.exports.delimited import csv_bytes
from api.exports.tables import Table
from tests.api.roster.books import canteen_row, resident_row, rider_row
from tests.commands import run

PEOPLE = [resident_row("0001"), resident_row("0002", 楼层="顶楼"), resident_row("0003")]


@pytest.fixture
def lists(tmp_path):
    """A folder with a list of each kind."""
    folder = tmp_path / "lists"
    folder.mkdir()
    written = {"食堂": [canteen_row()], "riders": [rider_row()], "名单": PEOPLE}
    for name, rows in written.items():
        (folder / f"{name}.csv").write_bytes(listed(rows))
    return [folder / f"{name}.csv" for name in written]


def listed(rows):
    headers = tuple(rows[0])
    cells = [[row[header] for header in headers] for row in rows]
    return csv_bytes(Table(name="x", headers=headers, rows=cells))


def test_several_lists_at_once_with_bars_on_standard_error(tmp_path, lists):
    result = run("import", *lists, data=tmp_path)
    assert result.exit_code == 1, "a row was rejected"
    assert "顶楼" in result.stdout
    assert "名单.csv" in result.stdout
    for stage in ("读取文件", "检查各行", "保存"):
        assert stage in result.stderr
        assert stage not in result.stdout


def test_rejected_rows_are_written_only_where_asked(tmp_path, lists):
    before = set(tmp_path.rglob("*"))
    run("import", *lists, "--dry-run", data=tmp_path / "data")
    found = {path for path in set(tmp_path.rglob("*")) - before if "data" not in path.parts}
    assert not found
    for name in ("rejected.csv", "rejected.xlsx"):
        result = run(
            "import", *lists, "--dry-run", "--rejected", tmp_path / name, data=tmp_path / "data"
        )
        assert "1 行" in result.stdout
    content = (tmp_path / "rejected.csv").read_bytes().decode("utf-8-sig")
    assert "0002\t," in content
    assert "这不是数字" in content
    sheet = openpyxl.load_workbook(tmp_path / "rejected.xlsx")["老人"]
    assert [sheet["A2"].value, sheet.max_row] == ["0002", 2]


def test_no_file_is_written_when_nothing_is_rejected(tmp_path, lists):
    result = run("import", lists[0], "--rejected", tmp_path / "no.csv", data=tmp_path / "data")
    assert result.exit_code == 0, result.output
    assert "没有被拒绝的行" in result.stdout
    assert not (tmp_path / "no.csv").exists()


def test_the_kind_of_a_list_can_be_said_in_both_languages(tmp_path):
    unclear = tmp_path / "x.csv"
    unclear.write_text("编号,姓名\n1,甲\n", encoding="utf-8")
    assert "--sheet" in run("import", unclear, data=tmp_path / "data").stderr
    for name in ("老人", "residents"):
        result = run("import", unclear, "--sheet", name, data=tmp_path / "data")
        assert "楼层" in result.stdout
    result = run("import", unclear, "--sheet", "cooks", data=tmp_path / "data")
    assert result.exit_code == 2
    assert "cooks" in result.stderr


def test_many_findings_are_cut_and_counted(tmp_path):
    path = tmp_path / "老人.csv"
    path.write_bytes(listed([resident_row(f"{k}", 楼层="高", 食堂=None) for k in range(230)]))
    result = run("import", path, "--dry-run", data=tmp_path / "data")
    assert "还有 30 条" in result.stdout
    assert "--rejected" in result.stdout
