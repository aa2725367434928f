"""Time on board as a load: guessed from neighbours, corrected by full trips."""

from __future__ import annotations

from benchmarks.peers.pace import LOOSEST, TIGHTEST, Pace
from benchmarks.peers.terms import Terms
from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.timing import Schedule
from tests.toys import line


def terms_of(problem):
    schedule = Schedule(problem)
    return Terms(problem, schedule.pins, customers_of(schedule))


def test_a_stop_weighs_its_service_and_the_rides_to_its_neighbours():
    pace = Pace(terms_of(line((0, 10, 11, 13))), "ebike")
    assert pace.weights() == [60 + 120, 60 + 90, 60 + 150]


def test_trips_that_take_longer_than_guessed_make_everybody_heavier():
    problem = line((0, 40, 41, 42))
    pace = Pace(terms_of(problem), "ebike")
    light = pace.weights()
    pace.learn([(0, (0, 1, 2))])
    assert pace.factor == TIGHTEST
    assert all(heavy > weight for heavy, weight in zip(pace.weights(), light, strict=True))


def test_short_trips_teach_nothing():
    pace = Pace(terms_of(line((0, 1, 2, 3))), "ebike")
    pace.learn([(0, (0, 1)), (0, ())])
    assert pace.factor == 1.0


def test_trips_quicker_than_guessed_make_everybody_lighter():
    crowd = line((0, *[1] * 39), visits={"V39": {"location": "p0"}})
    pace = Pace(terms_of(crowd), "ebike")
    pace.learn([(0, tuple(range(39)))])
    assert LOOSEST <= pace.factor <= 1.1


def test_one_customer_has_no_neighbours():
    assert Pace(terms_of(line((0, 5))), "ebike").weights() == [60]
