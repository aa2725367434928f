"""The baseline comes back as it was written, fits today's problems, or says what to do."""

from dataclasses import replace

import pytest

from benchmarks.regression import baseline
from benchmarks.regression.baseline import Baseline, BrokenBaseline, Entry, NoBaseline
from benchmarks.regression.problems import CASES
from benchmarks.regression.regress import ALL_SEEDS, SEEDS, against

FIGURES = {"unserved": 0, "cost": 7, "riders": 1, "paid": 70, "cpu": 0.5}
ONE = Baseline(
    machine="2 cores",
    revision="abc",
    entries={
        name: Entry(digest="0f", iterations=case.iterations, runs={1: FIGURES, 2: FIGURES})
        for name, case in CASES.items()
    },
)


def test_comes_back_as_it_was_written(tmp_path):
    baseline.write(ONE, tmp_path / "baseline.json")
    assert baseline.read(tmp_path / "baseline.json") == ONE


def test_missing_baseline_says_how_to_make_one(tmp_path):
    with pytest.raises(NoBaseline, match="--write"):
        baseline.read(tmp_path / "baseline.json")


@pytest.mark.parametrize("written", ["{", "[]", '{"machine": "2 cores"}'])
def test_broken_baseline_says_how_to_get_it_back(tmp_path, written):
    (tmp_path / "baseline.json").write_text(written)
    with pytest.raises(BrokenBaseline, match="git checkout"):
        baseline.read(tmp_path / "baseline.json")


@pytest.mark.parametrize("changes", [{"digest": "f0"}, {"iterations": 1}])
def test_figures_of_other_problems_are_not_compared(tmp_path, changes):
    old = replace(ONE, entries={**ONE.entries, "wishes": replace(ONE.entries["wishes"], **changes)})
    baseline.write(old, tmp_path / "baseline.json")
    with pytest.raises(NoBaseline, match="wishes"):
        against(ONE, tmp_path / "baseline.json")


def test_speed_is_a_ratio_of_the_seeds_that_both_know(tmp_path):
    baseline.write(ONE, tmp_path / "baseline.json")
    slow = {1: FIGURES | {"cpu": 1.0}, 9: FIGURES | {"cpu": 50.0}}
    entries = {name: replace(entry, runs=slow) for name, entry in ONE.entries.items()}
    found = against(replace(ONE, entries=entries), tmp_path / "baseline.json")
    assert found.speed == pytest.approx(2)


def test_committed_baseline_is_of_all_problems_and_seeds():
    stored = baseline.read()
    assert stored.entries.keys() == CASES.keys()
    for name, entry in stored.entries.items():
        assert entry.iterations == CASES[name].iterations
        assert list(entry.runs) == list(ALL_SEEDS)
    assert set(SEEDS) < set(ALL_SEEDS)
