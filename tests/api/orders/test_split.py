"""Doors are divided into few, even parts within the limit; nothing is lost or doubled."""

from collections import Counter
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.orders.split import Portion, by_door, split
from tests.rosters import resident


def portion(name, meals=1, **changes):
    return Portion(resident(name, **changes), meals)


def sizes(parts):
    return [sum(portion.meals for portion in part) for part in parts]


def names(parts):
    return [[portion.resident.id for portion in part] for part in parts]


portions = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["", "01室", "02室"]), st.integers(1, 9)),
    min_size=1,
    max_size=20,
).map(
    lambda rows: [
        portion(f"E{k}", meals, floor=floor, door=door and f"{floor}{door}")
        for k, (floor, door, meals) in enumerate(rows)
    ]
)


def test_what_fits_stays_whole():
    assert names(split([portion("E1"), portion("E2")], 2)) == [["E1", "E2"]]


def test_parts_are_even():
    tower = [portion(f"E{k:02}") for k in range(40)]
    assert sizes(split(tower, 36)) == [20, 20]
    assert sizes(split(tower, 15)) == [14, 14, 12]


def test_couples_stay_together():
    tower = [portion("E1", door="301"), portion("E2", door="302"), portion("E3", door="302")]
    assert names(split(tower, 2)) == [["E1"], ["E2", "E3"]]


def test_without_a_door_number_everybody_has_their_own_door():
    assert len(by_door([portion("E1", door=""), portion("E2", door="")])) == 2


def test_neighbouring_floors_share_a_part():
    tower = [portion(f"E{k}", floor=floor) for k, floor in enumerate([6, 1, 5, 2])]
    assert names(split(tower, 2)) == [["E1", "E3"], ["E2", "E0"]]


def test_a_door_beyond_the_limit_is_cut_evenly():
    parts = split([portion("E1", 20, door="301"), portion("E2", 30, door="301")], 20)
    assert sizes(parts) == [17, 17, 16]
    assert names(parts) == [["E1"], ["E1", "E2"], ["E2"]]


def test_endless_room_keeps_everything_together():
    assert sizes(split([portion("E1", 500)], float("inf"))) == [500]


@given(portions, st.integers(1, 40))
def test_every_meal_is_in_one_part_within_the_limit(given_portions, limit):
    parts = split(given_portions, limit)
    assert all(0 < size <= limit for size in sizes(parts))
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    for part in parts:
        for piece in part:
            inside[piece.resident.id] += piece.meals
    for piece in given_portions:
        outside[piece.resident.id] += piece.meals
    assert inside == outside


@given(portions, st.integers(1, 40))
def test_doors_that_fit_stay_whole(given_portions, limit):
    parts = split(given_portions, limit)
    for door in by_door(given_portions):
        if sum(piece.meals for piece in door) <= limit:
            holding = [part for part in parts if {p.door for p in part} & {door[0].door}]
            assert len(holding) == 1


@given(portions, st.integers(1, 40), st.randoms(use_true_random=False))
def test_the_order_of_residents_does_not_matter(given_portions, limit, chance):
    shuffled = [*given_portions]
    chance.shuffle(shuffled)
    assert split(shuffled, limit) == split(given_portions, limit)


@pytest.mark.parametrize("limit", range(1, 45))
def test_single_doors_give_the_fewest_parts(limit):
    tower = [portion(f"E{k:02}") for k in range(43)]
    parts = sizes(split(tower, limit))
    assert len(parts) == ceil(43 / limit)
    assert max(parts) == ceil(43 / len(parts))
