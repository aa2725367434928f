"""Estates are outlined and named where there is room."""

from itertools import combinations

import pytest

from api.web.boxes import Box
from api.web.estates import estates

SHEET = Box(0, 0, 400, 300)


def block(name, x, y):
    """Four entrances of one estate."""
    corners = ((0, 0), (20, 0), (20, 20), (0, 20))
    return [(f"{name}{k}号", (x + dx, y + dy)) for k, (dx, dy) in enumerate(corners)]


def test_doors_of_one_lane_are_one_estate():
    (estate,) = estates([*block("花溪路100弄", 100, 100), ("兰溪路9号", (50, 50))], [], SHEET)
    assert estate.name == "花溪路100弄"
    assert estate.outline == "M100.0 100.0L120.0 100.0L120.0 120.0L100.0 120.0Z"


@pytest.mark.parametrize(
    ("clear", "side"),
    [
        ([], "below"),
        ([Box(0, 125, 400, 300)], "above"),
        ([Box(0, 125, 400, 300), Box(0, 0, 400, 95)], "right"),
    ],
)
def test_name_takes_the_first_free_side(clear, side):
    (estate,) = estates(block("花溪路100弄", 100, 100), clear, SHEET)
    label = estate.label
    assert label is not None
    assert {"below": label.top > 120, "above": label.bottom < 100, "right": label.left > 120}[side]


def test_no_name_without_room():
    (estate,) = estates(block("花溪路100弄", 100, 100), [Box(0, 0, 400, 300)], SHEET)
    assert estate.label is None


def test_names_overlap_neither_each_other_nor_stops():
    doors = [
        door for k in range(12) for door in block(f"花溪路{k}弄", 30 * (k % 6), 60 + 35 * (k // 6))
    ]
    labels = [estate.label for estate in estates(doors, [], SHEET) if estate.label]
    assert len(labels) > 1
    assert all(a.overlap(b) == 0 for a, b in combinations(labels, 2))
    assert all(
        label.free_of([Box.around(point[0], point[1], 2, 2)])
        for label in labels
        for _, point in doors
    )
    assert all(label.within(SHEET) for label in labels)
