"""Gaps are to the best known, and means leave out what one side has not solved."""

from benchmarks.standard.report import gap, markdown


def record(name, solver, cost, **changes):
    """A record of an instance of ``vrptw``, best known 1,000."""
    found = {
        "path": f"/sets/vrptw/{name}.vrp",
        "solver": solver,
        "seed": 1,
        "seconds": 60.0,
        "machine": "2 cores",
        "revision": "abc",
        "cost": cost,
        "best_known": 1_000,
        "missing": 0,
        "cpu": 60.0,
    }
    return found | changes


def test_gap_is_a_share_of_the_best_known():
    assert gap(record("A", "engine", 1_020)) == 0.02
    assert gap(record("A", "engine", 1_020, best_known=None)) is None
    assert gap(record("A", "engine", None)) is None
    assert gap(None) is None


def test_means_are_over_what_both_solved():
    text = markdown(
        [
            record("A", "engine", 1_020),
            record("A", "pyvrp", 1_010),
            record("B", "engine", None, missing=3),
            record("B", "pyvrp", 1_500),
        ],
        ("engine", "pyvrp"),
    )
    assert "| A, seed 1 | 1,000 | 1,020 | +2.00% | 60 | 1,010 | +1.00% | 60 |" in text
    assert "✗ 3 未送 missing" in text
    assert "**vrptw** (1/2) |  |  | **+2.00%** |  |  | **+1.00%** |" in text


def test_failures_are_told():
    failed = {
        "path": "/sets/vrptw/A.vrp",
        "solver": "engine",
        "seed": 1,
        "seconds": 60.0,
        "machine": "2 cores",
        "revision": "abc",
        "error": "ran out of luck",
    }
    assert "ran out of luck" in markdown([failed], ("engine", "pyvrp"))
    assert "not measured" in markdown([], ("engine", "pyvrp"))
