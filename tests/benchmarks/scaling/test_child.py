"""A run is measured stage by stage, and a failure leaves what was known before it."""

import os

import pytest

from benchmarks.pinned import Record, perform
from benchmarks.scaling import child
from benchmarks.scaling.memory import forget_peak, peak_mb, resident_mb
from benchmarks.scaling.runs import Run

RUN = Run(problem="district", visits=60, strategy="savings")


def test_every_stage_is_told():
    found = Record()
    child.measure(RUN, found)
    assert found["ok"]
    assert found["kpis"]["visits"] == 60
    assert (found["riders"], found["canteens"]) == (3, 1)
    assert 0 < found["first"] <= found["wall"]
    assert {"build", "cpu", "check", "explain"} <= found.keys()
    assert 0 < found["idle_mb"] <= found["peak_mb"]


def test_broken_run_keeps_what_was_known(monkeypatch):
    def broken(*_):
        raise MemoryError

    monkeypatch.setattr(child, "_search", broken)
    found = Record()
    with pytest.raises(MemoryError):
        child.measure(RUN, found)
    assert {"build", "idle_mb", "peak_mb"} <= found.keys()
    assert "ok" not in found


def test_run_that_needs_more_memory_has_failed():
    run = {"problem": "district", "visits": 8_000, "strategy": "nearest", "memory_mb": 300}
    found = perform("benchmarks.scaling.child", run, {min(os.sched_getaffinity(0))})
    assert "300 MB" in found["error"]


def test_old_peaks_can_be_forgotten():
    block = b"x" * (64 << 20)
    held = peak_mb()
    del block
    if forget_peak():
        assert peak_mb() <= held - 32
    assert resident_mb() <= peak_mb() + 1
