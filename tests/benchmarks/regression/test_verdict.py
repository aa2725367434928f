"""What is worse is found where it is, what is chance is let pass, and better is said."""

import numpy as np
import pytest

from benchmarks.regression.verdict import ALARM, Change, failed, judge

SEEDS, CHECKED = range(1, 25), range(1, 7)


def figures(unserved=0, cost=1_000, riders=5):
    return {"unserved": unserved, "cost": cost, "riders": riders, "paid": 10 * cost, "cpu": 1.0}


def runs(seeds, rng, mean=1_000, spread=10, **changes):
    return {k: figures(cost=round(rng.normal(mean, spread)), **changes) for k in seeds}


def sample(seed=0):
    rng = np.random.default_rng(seed)
    return {name: runs(SEEDS, rng) for name in ("a", "b", "c")}


def changes(old, new):
    return [line.change for line in judge(old, new)]


def test_same_figures_are_the_same():
    old = sample()
    new = {name: {seed: found[seed] for seed in CHECKED} for name, found in old.items()}
    assert set(changes(old, new)) == {Change.SAME}


def test_time_alone_is_no_change():
    old = {"a": {1: figures(), 2: figures()}}
    assert set(changes(old, {"a": {1: figures() | {"cpu": 99.0}}})) == {Change.SAME}


@pytest.mark.parametrize("seed", range(20))
def test_other_draws_of_the_same_kind_pass(seed):
    rng = np.random.default_rng(100 + seed)
    new = {name: runs(CHECKED, rng) for name in ("a", "b", "c")}
    assert not failed(judge(sample(), new))


def test_loss_on_one_problem_is_found_there():
    rng = np.random.default_rng(1)
    new = {name: runs(CHECKED, rng, mean=1_040 if name == "b" else 1_000) for name in "abc"}
    found = changes(sample(), new)
    assert found[:3] == [Change.NOISE, Change.WORSE, Change.NOISE]


def test_small_loss_everywhere_is_found_in_all_together():
    rng = np.random.default_rng(2)
    new = {name: runs(CHECKED, rng, mean=1_012) for name in "abc"}
    *each, together = judge(sample(), new)
    assert together.change is Change.WORSE
    assert together.chance < min(line.chance for line in each)


def test_one_more_unserved_outweighs_whatever_is_saved():
    old = {"a": {seed: figures(unserved=100, cost=1_000 + seed) for seed in SEEDS}}
    new = {"a": {seed: figures(unserved=101, cost=500 + seed) for seed in CHECKED}}
    line = judge(old, new)[0]
    assert line.change is Change.WORSE
    assert line.means["unserved"] == (100, 101)
    assert judge(old, {"a": {1: old["a"][1] | {"unserved": 0}}})[0].change is Change.NOISE


def test_gain_is_no_failure_but_said():
    rng = np.random.default_rng(3)
    new = {name: runs(CHECKED, rng, mean=950) for name in "abc"}
    lines = judge(sample(), new)
    assert not failed(lines)
    assert {line.change for line in lines} == {Change.BETTER}


def test_tests_share_the_chance_of_a_false_alarm():
    """A chance between a problem's share of it and the whole is not enough."""
    old = {name: {seed: figures(cost=seed) for seed in range(1, 45)} for name in "ab"}
    new = {"a": {k: figures(cost=99 + k) for k in (1, 2)}, "b": {1: old["b"][1]}}
    line = judge(old, new)[0]
    assert ALARM / 4 < line.chance < ALARM
    assert line.change is Change.NOISE


def test_noise_is_the_spread_over_the_baselines_seeds():
    old = {"a": {1: figures(cost=90), 2: figures(cost=110)}}
    assert judge(old, {"a": {1: figures(cost=99)}})[0].noise == pytest.approx(0.1)
