"""Whatever multipliers a solver hands over, the bound that they prove holds."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.bounds.program import Program


def knapsack() -> tuple[Program, np.ndarray]:
    """Three things worth 6, 5 and 3 of 4, 3 and 2 kg into 5 kg; the last two go together."""
    program = Program()
    things = program.add_columns(3)
    program.add_row((things, [4, 3, 2]), most=5)
    program.add_row((things[1:], [1, -1]), equal=True)
    return program, np.array([-6, -5, -3])


def test_the_bound_of_a_knapsack_is_that_of_its_fractions():
    program, cost = knapsack()
    assert abs(program.least(cost).value + 8) < Fraction(1, 1 << 20)


@given(
    weight=st.floats(-10, 10, allow_nan=False),
    pair=st.floats(-10, 10, allow_nan=False),
)
def test_any_multipliers_prove_a_bound(weight: float, pair: float):
    program, cost = knapsack()
    assert program.proven(cost, np.array([weight, pair])) <= -8


def test_a_program_without_columns_costs_nothing():
    assert Program().least(np.zeros(0, np.int64)).value == 0
