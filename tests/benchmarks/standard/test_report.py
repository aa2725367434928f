"""Gaps are to the best known, means leave out what one side has not solved, failures are shown."""

import pytest

from benchmarks.standard.report import NONE, Side, gap, outcome, section


def record(name, solver, cost, **changes):
    """A record of an instance of ``vrptw``, best known 1,000."""
    found = {
        "set": "vrptw",
        "instance": name,
        "solver": solver,
        "seed": 1,
        "seconds": 60.0,
        "machine": "2 cores",
        "revision": "abc",
        "cost": cost,
        "best_known": 1_000,
        "missing": 0,
        "broken": [],
        "cpu": 60.0,
        "wall": 60.0,
    }
    return found | changes


def failed(name, solver, error):
    figures = ("cost", "best_known", "missing", "broken", "cpu", "wall")
    full = record(name, solver, None, error=error)
    return {key: value for key, value in full.items() if key not in figures}


def test_gap_is_a_share_of_the_best_known():
    assert gap(record("A", "engine", 1_020)) == 0.02
    assert gap(record("A", "engine", 1_020, best_known=None)) is None
    assert gap(record("A", "engine", None)) is None


@pytest.mark.parametrize(
    ("cost", "failure", "shown"),
    [(0.0, "", "0"), (1_010.0, "✗ time", "1,010 ✗ time"), (None, "✗ time", "✗ time")],
)
def test_cost_of_some_seeds_does_not_hide_that_others_failed(cost, failure, shown):
    assert outcome(Side(cost=cost, gap=None, cpu=None, failure=failure)) == shown


def test_nothing_known_is_a_dash():
    assert outcome(Side(cost=None, gap=None, cpu=None, failure="")) == NONE


def test_means_are_over_what_both_solved():
    text = section(
        [
            record("A", "engine", 1_020),
            record("A", "pyvrp", 1_010),
            record("B", "engine", None, missing=3),
            record("B", "pyvrp", 1_500),
        ]
    )
    assert "| A | 1,000 | 1,020 | +2.00% | 60 | 1,010 | +1.00% | 60 |" in text
    assert "✗ 3 未送 missing" in text
    assert "**vrptw** (1/2) |  |  | **+2.00%** |  |  | **+1.00%** |" in text


def test_seeds_are_means_and_one_failure_among_them_is_shown():
    text = section(
        [
            record("A", "engine", 1_010),
            record("A", "engine", 1_030, seed=2),
            record("B", "engine", 1_010),
            record("B", "engine", None, seed=2, broken=["time"]),
        ]
    )
    assert "| A | 1,000 | 1,020 | +2.00% | 60 |" in text
    assert "| B | 1,000 | 1,010 ✗ time | +1.00% | 60 |" in text
    assert "Seeds 1, 2" in text


def test_limits_have_tables_of_their_own():
    text = section([record("A", "engine", 1_020), record("A", "engine", 1_040, seconds=5.0)])
    assert text.index("5 s:") < text.index("+4.00%") < text.index("60 s:") < text.index("+2.00%")


def test_unsolved_at_all_is_no_row_of_figures():
    text = section([failed("A", "engine", "ran out of luck")])
    assert "| A | – | ✗ 失败 failed | – | – |" in text
    assert "- ✗ vrptw/A, `engine`, seed 1: ran out of luck" in text
    assert "**vrptw** (0/1) |  |  | **–** |" in text


@pytest.mark.parametrize("known", [None, 1_000])
def test_instances_without_best_known_solutions_are_named(known):
    text = section([record("A", "engine", 1_020, best_known=known)])
    assert ("no valid .sol: vrptw/A" in text) is (known is None)


def test_runs_that_shared_their_core_are_counted():
    text = section([record("A", "engine", 1_020, cpu=20.0), record("B", "engine", 1_020)])
    assert "1 of 2 runs had less than 90% of theirs" in text
    assert "had less" not in section([record("B", "engine", 1_020)])


def test_nothing_measured_is_said():
    assert "not measured" in section([])
