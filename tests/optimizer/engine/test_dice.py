"""The engine's random numbers are uniform, repeatable and the same with and without compiler."""

from __future__ import annotations

import numpy as np
import pytest

from optimizer.engine.dice import below, uniform

DRAWS = 20_000


def dice(seed):
    return np.array([seed], np.uint64)


@pytest.mark.parametrize("seed", [1, 2**32 + 1, 2**64 - 1])
def test_numbers_are_spread_evenly(seed):
    state = dice(seed)
    drawn = np.array([uniform(state) for _ in range(DRAWS)])
    assert ((drawn >= 0) & (drawn < 1)).all()
    # 99.99 % of all uniform samples have a smaller chi-square over 20 bins.
    counts = np.histogram(drawn, 20, (0, 1))[0]
    assert ((counts - DRAWS / 20) ** 2 / (DRAWS / 20)).sum() < 53
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.03


def test_whole_numbers_stay_below_their_bound_and_reach_all():
    state = dice(3)
    drawn = [below(state, 7) for _ in range(DRAWS)]
    counts = np.bincount(drawn)
    assert len(counts) == 7
    assert ((counts - DRAWS / 7) ** 2 / (DRAWS / 7)).sum() < 28
    assert {below(state, 1) for _ in range(10)} == {0}


def test_same_seed_same_numbers():
    one, same, other = dice(5), dice(5), dice(6)
    numbers = [uniform(one) for _ in range(100)]
    assert numbers == [uniform(same) for _ in range(100)]
    assert numbers != [uniform(other) for _ in range(100)]


def test_compiled_and_interpreted_numbers_are_equal():
    interpreted = getattr(uniform, "py_func", uniform)
    one, same = dice(7), dice(7)
    assert [uniform(one) for _ in range(1_000)] == [interpreted(same) for _ in range(1_000)]
    assert one == same
