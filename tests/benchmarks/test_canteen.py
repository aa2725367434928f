"""The evidence is measured on the sample canteen and judged."""

import pytest

from benchmarks.canteen import runs, sample_problem
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
