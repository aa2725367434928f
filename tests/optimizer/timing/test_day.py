"""A driven day has the times its decisions lead to, and marks what only an emergency allows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.locks import NotBefore
from optimizer.plan import RiderDay
from optimizer.policy import Emergency, Policy
from optimizer.rules import Rule
from optimizer.timing import Leg, drive
from optimizer.timing.day import comfortable, latest_limits, limits, opening, trip_segment
from tests import plans, random_days, toys

OPEN = toys.OPEN


@given(random_days.problems(visits=4, riders=1, emergency=False), st.data())
@settings(max_examples=50)
def test_driving_follows_the_definitions(problem, data):
    person = problem.riders[0]
    begun = {stop.visit for trip in person.frozen for stop in trip.stops}
    left = [visit.id for visit in problem.visits if visit.id not in begun]
    order, cut = data.draw(st.permutations(left)), data.draw(st.integers(0, len(left)))
    canteens = st.sampled_from([canteen.id for canteen in problem.canteens])
    legs = [
        Leg(data.draw(canteens), tuple(part), data.draw(st.integers(OPEN, OPEN + 5_000)))
        for part in (order[:cut], order[cut:])
    ]
    driven = [(leg.canteen, leg.depart, " ".join(leg.visits)) for leg in legs]
    (expected,) = plans.by_hand(problem, R1=driven).riders
    day = drive(problem, person, legs)
    relaxed = {s.visit: s.relaxed for trip in day.trips for s in trip.stops}
    assert without_marks(day) == without_marks(expected)
    assert all(
        relaxed[stop.visit] == broken(problem, stop)
        for trip in expected.trips[len(person.frozen) :]
        for stop in trip.stops
    )


def broken(problem, stop):
    visit = problem.visit[stop.visit]
    return stop.start > visit.window[1] or stop.onboard > visit.max_onboard_seconds


def without_marks(day: RiderDay):
    stops = [
        (stop.visit, stop.arrive, stop.start, stop.end, stop.onboard)
        for trip in day.trips
        for stop in trip.stops
    ]
    trips = [(t.canteen, t.load_start, t.depart, t.returns, len(t.stops)) for t in day.trips]
    return day.rider, day.start, day.end, trips, stops


def test_day_with_frozen_trips_only_ends_at_home():
    problem = toys.line()
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V3")]).riders[0]
    person = toys.rider(frozen=begun.trips)
    assert drive(toys.line(riders=(person,)), person, ()) == begun


def test_limits_are_widened_up_to_food_safety():
    visit = toys.visit("V1", "p1", max_onboard_seconds=7_000)
    problem = toys.line(policy=Policy(emergency=Emergency(window_seconds=60, onboard_seconds=600)))
    assert limits(problem, visit, widened=False) == ((OPEN, OPEN + 7_200), 7_000)
    assert limits(problem, visit, widened=True) == ((OPEN - 60, OPEN + 7_260), 7_200)
    assert limits(toys.line(), visit, widened=True) == ((OPEN, OPEN + 7_200), 7_000)


def test_no_service_before_a_lock_whatever_the_policy():
    locks = tuple(NotBefore(visit="V1", seconds=OPEN + late) for late in (600, 900, -900))
    problem = toys.line(locks=locks, policy=Policy(emergency=Emergency(window_seconds=60)))
    visit = problem.visit["V1"]
    assert opening(problem, visit) == OPEN + 900
    assert limits(problem, visit, widened=True)[0] == (OPEN + 900, OPEN + 7_260)
    assert latest_limits(problem, visit)[0] == (OPEN + 900, OPEN + 7_260)
    assert comfortable(problem, visit) == (OPEN + 900, OPEN + 6_900)
    assert opening(problem, problem.visit["V2"]) == OPEN
    early = replace(problem, locks=locks[2:])
    assert limits(early, visit, widened=True)[0] == (OPEN - 60, OPEN + 7_260)


def test_a_lock_after_the_window_closes_leaves_no_departure():
    problem = toys.line(locks=(NotBefore(visit="V1", seconds=OPEN + 7_230),))
    person, kitchen = problem.riders[0], problem.canteens[0]
    assert trip_segment(problem, person, kitchen, ["V1"]).refusal() is Rule.WINDOW
    assert trip_segment(problem, person, kitchen, ["V2", "V1"]).refusal() is Rule.WINDOW
    assert trip_segment(problem, person, kitchen, ["V2"]).refusal() is None
    wide = replace(problem, policy=Policy(emergency=Emergency(window_seconds=60)))
    (trip,) = drive(wide, person, [Leg("C1", ("V1",), OPEN + 6_900)]).trips
    assert (trip.stops[0].start, trip.stops[0].relaxed) == (OPEN + 7_230, True)


@pytest.mark.parametrize(
    ("changes", "closes"),
    [
        ({}, OPEN + 6_900),
        ({"preferred": (OPEN, OPEN + 600)}, OPEN + 600),
        ({"preferred": (OPEN, OPEN + 7_000)}, OPEN + 6_900),
        ({"window": (OPEN, OPEN + 100)}, OPEN),
    ],
)
def test_comfortable_is_before_lateness_and_thin_slack(changes, closes):
    assert comfortable(toys.line(), toys.visit("V1", "p1", **changes)) == (OPEN, closes)


def test_an_emergency_trip_may_start_before_the_window_opens():
    policy = Policy(emergency=Emergency(window_seconds=600))
    problem = toys.line(visits={"V1": {"window": (OPEN + 3_600, OPEN + 7_200)}}, policy=policy)
    (trip,) = drive(problem, problem.riders[0], [Leg("C1", ("V1",), OPEN + 3_100)]).trips
    assert trip.stops[0].start == OPEN + 3_600, "the strict limits do, so they are kept"
    tight = toys.line(
        visits={"V1": {"window": (OPEN + 3_600, OPEN + 7_200), "max_onboard_seconds": 700}},
        policy=policy,
    )
    (trip,) = drive(tight, tight.riders[0], [Leg("C1", ("V1",), OPEN + 3_100)]).trips
    assert (trip.stops[0].start, trip.stops[0].relaxed) == (OPEN + 3_160, True)


def test_on_board_limit_counts_from_loading():
    problem = toys.line(visits={"V2": {"max_onboard_seconds": 420}})
    strict = trip_segment(problem, problem.riders[0], problem.canteens[0], ["V2"])
    assert strict.refusal() is None
    assert trip_segment(problem, problem.riders[0], problem.canteens[0], ["V1", "V2"]).refusal()
