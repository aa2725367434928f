"""The engine's tables: every run is known, every claim is judged, and nothing is made up."""

from dataclasses import asdict, replace

import pytest

from benchmarks.engine import claims
from benchmarks.engine.__main__ import PAGE
from benchmarks.engine.problems import PROBLEMS
from benchmarks.engine.report import HEADER, MARKS, markdown
from benchmarks.engine.tables import TABLES, Run

RUN = Run(problem="17 riders", strategy="engine", seed=1, seconds=10)


def record(run=RUN, *, unserved=0, riders=17, cost=1_000, paid=3_600, first=0.5, **changes):
    """A record of ``run``, invented."""
    tiers = {"unserved_tier_1": 0, "unserved_tier_2": 0, "unserved_tier_3": unserved}
    found = {
        "machine": "2 cores",
        "revision": "abc",
        "ok": True,
        "kpis": {"visits_unserved": unserved, "riders": riders, "paid_seconds": paid, **tiers},
        "cost": {"unserved": 100 * unserved, "longest": 0, "total": cost + 100 * unserved},
        "cpu": 10.0,
        "wall": 10.1,
        "first": first,
    }
    return asdict(run) | found | changes


def seeds(strategy, **figures):
    """A record a seed, with the values of one figure."""
    ((name, values),) = figures.items()
    return [
        record(replace(RUN, strategy=strategy, seed=seed), **{name: value})
        for seed, value in enumerate(values)
    ]


def test_all_runs_are_of_known_problems():
    runs = [run for table in TABLES.values() for run in table.runs]
    assert {run.problem for run in runs} <= PROBLEMS.keys()
    assert len(set(runs)) == len(runs)


def test_every_table_has_its_place_on_the_page():
    page = PAGE.read_text(encoding="utf-8")
    for name in TABLES:
        assert page.count(f"<!-- {name} -->") == page.count(f"<!-- /{name} -->") == 1


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_claimed_without_records(name):
    assert [claim([]).holds for claim in TABLES[name].claims] == [None] * len(TABLES[name].claims)
    assert "not measured" in markdown(TABLES[name], [])


@pytest.mark.parametrize(("left", "holds"), [((0, 2, 1), True), ((0, 2, 2), False)])
def test_mean_unserved(left, holds):
    judged = claims.unserved_at_most(1)(seeds("engine", unserved=left))
    assert judged.holds is holds
    assert "most 2, 3 runs" in judged.text


@pytest.mark.parametrize(("ours", "holds"), [((0, 3), True), ((0, 4), False)])
def test_never_more_unserved_than_the_peer(ours, holds):
    records = seeds("engine", unserved=ours) + seeds("pyvrp", unserved=(2, 3))
    assert claims.never_more_unserved_than("pyvrp")(records).holds is holds


@pytest.mark.parametrize(
    ("ours", "holds"), [((16, 16, 17), True), ((16, 17, 17), False), ((15, 15, 18), False)]
)
def test_fewer_riders_than_the_peer(ours, holds):
    records = seeds("engine", riders=ours) + seeds("pyvrp", riders=(17, 17, 17))
    assert claims.fewer_riders_than("pyvrp", 0.6)(records).holds is holds


@pytest.mark.parametrize(("first", "holds"), [((0.2, 0.9), True), ((0.2, 1.1), False)])
def test_first_plan_in_time(first, holds):
    assert claims.first_plan_within(1)(seeds("engine", first=first)).holds is holds


@pytest.mark.parametrize(
    ("figures", "holds"),
    [
        ({"paid": 3_636}, True),
        ({"paid": 3_637}, False),
        ({"paid": 3_500, "unserved": 1}, False),
    ],
)
def test_as_good_as_the_best_plan(figures, holds):
    long = record(replace(RUN, seconds=600), cost=990)
    judged = claims.as_good_as_best(0.01, seconds=10)([record(**figures), long])
    assert judged.holds is holds


def test_failed_runs_count_for_nothing_and_are_told():
    failed = asdict(RUN) | {"machine": "2 cores", "revision": "abc", "error": "ran out of luck"}
    text = markdown(TABLES["riders17"], [failed, record(replace(RUN, seed=2))])
    assert "ran out of luck" in text
    assert "1/2" in text
    assert claims.unserved_at_most(0)([failed]).holds is None


def test_rows_are_means_per_strategy_and_limit():
    records = seeds("engine", unserved=(0, 1)) + seeds("nearest", unserved=(5, 9))
    header, ruler, *rows = markdown(TABLES["riders17"], records).splitlines()
    assert header.count("|") == ruler.count("|") == len(HEADER) + 1
    assert "| `engine` | 10 s | 1 | 2 | 0.5 / 1 |" in rows[0]
    assert "| `nearest` | 10 s | 1 | 2 | 7.0 / 9 |" in rows[1]
    assert rows[3].startswith(f"- {MARKS[False]} ")
