"""Departures of a day: first home of all that keep the rules, and no idling that is paid for."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.plan import RiderDay
from optimizer.planning import solve
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch
from optimizer.rules import Rule
from optimizer.stop import Stop
from optimizer.timing import Refusal, Run, Schedule
from tests import force, plans, random_days, toys

OPEN = toys.OPEN


def attempt(problem, *trips, beside=None, canteen="C1") -> RiderDay | Refusal:
    """R1's day with these trips, beside the other riders' days of a plan."""
    schedule = Schedule.of(problem, beside) if beside else Schedule(problem)
    return schedule.try_day("R1", [Run(canteen, tuple(visits.split())) for visits in trips])


def day_of(problem, *trips, beside=None, canteen="C1") -> RiderDay:
    day = attempt(problem, *trips, beside=beside, canteen=canteen)
    assert isinstance(day, RiderDay)
    return day


def refusal_of(problem, *trips) -> Refusal:
    refusal = attempt(problem, *trips)
    assert isinstance(refusal, Refusal)
    return refusal


def departures(day):
    return [trip.depart for trip in day.trips]


@given(st.data(), random_days.problems(visits=4, riders=2, locks=0, emergency=False))
@settings(max_examples=40)
def test_no_departures_bring_the_rider_home_earlier(data, problem):
    beside = solve(problem, "nearest", Stop(iterations=data.draw(st.integers(0, 2))))
    schedule = Schedule.of(problem, beside)
    left = [visit.id for visit in schedule.unserved()]
    assume(left)
    chosen = data.draw(st.permutations(left))[: data.draw(st.integers(1, 3))]
    cut = data.draw(st.integers(0, len(chosen)))
    canteen = data.draw(st.sampled_from(problem.canteens)).id
    runs = [Run(canteen, tuple(part)) for part in (chosen[:cut], chosen[cut:]) if part]
    found = schedule.try_day("R1", runs)
    tried = [day.end for day in force.days(problem, "R1", runs, beside)]
    if isinstance(found, Refusal):
        assert not tried
    else:
        others = tuple(day for day in beside.riders if day.rider != "R1")
        plan = force.completed(problem, (*others, found))
        assert not check(problem, plan).violations
        assert found.end == min(tried)


def test_trips_follow_each_other_without_paid_idling():
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    first, second = departures(day_of(toys.line(visits={"V3": late}), "V1", "V3"))
    assert second == OPEN + 3_600 - 180
    assert first == second - 300 - (60 + 60 + 60), "leaves so that loading follows at once"


def test_no_trip_moves_into_the_thin_end_of_a_window():
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    soon = {"window": (OPEN, OPEN + 1_200)}
    (trip, _) = day_of(toys.line(visits={"V1": soon, "V3": late}), "V1", "V3").trips
    assert trip.stops[0].start == OPEN + 1_200 - 300


def test_no_trip_moves_beyond_the_preferred_window():
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    soon = {"preferred": (OPEN, OPEN + 700)}
    (trip, _) = day_of(toys.line(visits={"V1": soon, "V3": late}), "V1", "V3").trips
    assert trip.stops[0].start == OPEN + 700


def test_no_trip_moves_into_a_busy_bay():
    riders = toys.rider("R1"), toys.rider("R2")
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    problem = toys.line(
        visits={"V3": late}, riders=riders, canteens=(toys.canteen(loading_bays=1),)
    )
    wanted = departures(day_of(problem, "V1", "V3"))[0]
    busy = plans.by_hand(problem, R2=[("C1", wanted + 100, "V2")])
    day = day_of(problem, "V1", "V3", beside=busy)
    assert not check(problem, force.completed(problem, (*busy.riders, day))).violations
    assert departures(day)[0] != wanted


def test_kitchen_sends_trips_off_in_turn():
    problem = toys.line(
        canteens=(
            toys.canteen(
                batches=(Batch(ready=OPEN + 600, meals=1), Batch(ready=OPEN + 2_000, meals=9))
            ),
        ),
    )
    assert departures(day_of(problem, "V1", "V2 V3"))[1] == OPEN + 2_000


def test_leaves_early_and_waits_when_the_bay_is_taken_later():
    riders = toys.rider("R1"), toys.rider("R2")
    narrow = {"window": (OPEN + 1_200, OPEN + 1_260)}
    problem = toys.line(
        visits={"V1": narrow}, riders=riders, canteens=(toys.canteen(loading_bays=1),)
    )
    beside = plans.by_hand(problem, R2=[("C1", OPEN + 1_200, "V2")])
    day = day_of(problem, "V1", beside=beside)
    assert departures(day) == [OPEN + 900]
    assert day.trips[0].stops[0].start == OPEN + 1_200


def test_emergency_limits_are_used_only_where_the_strict_ones_fail():
    emergency = Policy(emergency=Emergency(window_seconds=600))
    soon = {"V3": {"window": (OPEN, OPEN + 300)}}
    strict = toys.line(visits=soon)
    assert refusal_of(strict, "V3") == Refusal(Rule.SHIFT, {"rider": "R1", "late": 180})
    day = day_of(toys.line(visits=soon, policy=emergency), "V3", "V1 V2")
    assert [[stop.relaxed for stop in trip.stops] for trip in day.trips] == [[True], [False, False]]


def test_refusals_tell_shift_and_chain_apart():
    soon = {"V1": {"window": (OPEN, OPEN + 400)}, "V2": {"window": (OPEN, OPEN + 400)}}
    assert refusal_of(toys.line(visits=soon), "V1", "V2").rule is Rule.CHAIN
    late = toys.rider(shift=(OPEN + 400, OPEN + 9_000))
    assert refusal_of(toys.line(visits=soon, riders=(late,)), "V1").rule is Rule.SHIFT
    short = toys.rider(shift=(OPEN, OPEN + 300 + 60 + 60 + 59))
    assert refusal_of(toys.line(riders=(short,)), "V1") == Refusal(
        Rule.SHIFT, {"rider": "R1", "late": 1}
    )


def test_a_rider_still_under_way_is_back_too_late():
    soon = {"V2": {"window": (OPEN, OPEN + 400)}}
    problem = toys.line(visits=soon)
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "V1")]).riders[0].trips
    problem = toys.line(visits=soon, riders=(toys.rider(frozen=begun),), now=OPEN)
    assert refusal_of(problem, "V2").rule is Rule.CHAIN


def test_nothing_new_begins_before_now():
    now = OPEN + 1_000
    assert departures(day_of(toys.line(now=now), "V1")) == [now + 300]


def test_the_first_ride_to_another_canteen_begins_no_earlier_than_now():
    now = OPEN + 1_000
    problem = toys.line(
        canteens=(toys.canteen(), toys.canteen("C2", "p3")),
        riders=(toys.rider(may_load_at=("C2",)),),
        now=now,
    )
    day = day_of(problem, "V1", canteen="C2")
    assert departures(day) == [now + 180 + 300]
    assert day.start == now


def test_after_a_frozen_trip_without_stops_the_rider_is_at_its_canteen():
    problem = toys.line()
    begun = plans.by_hand(problem, R1=[("C1", OPEN + 300, "")]).riders[0].trips
    problem = toys.line(riders=(toys.rider(frozen=begun),), now=OPEN)
    assert departures(day_of(problem, "V1")) == [OPEN + 300, OPEN + 600]
