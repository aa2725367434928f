"""Stop numbers stay readable where stops crowd."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.web.boxes import Box
from api.web.numbers import DIGIT, LINE, place_numbers


def boxes(points, numbers, offsets):
    return [
        Box.around(x + dx, y + dy, DIGIT * len(number), LINE)
        for (x, y), number, (dx, dy) in zip(points, numbers, offsets, strict=True)
    ]


def test_a_lonely_number_stands_above_its_stop():
    ((dx, dy),) = place_numbers([(0.0, 0.0)], ["1"], [])
    assert dx == pytest.approx(0)
    assert dy < 0


def test_neighbours_do_not_cover_each_other():
    points = [(14.0 * (k % 4), 14.0 * (k // 4)) for k in range(12)]
    numbers = [str(k + 1) for k in range(12)]
    placed = boxes(points, numbers, place_numbers(points, numbers, []))
    assert all(a.overlap(b) == 0 for a, b in combinations(placed, 2))


def test_numbers_keep_clear_of_names():
    above = Box(-30, -30, 30, -2)
    (box,) = boxes([(0.0, 0.0)], ["1"], place_numbers([(0.0, 0.0)], ["1"], [above]))
    assert box.free_of([above])


def test_every_stop_has_a_number_even_in_one_spot():
    points = [(0.0, 0.0)] * 60
    assert len(place_numbers(points, ["99"] * 60, [])) == 60


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60)), max_size=12),
    st.lists(st.tuples(st.floats(-90, 150), st.floats(-90, 150), st.floats(1, 40)), max_size=12),
)
def test_what_is_far_away_changes_no_place(points, signs):
    numbers = [str(k * 9) for k in range(len(points))]
    clear = [Box.around(x, y, size, size) for x, y, size in signs]
    far = [Box.around(x + 9_000, y, size, size) for x, y, size in signs]
    assert place_numbers(points, numbers, [*far, *clear]) == place_numbers(points, numbers, clear)
