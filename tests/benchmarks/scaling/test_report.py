"""Tables tell growth, the price of size and failures from the records, and nothing else."""

import pytest

from benchmarks.scaling import figures
from benchmarks.scaling.plots import draw
from benchmarks.scaling.report import GROWTH, SIZES, growth_table, section, size_table

SCALE = {"machine": "2 cores", "revision": "abc", "cores": 1}


def record(problem="district", visits=400, strategy="engine", seed=1, per_visit=50, **changes):
    """An invented record, linear in the number of visits."""
    found = {
        "build": visits / 1_000,
        "first": visits / 500,
        "cpu": visits / 100,
        "wall": visits / 50,
        "check": visits / 1e4,
        "explain": visits / 1e3,
        "idle_mb": 100.0,
        "peak_mb": 100.0 + visits / 10,
        "peak_known": True,
        "ok": True,
        "cost": {"unserved": 1_000, "longest": 500, "total": 1_500 + 600 * visits},
        "kpis": {"visits_unserved": 1, "riders": visits // 20},
    }
    run = {"problem": problem, "visits": visits, "strategy": strategy, "seed": seed}
    return SCALE | run | {"per_visit": per_visit} | found | changes


def series(*sizes, **changes):
    return [record(visits=visits, **changes) for visits in sizes]


FAILED = SCALE | {
    "problem": "district",
    "visits": 800,
    "strategy": "nearest",
    "seed": 1,
    "per_visit": None,
    "build": 3.25,
    "error": "out of memory",
}


def test_rows_are_in_the_order_of_sizes_and_as_wide_as_the_header():
    header, rows = size_table([*series(800, 100), FAILED])
    assert [row[0] for row in rows] == ["100", "800", "800"]
    assert {len(row) for row in rows} == {len(header)} == {len(SIZES)}


def test_failed_run_is_a_row_with_what_it_knew():
    (row,) = size_table([FAILED])[1]
    assert row[3] == "3.25"
    assert row[-1] == "✗ out of memory"
    assert row[4:-1] == ["–"] * (len(row) - 5)


def test_broken_plan_is_marked():
    assert size_table([record(ok=False)])[1][0][-1].startswith("✗")


def test_quality_is_told_per_visit_served():
    found = record(visits=401)
    assert figures.per_visit_cost(found) == pytest.approx((500 + 600 * 401) / 400)
    assert figures.unserved_share(found) == pytest.approx(1 / 401)


def test_memory_of_the_search_is_that_above_idle():
    assert figures.search_mb(record()) == pytest.approx(40)
    assert figures.search_mb(record(peak_known=False)) is None


def test_first_plan_is_handed_over_where_the_run_was_stopped_at_it():
    assert figures.first_plan(record(per_visit=0)) == 8
    assert figures.first_plan(record()) == pytest.approx(0.8)


def test_growth_leaves_failures_out():
    found = figures.exponents([*series(100, 200, 400), FAILED | {"cpu": 1e9}])
    assert found["cpu"].exponent == pytest.approx(1)
    assert found["search_mb"].exponent == pytest.approx(1)
    assert found["idle_mb"].exponent == pytest.approx(0)


def test_growth_has_a_row_for_each_effort():
    records = series(100, 200, 400) + series(100, 200, 400, per_visit=0) + [FAILED]
    header, rows = growth_table(records)
    assert [row[:2] for row in rows] == [
        ["`engine`", "50/点 visit"],
        ["`engine`", "首案 first plan"],
        ["`nearest`", "到底 to its end"],
    ]
    assert len(header) == 2 + len(GROWTH)
    assert rows[2][2:] == ["–"] * len(GROWTH)


def test_price_of_size_is_the_whole_against_its_parts():
    parts = [record("tile", seed=seed) for seed in (1, 2)]
    dear = {"unserved": 9_000, "longest": 500, "total": 9_500 + 1_212 * 400}
    whole = record("tiles", visits=800, cost=dear, cpu=10.0)
    (price,) = figures.prices([*parts, whole])
    assert price.share == pytest.approx(0.01)
    assert price.unserved == (1, 2)
    assert price.cpu == (10, 8)
    assert list(figures.prices([parts[0], whole])) == []


def test_nothing_is_told_without_records():
    assert "not measured" in section([])


def test_section_has_everything_and_its_conditions():
    parts = [record("tile", seed=seed) for seed in (1, 2)]
    text = section([*series(100, 200, 400), FAILED, *parts, record("tiles", visits=800)])
    for expected in ("n^1.00 ± 0.00", "out of memory", "+0.00%", "Seeds 1; one core; 2 cores"):
        assert expected in text


def test_frame_has_a_row_for_failures_too():
    table = figures.frame([record(), FAILED])
    assert list(table["error"].notna()) == [False, True]
    assert table["cost_per_visit"][0] == pytest.approx(figures.per_visit_cost(record()))


def test_picture_shows_who_was_measured(tmp_path):
    draw([*series(100, 200, 400), FAILED], tmp_path / "plots" / "scale.svg")
    assert (tmp_path / "plots" / "scale.svg").read_text(encoding="utf-8").startswith("<?xml")
