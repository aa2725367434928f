"""Tables a manager can read: each scenario once, broken plans marked."""

from benchmarks.replanning.answers import Answer
from benchmarks.replanning.clicks import Clicks
from benchmarks.replanning.report import answers_table, clicks_table


def answer(scenario, way, *, ok=True, seconds=1.25):
    return Answer(
        scenario=scenario,
        way=way,
        unserved=3,
        lost=0,
        moved=7,
        riders=2,
        sheets=4,
        hours=12.34,
        seconds=seconds,
        ok=ok,
    )


def test_a_scenario_stands_where_it_begins():
    answers = [answer("ill", "nothing", seconds=0.0), answer("ill", "again"), answer("late", "x")]
    rows = answers_table(answers).splitlines()[2:]
    assert rows == [
        "| ill | nothing | 3 | 0 | 7 | 2 | 4 | 12.3 |  | ✓ |",
        "|  | again | 3 | 0 | 7 | 2 | 4 | 12.3 | 1.2 | ✓ |",
        "| late | x | 3 | 0 | 7 | 2 | 4 | 12.3 | 1.2 | ✓ |",
    ]


def test_a_broken_plan_is_marked():
    assert answers_table([answer("ill", "again", ok=False)]).endswith("| ✗ |")


def test_clicks_are_whole_milliseconds():
    row = Clicks(kind="move", count=30, made=28, median=41.6, slowest=99.4)
    assert clicks_table([row]).splitlines()[-1] == "| move | 30 | 28 | 42 | 99 |"
