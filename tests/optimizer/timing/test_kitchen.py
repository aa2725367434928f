"""A canteen's next departure agrees with trying every second."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.problem import Batch
from optimizer.rules import Rule
from optimizer.timing.kitchen import Load, closest_departure, free_bay, load, loads_of
from optimizer.timing.refusal import Refusal
from tests import plans, toys

times = st.integers(0, 40)
loads = st.lists(
    st.builds(
        lambda start, takes, boxes: Load("C1", start, start + takes, Counter(regular=boxes)),
        times,
        st.integers(0, 6),
        st.integers(1, 4),
    ),
    max_size=4,
)
canteens = st.builds(
    lambda loading, bays, batches: toys.canteen(
        loading_seconds=loading,
        loading_bays=bays,
        batches=tuple(sorted(batches, key=lambda batch: batch.ready)),
    ),
    st.integers(0, 6),
    st.none() | st.integers(1, 2),
    st.lists(st.builds(Batch, ready=times, meals=st.integers(0, 9)), max_size=3),
)


def enough_packed(canteen, others, boxes, depart):
    """No departure from then on finds fewer meals packed than have left."""
    moments = {depart} | {other.depart for other in others if other.depart > depart}
    return not canteen.batches or all(
        boxes + sum(other.boxes for other in others if other.depart <= moment)
        <= sum(batch.meals for batch in canteen.batches if batch.ready <= moment)
        for moment in moments
    )


def bay_is_free(canteen, others, depart):
    seconds = range(depart - canteen.loading_seconds, depart)
    return canteen.loading_bays is None or all(
        sum(other.load_start <= second < other.depart for other in others) < canteen.loading_bays
        for second in seconds
    )


@given(canteens, loads, st.integers(1, 6), times, st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=300)
def test_closest_departure_is_the_best_of_all(canteen, others, boxes, first, wait, width):
    preferred, last = first + min(wait, width), first + width
    packed = [d for d in range(first, last + 1) if enough_packed(canteen, others, boxes, d)]
    free = [depart for depart in packed if bay_is_free(canteen, others, depart)]
    found = closest_departure(canteen, others, boxes, (first, last), preferred)
    if free:
        assert found == min(free, key=lambda depart: (max(depart, preferred), -depart))
    else:
        assert isinstance(found, Refusal)
        assert found.rule is (Rule.BAYS if packed else Rule.BATCH)


@given(canteens, loads, times)
@settings(max_examples=200)
def test_free_bay_is_the_first_of_all(canteen, others, depart):
    every = range(depart, depart + 200)
    assert free_bay(canteen, others, depart) == next(
        moment for moment in every if bay_is_free(canteen, others, moment)
    )


def test_meals_that_leave_later_are_not_taken_away_from_them():
    canteen = toys.canteen(batches=(Batch(ready=100, meals=5), Batch(ready=900, meals=5)))
    later = Load("C1", 200, 500, Counter(regular=4))
    assert closest_departure(canteen, [later], 1, (0, 5_000), 0) == 100
    assert closest_departure(canteen, [later], 2, (0, 5_000), 0) == 900


def test_refusals_say_how_late_it_would_be():
    canteen = toys.canteen(loading_bays=1, batches=(Batch(ready=600, meals=3),))
    busy = Load("C1", 500, 900, Counter(regular=1))
    assert closest_departure(canteen, [], 3, (0, 500), 400) == Refusal(
        Rule.BATCH, {"canteen": "C1", "meals": 3, "late": 100}
    )
    assert closest_departure(canteen, [], 4, (0, 500), 400) == Refusal(
        Rule.BATCH, {"canteen": "C1", "meals": 4}
    )
    assert closest_departure(canteen, [busy], 1, (700, 1_000), 700) == Refusal(
        Rule.BAYS, {"canteen": "C1", "late": 200}
    )


@pytest.mark.parametrize("loading", [0, 300])
def test_load_takes_what_the_canteen_needs(loading):
    problem = toys.line(canteens=(toys.canteen(loading_seconds=loading),))
    assert load(problem, "C1", 40_000, ("V1", "V3")) == Load(
        "C1", 40_000 - loading, 40_000, Counter(regular=2)
    )


def test_loads_of_trips_keep_their_own_times():
    problem = toys.line()
    plan = plans.by_hand(problem, R1=[("C1", 40_000, "V1")])
    slow = plans.alter_trip(plan, load_start=39_000).riders[0].trips
    assert loads_of(problem, slow) == [Load("C1", 39_000, 40_000, Counter(regular=1))]
