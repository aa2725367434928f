"""The check fails for a crippled engine, and passes for the same engine at other seeds."""

import pytest

from benchmarks import pinned
from benchmarks.lunches import lunch
from benchmarks.regression import regress
from benchmarks.regression.child import figures
from benchmarks.regression.problems import wishes
from benchmarks.regression.verdict import Change, failed, judge
from optimizer.strategies.engine import Engine

ITERATIONS = 800


@pytest.fixture(scope="module")
def run():
    engine = Engine(threads=1)
    engine.prepare()
    problems = {"wishes": wishes(), "short": lunch(1, visits=80, riders=3, radius_km=1.0)}

    def of(seeds, effort=1.0):
        return {
            name: {
                seed: figures(engine, problem, round(effort * ITERATIONS), seed) for seed in seeds
            }
            for name, problem in problems.items()
        }

    return of


@pytest.fixture(scope="module")
def known(run):
    return run(range(1, 21))


def test_same_engine_gives_the_same_figures(run, known):
    assert {line.change for line in judge(known, run(range(1, 4)))} == {Change.SAME}


def test_same_engine_at_other_seeds_passes(run, known):
    assert not failed(judge(known, run(range(101, 107))))


def test_engine_with_half_the_iterations_fails(run, known):
    assert judge(known, run(range(1, 7), effort=0.5))[-1].change is Change.WORSE


def test_run_without_a_plan_is_no_figure(monkeypatch):
    def perform_all(child, runs, jobs, keep):
        for run in runs:
            keep(dict(run) | {"error": "plan breaks rules"})

    monkeypatch.setattr(regress, "perform_all", perform_all)
    with pytest.raises(regress.RunFailed, match="plan breaks rules"):
        regress.measure((1,), 1)


def test_effort_is_a_share_of_the_iterations(monkeypatch):
    asked = []

    def perform_all(child, runs, jobs, keep):
        for run in runs:
            asked.append(run["iterations"])
            keep(dict(run) | {"digest": "0f", "runs": {"1": {}}})

    monkeypatch.setattr(regress, "perform_all", perform_all)
    found = regress.measure((1,), 1, effort=0.5)
    assert asked == [round(entry.iterations / 2) for entry in found.entries.values()]
    assert found.machine == pinned.machine()
