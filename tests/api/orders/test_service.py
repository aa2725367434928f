"""A visit's service time follows the documented formula and never falls with more to do."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.orders.service import Door, ServiceTimes, service_seconds

floors = st.integers(-1, 33)
doors = st.builds(Door, floor=floors, lift=st.booleans(), meals=st.integers(1, 4))
visits = st.lists(doors, min_size=1, max_size=12)
walk_ups = st.lists(
    st.builds(Door, floor=floors, lift=st.just(False), meals=st.integers(1, 4)),
    min_size=1,
    max_size=12,
)


@pytest.mark.parametrize(
    ("visited", "seconds"),
    [
        ([Door(floor=1)], 45),
        ([Door(floor=3)], 77),
        ([Door(floor=6)], 125),
        ([Door(floor=3), Door(floor=5, meals=2)], 139),
        ([Door(floor=18, lift=True)], 153),
        ([Door(floor=8, lift=True), Door(floor=10, lift=True)], 166),
    ],
)
def test_examples_of_the_documentation(visited, seconds):
    assert service_seconds(visited) == seconds
    page = Path(__file__).parents[3] / "docs" / "service-times.md"
    assert re.search(rf"^\| .* \| {seconds} \|$", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_no_doors_take_no_time():
    assert service_seconds([]) == 0


def test_nobody_waits_for_a_lift_to_the_next_floor():
    assert service_seconds([Door(floor=2, lift=True)]) == service_seconds([Door(floor=2)])


def test_a_basement_counts_as_the_ground_floor():
    assert service_seconds([Door(floor=-1)]) == service_seconds([Door(floor=1)])


def test_a_couple_takes_less_than_two_doors():
    assert service_seconds([Door(floor=4, meals=2)]) < service_seconds([Door(floor=4)] * 2)


def test_every_part_counts_once():
    times = ServiceTimes(
        approach=1_000_000,
        climb=100_000,
        lift_wait=10_000,
        lift_storey=1_000,
        lift_stop=100,
        door=10,
        extra_meal=1,
    )
    visited = [Door(floor=2), Door(floor=5, lift=True, meals=3), Door(floor=3, lift=True)]
    assert service_seconds(visited, times) == 1_000_000 + 100_000 + 10_000 + 4_000 + 100 + 30 + 2


@given(visits, doors)
def test_another_door_never_takes_less(visited, another):
    assert service_seconds([*visited, another]) > service_seconds(visited)


@given(visits, st.data())
def test_another_meal_never_takes_less(visited, data):
    row = data.draw(st.integers(0, len(visited) - 1))
    door = visited[row]
    fuller = [*visited]
    fuller[row] = Door(floor=door.floor, lift=door.lift, meals=door.meals + 1)
    assert service_seconds(fuller) > service_seconds(visited)


@given(walk_ups, st.data())
def test_a_higher_door_of_a_walk_up_never_takes_less(visited, data):
    row = data.draw(st.integers(0, len(visited) - 1))
    door = visited[row]
    higher = [*visited]
    higher[row] = Door(floor=door.floor + 1, meals=door.meals)
    assert service_seconds(higher) >= service_seconds(visited)


@given(visits)
def test_a_higher_top_never_takes_less(visited):
    top = max(visited, key=lambda door: door.floor)
    rest = [*visited]
    rest.remove(top)
    higher = [*rest, Door(floor=top.floor + 1, lift=top.lift, meals=top.meals)]
    assert service_seconds(higher) >= service_seconds(visited)


@given(visits)
def test_the_order_of_doors_does_not_matter(visited):
    assert service_seconds(reversed(visited)) == service_seconds(visited)
