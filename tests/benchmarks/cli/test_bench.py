"""``songcan bench`` is plugged into the command line and speaks as it does."""

from typer.testing import CliRunner

from api.cli import app
from api.files import write_problem
from tests import toys


def test_is_listed_among_the_commands():
    said = CliRunner().invoke(app, ["--help"]).output
    assert "bench" in said


def test_unknown_command_is_still_refused():
    assert CliRunner().invoke(app, ["bensh"]).exit_code == 2


def test_comparison_writes_tables(tmp_path):
    write_problem(toys.line(), tmp_path / "toy.json")
    arguments = ["bench", "compare", str(tmp_path / "toy.json"), "--strategies", "nearest"]
    done = CliRunner().invoke(app, [*arguments, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "results.csv").read_text(encoding="utf-8-sig").startswith("problem")
    assert "nearest" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "✓ 1/1" in done.output


def test_without_a_terminal_each_run_has_a_line_as_it_ends(tmp_path):
    write_problem(toys.line(), tmp_path / "toy.json")
    arguments = ["bench", "compare", str(tmp_path / "toy.json"), "--out", str(tmp_path / "out")]
    first, again = (
        CliRunner().invoke(app, [*arguments, "--strategies", names]).stderr
        for names in ("nearest", "nearest,savings")
    )
    assert first == "1/1 toy nearest\n"
    assert again == "2/2 toy savings\n"


def test_misspelt_problem_ends_with_the_names(tmp_path):
    done = CliRunner().invoke(app, ["bench", "compare", "cantene", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "canteen" in done.output
