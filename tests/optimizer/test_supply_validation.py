"""Two levels that could miss each other are refused before anybody plans with them."""

from dataclasses import replace

import pytest

from optimizer.errors import InvalidProblem
from tests.toys import OPEN, two_levels


def refused(**changes):
    with pytest.raises(InvalidProblem) as caught:
        two_levels(**changes)
    return {(issue.path, issue.problem.en.split(",")[0]) for issue in caught.value.issues}


def paths(**changes):
    return {path for path, _ in refused(**changes)}


def visits(**changes):
    """The toy's visits with fields of the one named by ``changes`` replaced."""
    return tuple(replace(v, **changes.get(v.id, {})) for v in two_levels().visits)


def point(**changes):
    kitchen, point = two_levels().canteens
    return (kitchen, replace(point, **changes))


def test_the_toy_is_consistent():
    assert two_levels().two_level == {"B1", "V1", "V2"}


def test_whoever_brings_must_exist():
    assert "canteens[1].supplied_by[0]" in paths(canteens=point(supplied_by=("B9",)))


def test_whoever_brings_must_be_done_before_the_meeting():
    late = visits(B1={"window": (OPEN + 1_800, OPEN + 2_881)})
    assert paths(visits=late) == {"canteens[1].batches[0].ready"}
    two_levels(visits=visits(B1={"window": (OPEN + 1_800, OPEN + 2_880)}))


def test_a_point_says_when_its_meals_are_there():
    assert paths(canteens=point(batches=())) == {"canteens[1].batches"}


def test_a_point_hands_out_no_more_than_it_gets():
    assert paths(canteens=point(capacity=5)) == {"canteens[1].capacity"}


def test_transit_is_part_of_the_meals():
    assert paths(visits=visits(B1={"transit": 21})) == {"visits[0].transit"}
    assert "visits[0].transit" in paths(visits=visits(B1={"transit": -1}))


def test_meals_in_transit_go_on_from_a_point():
    assert paths(visits=visits(V3={"transit": 1})) == {"visits[3].transit"}


def test_nobody_brings_the_same_meals_twice():
    twice = point(supplied_by=("B1", "B1"))
    assert paths(canteens=twice) == {"canteens[1].supplied_by[1]"}
    kitchen, first = two_levels().canteens
    second = replace(first, id="P2")
    assert paths(canteens=(kitchen, first, second)) == {"canteens[2].supplied_by[0]"}


def test_beside_points_every_visit_names_its_canteens():
    assert paths(visits=visits(V3={"canteens": None})) == {"visits[3].canteens"}


def test_a_point_does_not_supply_points():
    own = visits(B1={"canteens": ("C1", "P1")})
    assert "visits[0].canteens" in paths(visits=own)


def test_meals_are_eaten_within_the_hours_of_food_safety():
    latest = OPEN + 1_800 - 1_800 + 7_200
    two_levels(visits=visits(V1={"window": (OPEN, latest)}))
    assert paths(visits=visits(V1={"window": (OPEN, latest + 1)})) == {"visits[1].window"}
