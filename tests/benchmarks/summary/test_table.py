"""Columns have one name and one meaning, and cells say what the frame holds."""

from benchmarks.comparison.frame import frame_of
from benchmarks.summary.columns import COLUMNS
from benchmarks.summary.groups import groups_of
from benchmarks.summary.table import BRIEF, SHARED, header, meanings, rows
from tests.compared import failed, record


def _cells(*records):
    """Cells of the first group by the English name of their column."""
    row = next(iter(rows(groups_of(frame_of(records)))))
    return dict(zip([label.en for label in header()], row.cells, strict=True))


def test_every_column_has_a_name_and_a_meaning_in_both_languages():
    said = meanings()
    assert len({label for label, _ in said}) == len(said) == len(header()) + 1
    assert all(all(label) and all(meaning) for label, meaning in said)


def test_every_figure_is_a_column_of_the_frame():
    known = set(frame_of([record("engine")]).columns)
    assert {figure.field for column in COLUMNS for figure in column.figures} <= known


def test_brief_tables_are_part_of_whole_ones():
    assert set(BRIEF) < set(COLUMNS)


def test_cells_say_mean_and_worst():
    cells = _cells(record("engine", 1, unserved=(0, 0, 3)), record("engine", 2))
    assert cells["meals unserved mean / worst"] == "1.5 / 3"
    assert cells["unserved tier 1 / 2 / 3"] == "0.0 / 0.0 / 1.5"
    assert cells["on board min mean / longest"] == "30 / 60"
    assert cells["checked"] == "✓ 2/2"


def test_failed_runs_have_dashes_where_figures_would_be():
    cells = _cells(failed("engine"))
    assert cells["checked"] == "✗ 0/1"
    assert cells["riders mean / worst"] == "– / –"


def test_short_of_cpu_is_marked():
    assert SHARED in _cells(record("engine", cpu=8.4))["CPU s"]
    assert SHARED not in _cells(record("engine", cpu=8.6))["CPU s"]


def test_short_runs_are_too_short_to_tell():
    assert SHARED not in _cells(record("nearest", cpu=0.1, wall=0.5))["CPU s"]
