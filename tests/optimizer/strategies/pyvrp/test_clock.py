"""Shares of a run are counted in iterations if those are limited, else in seconds."""

from optimizer.stop import Stop
from optimizer.strategies.pyvrp.clock import OPEN_END, Clock


def test_limited_iterations_leave_time_out():
    clock = Clock(Stop(iterations=10))
    clock.stop.started -= 1_000
    assert clock.at(0.5) == 5
    clock.iterations = 4
    assert not clock.is_past(clock.at(0.5))
    clock.iterations = 5
    assert clock.is_past(clock.at(0.5))


def test_limited_seconds():
    clock = Clock(Stop(seconds=100))
    clock.reserve = 20
    clock.stop.started -= 30
    assert clock.at(0.5) == 40
    assert not clock.is_past(clock.at(0.5))
    clock.stop.started -= 10
    assert clock.is_past(clock.at(0.5))


def test_time_ends_iterations_too():
    clock = Clock(Stop(seconds=100, iterations=10))
    assert not clock.is_past(clock.at(1))
    clock.stop.started -= 100
    assert clock.is_past(clock.at(1))


def test_without_limits_only_the_end_is_open():
    clock = Clock(Stop())
    assert clock.at(0.5) == OPEN_END / 2
    clock.stop.started -= 1_000_000
    assert not clock.is_past(clock.at(1))
    clock.stop.requested.set()
    assert clock.is_past(clock.at(1))
