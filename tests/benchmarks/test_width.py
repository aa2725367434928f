"""Runs of several problems become one table a reader can compare; broken plans never do."""

import pandas as pd
import pytest

from benchmarks.width import markdown


def frame(*runs):
    columns = ["problem", "strategy", "seconds", "seed", "unserved", "CPU s", "check"]
    return pd.DataFrame(runs, columns=columns)


def test_one_problem_shows_every_run():
    table = markdown(frame(("district", "savings", 10.0, 0, 3, 4.5, "✓")))
    assert table.splitlines()[0] == "| strategy | CPU s | check |"
    assert table.splitlines()[2] == "| savings | 4.5 | ✓ |"


def test_several_problems_stand_side_by_side_in_their_order():
    table = markdown(
        frame(
            ("short 60 %", "engine", 10.0, 0, 40, 9.0, "✓"),
            ("short 60 %", "nearest", 10.0, 0, 70, 1.0, "✓"),
            ("short 110 %", "engine", 10.0, 0, 0, 9.0, "✓"),
            ("short 110 %", "nearest", 10.0, 0, 5, 1.0, "✓"),
        )
    )
    assert table.splitlines() == [
        "| strategy | short 60 % | short 110 % |",
        "| --- | --- | --- |",
        "| engine | 40 | 0 |",
        "| nearest | 70 | 5 |",
    ]


def test_a_broken_plan_makes_no_table():
    with pytest.raises(SystemExit, match="breaks a rule"):
        markdown(
            frame(
                ("a", "engine", 10.0, 0, 40, 9.0, "✓"),
                ("b", "engine", 10.0, 0, 40, 9.0, "✗"),
            )
        )
