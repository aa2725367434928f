"""``songcan bench standard`` shows gaps, writes results and says what it cannot use."""

from typer.testing import CliRunner

from api.cli import app
from tests.standard_instances import written

LINE = {"node_coord": [(0, 0), (3, 0), (5, 0)], "demand": [0, 1, 1], "capacity": 2}


def test_gaps_are_shown_and_written(tmp_path):
    file = written(tmp_path, "cvrp", **LINE)
    file.best_known.write_text("Route #1: 1\nRoute #2: 2\nCost: 16\n")
    out = tmp_path / "out"
    options = ["--solvers", "pyvrp", "--time-limit", "0.1", "--out", str(out)]
    done = CliRunner().invoke(app, ["bench", "standard", str(tmp_path), *options])
    assert done.exit_code == 0, done.output
    assert "-37.50%" in done.output
    assert "cvrp (1/1)" in done.output
    assert "tiny" in (out / "results.csv").read_text(encoding="utf-8-sig")


def test_folder_without_instances_is_an_error_with_a_remedy(tmp_path):
    done = CliRunner().invoke(app, ["bench", "standard", str(tmp_path)])
    assert done.exit_code == 2
    assert "--sets" in done.output


def test_unknown_solvers_and_sets_are_refused_with_those_there_are(tmp_path):
    written(tmp_path, "cvrp", **LINE)
    for option, known in (("--solvers", "pyvrp"), ("--sets", "hfvrp")):
        done = CliRunner().invoke(app, ["bench", "standard", str(tmp_path), option, "none"])
        assert done.exit_code == 2
        assert known in done.output
