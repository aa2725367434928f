"""Boxes know what they share."""

from hypothesis import given
from hypothesis import strategies as st

from api.web.boxes import Box

sides = st.integers(0, 20)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w + 1, y + h + 1), sides, sides, sides, sides)


@given(boxes, boxes)
def test_overlap_counts_the_shared_cells(one, other):
    def cells(box):
        columns = range(int(box.left), int(box.right))
        return {(x, y) for x in columns for y in range(int(box.top), int(box.bottom))}

    shared = len(cells(one) & cells(other))
    assert one.overlap(other) == other.overlap(one) == shared
    assert one.free_of([other]) == (shared == 0)
    assert one.within(other) == (cells(one) <= cells(other))


def test_box_around_a_point_has_it_in_the_middle():
    assert Box.around(5, 4, 2, 6) == Box(4, 1, 6, 7)
    assert Box.around(5, 4, 2, 6).middle == 5
