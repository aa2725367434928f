"""Whole trips move between riders where it pays and locks allow, and every move can be undone."""

from __future__ import annotations

import json

import pytest

from tests import interpreters


def test_moves_break_no_rule_and_can_be_taken_back():
    program = "from tests.moving import move_trips; print(move_trips())"
    assert int(interpreters.run(program, NUMBA_DISABLE_JIT="1")) > 150


@pytest.fixture(scope="module")
def days():
    """Each rider's trips after a move, by what was locked."""
    program = "from tests.moving import days_after_a_move; print(days_after_a_move())"
    return json.loads(interpreters.run(program, NUMBA_DISABLE_JIT="1"))


def test_riders_swap_trips_where_it_pays(days):
    assert days["nothing"] == {"R1": [["V1"], ["V2"]], "R2": [["V3"]]}


@pytest.mark.parametrize("lock", ["rider", "never"])
def test_a_trip_stays_with_the_rider_who_must_make_it(lock, days):
    assert ["V3"] in days[lock]["R1"]
    assert days[lock]["R2"] != [["V2"]]


@pytest.mark.parametrize("lock", ["trip", "day"])
def test_pinned_trips_and_locked_days_do_not_move(lock, days):
    assert days[lock] == {"R1": [["V1"], ["V3"]], "R2": [["V2"]]}
