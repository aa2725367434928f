"""Plans become the engine's trips and come back as they were; what breaks rules is mended."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.engine.gate import instance_of
from optimizer.engine.island import Island
from optimizer.engine.runs import absent_visits, runs_of
from optimizer.locks import DayLock, NeverLock, SequenceLock, TripLock
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import plans, random_days, toys
from tests.solutions import plan_of

OPEN = toys.OPEN


def laid(problem, plan):
    """What the engine begins with after ``plan``, as a plan."""
    instance, names = instance_of(problem)
    island = Island(instance, seed=0)
    island.start(runs_of(problem, names, plan), Stop())
    found = plan_of(problem, instance, names, island.best)
    assert found.served().isdisjoint(absent_visits(names, island.best))
    return found


def trips_of(plan):
    return {
        day.rider: [(trip.canteen, [stop.visit for stop in trip.stops]) for trip in day.trips]
        for day in plan.riders
    }


def is_part(some, whole):
    """Whether the trips of a day are trips of another one with perhaps some stops missing."""
    rest = iter(whole)
    for canteen, visits in some:
        for other, stops in rest:
            left = iter(stops)
            if canteen == other and all(visit in left for visit in visits):
                break
        else:
            return False
    return True


@st.composite
def streets(draw):
    """Days on a line: no detour is shorter, so that every part of a trip can be driven."""
    positions = draw(st.lists(st.integers(1, 12), min_size=1, max_size=7))
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    visits = {}
    for k in range(1, len(positions) + 1):
        opens = OPEN + 60 * int(rng.integers(60))
        visits[f"V{k}"] = {
            "window": (opens, opens + 60 * int(rng.integers(40))),
            "max_onboard_seconds": 60 * int(rng.integers(10, 60)),
            "tier": int(rng.integers(1, 4)),
        }
    riders = (toys.rider("R1", boxes=3), toys.rider("R2", max_trips=1, boxes=4))
    return toys.line((0, *positions), visits=visits, riders=riders)


@given(streets())
@settings(max_examples=80)
def test_plans_that_break_no_rule_come_back_whole(problem):
    known = solve(problem, "nearest", Stop(iterations=3))
    found = laid(problem, known)
    assert not check(problem, found).violations
    for rider, trips in trips_of(known).items():
        assert is_part(trips, trips_of(found)[rider])


@given(random_days.problems(), st.data())
@settings(max_examples=100)
def test_whatever_is_laid_breaks_no_rule(problem, data):
    """Any riders, any canteens, any order, everybody perhaps twice, limits or not."""
    kitchens = st.sampled_from([canteen.id for canteen in problem.canteens])
    visits = st.lists(st.sampled_from([v.id for v in problem.visits]), max_size=5, unique=True)
    trip = st.tuples(kitchens, st.just(OPEN), visits.map(" ".join))
    days = {
        rider.id: data.draw(st.lists(trip, max_size=3), label=rider.id)
        for rider in problem.riders
        if problem.visits
    }
    planned = plans.by_hand(problem, **{rider: trips for rider, trips in days.items() if trips})
    found = laid(problem, planned)
    assert not check(problem, found).violations


def test_who_is_planned_twice_is_served_once():
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2")))
    twice = plans.by_hand(
        problem, R1=[("C1", OPEN + 300, "V1 V2")], R2=[("C1", OPEN + 300, "V2 V3")]
    )
    assert trips_of(laid(problem, twice)) == {
        "R1": [("C1", ["V1", "V2"])],
        "R2": [("C1", ["V3"])],
    }


def test_too_many_boxes_go_with_somebody_else():
    riders = (toys.rider("R1", boxes=2, max_trips=1), toys.rider("R2", boxes=1))
    problem = toys.line(riders=riders)
    crammed = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3")])
    assert trips_of(laid(problem, crammed)) == {
        "R1": [("C1", ["V1", "V2"])],
        "R2": [("C1", ["V3"])],
    }


@pytest.mark.parametrize(
    ("lock", "day"),
    [
        (SequenceLock(visits=("V1", "V2")), [["V1", "V2", "V3"]]),
        (NeverLock(visits=("V1", "V2")), [["V2", "V3"], ["V1"]]),
        (TripLock(visit="V3", rider="R1", trip=1), [["V2", "V1"], ["V3"]]),
        (DayLock(rider="R1", trips=(("V3",), ("V2", "V1"))), [["V3"], ["V2", "V1"]]),
    ],
)
def test_locks_that_came_later_are_honoured(lock, day):
    problem = toys.line(locks=(lock,))
    found = laid(problem, plans.by_hand(problem, R1=[("C1", OPEN + 300, "V2 V1 V3")]))
    assert not check(problem, found).violations
    assert found.served() == {"V1", "V2", "V3"}
    trips = [visits for _, visits in trips_of(found)["R1"]]
    assert sorted(map(sorted, trips)) == sorted(map(sorted, day))


def test_frozen_trips_are_not_laid_again():
    problem = toys.line((0, 1, 2, 3, 4))
    known = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V2 V1"), ("C1", OPEN + 1_500, "V3 V4")])
    begun = known.riders[0].trips[:1]
    problem = replace(problem, riders=(toys.rider(frozen=begun),), now=OPEN + 400)
    _, names = instance_of(problem)
    (rider, canteen, nodes), *more = runs_of(problem, names, known)
    assert (rider, canteen, [names.blocks[node] for node in nodes]) == (0, 0, [("V3",), ("V4",)])
    assert not more
    assert trips_of(laid(problem, known))["R1"] == [("C1", ["V2", "V1"]), ("C1", ["V3", "V4"])]
