"""The series is measured, shown and written; what is on record is not run again."""

import pytest
from typer.testing import CliRunner

from api.cli import app
from benchmarks.pinned import revision
from benchmarks.scaling import scale
from optimizer.errors import UnknownStrategy


@pytest.fixture
def bench(tmp_path):
    def run(*arguments):
        command = ["bench", "scale", "--sizes", "60", "--out", str(tmp_path), *arguments]
        return CliRunner().invoke(app, command)

    return run


def test_series_is_shown_and_written_and_resumed(bench, tmp_path, monkeypatch):
    done = bench("--strategies", "savings")
    assert done.exit_code == 0, done.output
    assert "`savings`" in done.output
    for name in ("runs.jsonl", "results.csv", "results.json", "report.md", "plots/scale.svg"):
        assert (tmp_path / name).exists(), name

    def nothing_is_due(child, runs, *_):
        assert not list(runs)

    monkeypatch.setattr(scale, "perform_all", nothing_is_due)
    assert bench("--strategies", "savings").exit_code == 0


def test_failed_runs_are_rows_and_run_again_only_if_asked(bench, monkeypatch):
    asked = []

    def fails(child, runs, jobs, keep, patience):
        for run in runs:
            asked.append(run["memory_mb"])
            keep({**run, "machine": "m", "revision": revision(), "error": "out of memory"})

    monkeypatch.setattr(scale, "perform_all", fails)
    for more in ((), (), ("--retry",)):
        done = bench("--strategies", "savings", "--memory", "1", *more)
        assert done.exit_code == 0, done.output
        assert "✗ out of memory" in done.output
    assert "\n  out of memory" in done.output, "and why, as soon as it fails"
    assert asked == [1_024, 1_024]


def test_unknown_strategy_ends_before_the_work(bench):
    done = bench("--strategies", "savigns")
    assert done.exit_code == 2 or isinstance(done.exception, UnknownStrategy)
    assert "savings" in done.output
