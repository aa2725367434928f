"""Courses of runs are medians over the seeds, and start when half of the runs have a plan."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.plotting.courses import other_cost, over_seeds, unserved_meals
from tests.compared import record

GRID = np.array([1.0, 2.0, 3.0, 4.0])


def test_steps_hold_until_the_next():
    line = over_seeds([[(2.0, 7.0), (4.0, 5.0)]], GRID)
    assert list(line.median) == [np.inf, 7, 7, 5]


def test_median_of_seeds_with_its_band():
    line = over_seeds([[(1.0, 9.0)], [(1.0, 5.0)], [(3.0, 1.0)]], GRID)
    assert list(line.median) == [9, 9, 5, 5]
    assert list(line.low) == [5, 5, 1, 1]
    assert list(line.high) == [np.inf, np.inf, 9, 9]


def test_meals_are_summed_over_tiers():
    assert list(unserved_meals(record("engine", unserved=(1, 2, 3)))) == [(2.0, 7.0), (4.0, 6.0)]


def test_cost_is_told_since_as_many_are_served_as_in_the_end():
    run = record("engine", unserved=(0, 0, 2), hours=30)
    assert list(other_cost(run, of_all=False)) == [(4.0, 30.0)]


def test_leaving_people_out_is_no_way_to_be_cheap():
    assert not list(other_cost(record("engine", unserved=(0, 0, 2)), of_all=True))
    assert list(other_cost(record("engine", hours=30), of_all=True)) == [(4.0, 30.0)]


def test_who_tells_of_the_unserved_alone_has_told_no_other_cost():
    run = record("nearest", hours=30)
    run["trace"].insert(1, [3.0, 0, [0, 0, 0]])
    assert list(other_cost(run, of_all=True)) == [(4.0, 30.0)]


def test_run_that_told_of_nothing_has_no_line():
    assert np.isinf(over_seeds([list(unserved_meals(record("x", trace=[])))], GRID).median).all()


steps = st.lists(
    st.tuples(st.floats(0.5, 5), st.floats(0, 100)), max_size=5, unique_by=lambda point: point[0]
).map(sorted)


@given(st.lists(steps, min_size=1, max_size=5))
def test_median_lies_in_its_band(seeds):
    line = over_seeds(seeds, GRID)
    assert (line.low <= line.median).all()
    assert (line.median <= line.high).all()
