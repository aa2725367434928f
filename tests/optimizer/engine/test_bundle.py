"""Many arrays travel as one argument: compiled functions read and write them in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numba import njit, typeof

from optimizer.engine.bundle import Bundle
from optimizer.engine.instance import fields, table

PLACE = fields("column", "row")


@dataclass(frozen=True, eq=False)
class Board(Bundle):
    """One member of each kind."""

    line: Any
    cube: Any
    places: Any
    factor: int


def board(size=4, dtype=np.int64, factor=3):
    cube = np.arange(2 * size * 5, dtype=np.int32).reshape(2, size, 5)
    return Board(np.zeros(size, dtype), cube, table(PLACE, size), factor)


@njit
def work(b):
    """Touch every member."""
    for k in range(len(b.line)):
        b.line[k] = b.factor * b.cube[1, k, b.cube.shape[2] - 1]
        b.places[k].column, b.places[k].row = k, -k
    return len(b.line) * b.cube.shape[0]


def inside(b):
    return work(b) + work(b)


def test_compiled_functions_write_into_the_arrays():
    here = board()
    assert work(here) == 8
    assert here.line.tolist() == (3 * here.cube[1, :, 4]).tolist()
    assert here.places.column.tolist() == [0, 1, 2, 3]
    assert here.places.row.tolist() == [0, -1, -2, -3]


def test_compiled_functions_hand_bundles_on():
    here = board()
    assert njit(inside)(here) == 16
    assert here.line[3] == 3 * here.cube[1, 3, 4]


def test_empty_arrays_are_members_too():
    assert work(board(size=0)) == 0


def test_type_depends_on_members_but_not_on_their_sizes():
    assert typeof(board(4)) == typeof(board(9, factor=1))
    assert typeof(board(4)) != typeof(board(4, np.float64))


def test_strided_arrays_are_refused():
    with pytest.raises(ValueError, match="line"):
        Board(np.zeros(8)[::2], np.zeros((1, 1, 1)), table(PLACE, 1), 1)


def test_unknown_members_are_a_mistake():
    with pytest.raises(Exception, match="colour"):
        njit(lambda b: b.colour)(board())
