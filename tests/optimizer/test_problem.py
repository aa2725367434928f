"""A problem's parts answer simple questions about themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from optimizer.problem import Travel
from tests import toys


def test_travel_is_read_only_and_whole_seconds():
    given = np.array([[0, 90], [60, 0]], dtype=np.int64)
    travel = Travel(given, given * 10)  # type: ignore[arg-type]  # wider than it keeps
    assert travel.seconds.dtype == travel.metres.dtype == np.int32
    with pytest.raises(ValueError, match="read-only"):
        travel.seconds[0, 1] = 5
    given[0, 1] = 5
    assert travel.seconds[0, 1] == 90, "a copy: the caller's array may change"


def test_travel_compares_by_content():
    assert toys.line_travel((0, 1)) == toys.line_travel((0, 1))
    assert toys.line_travel((0, 1)) != toys.line_travel((0, 2))
    assert toys.line_travel((0, 1)) != "travel"


def test_problems_compare_by_content():
    assert toys.line() == toys.line()
    assert toys.line() != toys.line((0, 1, 2, 4))
    assert toys.line() != replace(toys.line(), now=1)


def test_problem_does_not_change():
    with pytest.raises(FrozenInstanceError):
        toys.line().now = 5  # type: ignore[misc]


def test_travel_is_looked_up_by_name_and_direction():
    seconds = np.array([[0, 90], [60, 0]])
    problem = toys.line((0, 1), travel={"ebike": Travel(seconds, seconds * 10)})
    assert problem.seconds("ebike", "p0", "p1") == 90
    assert problem.seconds("ebike", "p1", "p0") == 60
    assert problem.metres("ebike", "p0", "p1") == 900


def test_parts_are_found_by_id():
    problem = toys.line()
    assert problem.visit["V2"] is problem.visits[1]
    assert problem.rider["R1"] is problem.riders[0]
    assert problem.canteen["C1"] is problem.canteens[0]
    assert problem.location_index == {"p0": 0, "p1": 1, "p2": 2, "p3": 3}


def test_visit_counts_a_box_per_meal():
    assert toys.visit("V1", "p1", meals={"regular": 2, "soft": 1}).boxes == 3


def test_rider_loads_at_home_first():
    assert toys.rider(may_load_at=("C2", "C1", "C3")).loading_canteens() == ("C1", "C2", "C3")


@pytest.mark.parametrize(
    ("diets", "cooks"), [(None, True), (("regular", "soft"), True), (("soft",), False), ((), False)]
)
def test_canteen_cooks_every_diet_or_those_it_names(diets, cooks):
    canteen = toys.canteen(diets=diets)
    assert canteen.cooks({"regular": 1, "soft": 2}) is cooks


def test_matrices_are_copied_unless_nobody_can_change_them():
    mine = np.ones((2, 2), np.int32)
    copied = Travel(mine, mine)
    mine[0, 1] = 9
    assert copied.seconds[0, 1] == 1
    mine.setflags(write=False)
    assert Travel(mine, mine).seconds is mine
    view = mine[:]
    assert Travel(view, view).seconds is not view


def test_travel_knows_its_least_values():
    seconds = toys.line_travel((0, 1, 3)).seconds
    assert Travel(seconds + 7, seconds - 5).least == (7, -5)
    none = np.zeros((0, 0), np.int32)
    assert Travel(none, none).least == (0, 0)
