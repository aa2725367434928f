"""Runs see only their cores, failures are kept, and what is on record is not run again."""

import os

import pytest

from benchmarks.pinned import perform, perform_all
from benchmarks.records import Records

CHILD = "benchmarks.engine.child"
NEAREST = {
    "problem": "100 visits",
    "strategy": "nearest",
    "seed": 1,
    "seconds": 5.0,
    "iterations": None,
    "cores": 1,
}


def test_run_is_pinned_judged_and_recorded(tmp_path):
    records = Records(tmp_path / "out" / "records.jsonl")
    perform_all(CHILD, [NEAREST], 1, records.append)
    (found,) = Records(tmp_path / "out" / "records.jsonl").of_all([NEAREST])
    assert found["affinity"] == 1
    assert found["ok"]
    assert found["kpis"]["visits"] == 100
    assert found["first"] is not None


def test_own_cores_are_left_alone():
    before = os.sched_getaffinity(0)
    failed = perform(CHILD, NEAREST | {"problem": "unheard of"}, {min(before)})
    assert "unheard of" in failed["error"]
    assert os.sched_getaffinity(0) == before


def test_line_that_was_cut_off_costs_its_own_run_only(tmp_path):
    path = tmp_path / "records.jsonl"
    path.write_text('{"problem": "a", "cost": 3}\n{"problem": "b", "co')
    Records(path).append({"problem": "c", "cost": 5})
    found = Records(path)
    assert found.of({"problem": "a"}) == {"problem": "a", "cost": 3}
    assert found.of({"problem": "b"}) is None
    assert found.of({"problem": "c"}) == {"problem": "c", "cost": 5}


@pytest.mark.parametrize("retry", [False, True])
def test_only_what_is_missing_is_due_and_what_failed_if_wanted(tmp_path, retry):
    records = Records(tmp_path / "records.jsonl")
    runs = [{"problem": name, "file": "elsewhere"} for name in "abc"]
    records.append({"problem": "a", "cost": 3})
    records.append({"problem": "b", "error": "too late"})
    due, known = records.sorted_out(runs, lambda run: {"problem": run["problem"]}, retry=retry)
    assert [run["problem"] for run in due] == (["b", "c"] if retry else ["c"])
    assert [record["problem"] for record in known] == (["a"] if retry else ["a", "b"])


def test_last_record_of_a_run_counts(tmp_path):
    records = Records(tmp_path / "records.jsonl")
    run = {"problem": "a", "seed": 1}
    for cost in (3, 2):
        records.append(run | {"cost": cost})
    assert records.of(run) == run | {"cost": 2}
    assert records.of({"problem": "a", "seed": 2}) is None
