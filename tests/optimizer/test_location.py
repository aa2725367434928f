"""The places chosen serve as many as any choice could: found again by trying all of them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.location import best_places


def flow(covers, people, capacity, weights):
    """Most weight that the places of ``covers`` can serve: people one by one, heaviest first.

    Whom augmenting paths can take in at all makes a matroid, so the greedy order is the best.
    """
    seats = [j for j in range(covers.shape[1]) for _ in range(capacity)]
    persons = sorted(
        (i for i, n in enumerate(people) for _ in range(n)), key=lambda i: -int(weights[i])
    )
    taken: dict[int, int] = {}

    def seat(person, tried):
        for k, place in enumerate(seats):
            if covers[persons[person], place] and k not in tried:
                tried.add(k)
                if k not in taken or seat(taken[k], tried):
                    taken[k] = person
                    return True
        return False

    return sum(int(weights[i]) for person, i in enumerate(persons) if seat(person, set()))


def brute(covers, people, weights, count, capacity):
    return max(
        flow(covers[:, list(chosen)], people, capacity, weights)
        for chosen in combinations(range(covers.shape[1]), min(count, covers.shape[1]))
    )


@given(
    seed=st.integers(0, 10**6),
    groups=st.integers(1, 6),
    places=st.integers(1, 5),
    count=st.integers(1, 3),
    capacity=st.integers(1, 6),
)
def test_no_choice_serves_more(seed, groups, places, count, capacity):
    rng = np.random.default_rng(seed)
    covers = rng.random((groups, places)) < 0.4
    people, weights = rng.integers(0, 4, groups), rng.integers(1, 4, groups)
    found = best_places(covers, people, weights, count, capacity)
    assert found.proven
    assert found.value == brute(covers, people, weights, count, capacity)
    assert len(found.places) == min(count, places)
    assert max(found.people) <= capacity
    assert sum(found.people) <= people.sum()
    chosen = covers[:, list(found.places)]
    assert flow(chosen, people, capacity, weights) == found.value


def test_the_second_place_is_not_beside_the_first():
    covers = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)
    found = best_places(covers, np.array([5, 4, 3]), np.ones(3, dtype=np.int64), 2, 100)
    assert (found.value, found.gap) == (12, 0.0)
    assert 2 in found.places


def test_a_small_place_serves_the_heaviest():
    covers = np.ones((2, 1), dtype=bool)
    found = best_places(covers, np.array([5, 2]), np.array([1, 3]), 1, 3)
    assert found.value == 2 * 3 + 1
    assert found.people == (3,)


def test_where_nobody_is_left_any_place_will_do():
    found = best_places(np.zeros((3, 4), dtype=bool), np.ones(3, int), np.ones(3, int), 2, 9)
    assert (found.value, found.bound, found.proven) == (0, 0, True)


def test_without_time_nothing_is_claimed():
    covers = np.random.default_rng(1).random((300, 60)) < 0.1
    ones = np.ones(300, dtype=np.int64)
    found = best_places(covers, ones, ones, 5, 20, seconds=0.0)
    assert found.places == ()
    assert not found.proven
    assert found.gap == 1.0
