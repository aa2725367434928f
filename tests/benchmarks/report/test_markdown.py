"""Markdown has a row per strategy and limit, and why runs failed."""

from benchmarks.comparison.frame import frame_of
from benchmarks.report.markdown import markdown, markdown_duels, markdown_meanings
from benchmarks.summary.table import BRIEF, KEYS
from tests.compared import failed, record


def test_rows_are_as_wide_as_the_header():
    lines = markdown(frame_of([record("engine"), record("nearest")])).splitlines()
    assert len(lines) == 4
    assert {line.count("|") for line in lines} == {len(KEYS) + len(BRIEF) + 1}
    assert lines[2].startswith("| `engine` | 10 s | ✓ 1/1 |")


def test_failures_follow_in_one_line_each():
    text = markdown(frame_of([failed("vroom", error="first\n\nsecond | <third>")]))
    assert text.splitlines()[-1] == r"- ✗ `vroom` 10 s：first second \| &lt;third>"


def test_problems_are_named_where_there_are_several():
    text = markdown(frame_of([record("engine"), record("engine", problem="town")]))
    assert [line for line in text.splitlines() if line.startswith("**")] == ["**toy**", "**town**"]


def test_duels_have_a_column_per_problem():
    records = [record("engine"), record("pyvrp", hours=40), record("pyvrp", problem="town")]
    lines = markdown_duels(frame_of(records)).splitlines()
    assert lines[2] == "| `pyvrp` | 0 – 0 – 1 | 0 – 0 – 1 | – |"


def test_meanings_have_a_row_per_column():
    assert len(markdown_meanings().splitlines()) > len(BRIEF) + 2


def test_nothing_run_is_said():
    assert "尚未运行" in markdown(frame_of([]))
    assert "engine" in markdown_duels(frame_of([]))
