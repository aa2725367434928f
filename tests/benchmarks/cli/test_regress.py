"""The check tells what got worse, by how much and what to do, and its exit code says it too."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from api.cli import app
from benchmarks.regression import baseline, regress
from benchmarks.regression.baseline import Baseline, Entry
from benchmarks.regression.problems import CASES


def figures(seed, cost):
    return {"unserved": 0, "cost": cost + seed, "riders": 5, "paid": cost, "cpu": 1.0}


def measured(seeds, cost=1_000):
    return Baseline(
        machine="2 cores",
        revision="abc",
        entries={
            name: Entry(
                digest="0f",
                iterations=case.iterations,
                runs={seed: figures(seed, cost) for seed in seeds},
            )
            for name, case in CASES.items()
        },
    )


@pytest.fixture
def bench(monkeypatch, tmp_path):
    """The command, with figures of now that cost so much and a baseline of 1,000."""
    path = tmp_path / "baseline.json"
    baseline.write(measured(regress.ALL_SEEDS), path)

    def run(*arguments, cost=1_000):
        monkeypatch.setattr(regress, "measure", lambda seeds, *_, **__: measured(seeds, cost))
        command = ["bench", "regress", "--baseline", str(path), *arguments]
        return CliRunner().invoke(app, command)

    return run


def test_same_plans_pass(bench):
    done = bench()
    assert done.exit_code == 0, done.output
    assert "the same" in done.output
    assert "no plans got worse" in done.output


def test_worse_plans_fail_with_problem_amount_noise_and_remedy(bench):
    done = bench(cost=1_100)
    assert done.exit_code == 1
    for expected in ("16 riders", "变差", "+9.20%", "noise of seeds 0.57%", "--write"):
        assert expected in done.output


def test_better_plans_pass_and_ask_for_a_new_baseline(bench):
    done = bench(cost=900)
    assert done.exit_code == 0
    assert "got better" in done.output


def test_new_baseline_is_written_whatever_the_verdict(bench, tmp_path):
    done = bench("--write", cost=1_100)
    assert done.exit_code == 0, done.output
    assert baseline.read(tmp_path / "baseline.json") == measured(regress.ALL_SEEDS, 1_100)
    assert bench(cost=1_100).exit_code == 0


def test_weak_engine_makes_no_baseline(bench):
    assert bench("--write", "--effort", "0.5").exit_code == 2


def test_missing_baseline_ends_before_the_work(bench, tmp_path):
    (tmp_path / "baseline.json").unlink()
    done = bench()
    assert done.exit_code == 2
    assert "--write" in done.output


def test_baseline_of_other_problems_is_replaced_without_comparing(bench, tmp_path):
    path = tmp_path / "baseline.json"
    old = measured(regress.ALL_SEEDS)
    other = {"wishes": replace(old.entries["wishes"], digest="f0")}
    baseline.write(replace(old, entries={**old.entries, **other}), path)
    assert bench().exit_code == 2
    assert bench("--write").exit_code == 0
    assert baseline.read(path) == old
