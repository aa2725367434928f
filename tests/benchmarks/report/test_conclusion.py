"""The conclusion says who serves most and who beats the engine, and hides neither."""

from benchmarks.comparison.frame import frame_of
from benchmarks.report.conclusion import conclusion
from tests.compared import failed, record


def _said(*records):
    return [sentence.en for sentence in conclusion(frame_of(records))]


def test_all_that_serve_everybody_are_named():
    served, _ = _said(
        record("engine"), record("pyvrp", hours=50), record("nearest", unserved=(0, 1, 0))
    )
    assert served == "Serving most: toy (10 s): engine, pyvrp, everybody."


def test_what_is_left_is_said():
    served, _ = _said(record("engine", unserved=(0, 0, 9)), record("pyvrp", unserved=(0, 0, 3)))
    assert served == "Serving most: toy (10 s): pyvrp, 3 meals left on average."


def test_the_longest_limit_counts():
    served, *_ = _said(record("engine", seconds=60.0), record("pyvrp", unserved=(0, 0, 1)))
    assert "toy (60 s): engine" in served


def test_who_failed_once_does_not_serve_most():
    served, _ = _said(failed("engine", 1), record("engine", 2), record("pyvrp", unserved=(1, 0, 0)))
    assert "pyvrp, 1 meals left" in served
    (served,) = _said(failed("pyvrp"))
    assert "no strategy succeeded" in served


def test_defeats_of_the_engine_are_named():
    _, duels = _said(record("engine", hours=30), record("pyvrp", hours=29), failed("vroom"))
    assert "1 won, 0 tied, 1 lost; beaten by pyvrp (toy, 1)" in duels


def test_problems_with_the_same_winners_share_a_clause():
    served, *_ = _said(record("engine"), record("engine", problem="town"))
    assert served == "Serving most: toy (10 s), town (10 s): engine, everybody."


def test_one_strategy_alone_meets_nobody():
    assert len(_said(record("engine"))) == 1


def test_nothing_run_is_said():
    assert _said() == ["nothing has been run yet"]
