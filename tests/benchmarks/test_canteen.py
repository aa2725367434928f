"""The evidence is measured on the sample canteen, judged, and written where the markers are."""

import pytest

from benchmarks.canteen import replace_between_markers, runs, sample_problem
from benchmarks.table import HEADER, markdown


@pytest.fixture(scope="module")
def measured():
    return list(runs(sample_problem(), ["nearest", "fixed_areas"], [5], seed=0))


def test_every_strategy_is_judged(measured):
    assert [run.strategy for run in measured] == ["nearest", "fixed_areas"]
    assert all(run.ok and run.kpis["visits"] > 300 for run in measured)


def test_a_rider_serves_about_sixty_buildings(measured):
    """The sample's calibration: six riders' two trips would do for everybody."""
    nearest = measured[0].kpis
    assert 50 <= nearest["visits"] / 6 <= 65


def test_table_has_a_row_for_each_run(measured):
    header, ruler, *rows = markdown(measured).splitlines()
    assert header.count("|") == ruler.count("|") == len(HEADER) + 1
    assert [row.count("|") for row in rows] == [len(HEADER) + 1] * 2
    tiers = [measured[1].kpis[f"unserved_tier_{tier}"] for tier in (1, 2, 3)]
    assert " / ".join(map(str, tiers)) in rows[1]


def test_only_the_part_between_the_markers_changes(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("前\n<!-- evidence -->\n旧\n<!-- /evidence -->\n后\n", encoding="utf-8")
    replace_between_markers(page, r"新 \1")
    assert page.read_text(encoding="utf-8") == (
        "前\n<!-- evidence -->\n新 \\1\n<!-- /evidence -->\n后\n"
    )


def test_missing_markers_are_said(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("前", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"page\.md"):
        replace_between_markers(page, "新")
