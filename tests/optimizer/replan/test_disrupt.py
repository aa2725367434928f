"""What each thing that happens does to the problem of a day that has begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.checker import check
from optimizer.errors import InvalidInput
from optimizer.locks import DayLock, NeverLock, RiderLock, SequenceLock, TripLock
from optimizer.plan import Stop as Stopped
from optimizer.plan import Trip
from optimizer.planning import solve
from optimizer.policy import Emergency
from optimizer.problem import Batch
from optimizer.replan import disrupted, frozen_at
from optimizer.replan.disruptions import (
    Breakdown,
    Cancellation,
    CanteenDown,
    CanteenShort,
    LateOrder,
    Meals,
    RiderAbsent,
    RiderLate,
    describe,
)
from optimizer.replan.hand_over import HANDING_OVER
from optimizer.stop import Stop
from tests import pairs, plans, toys

LEAVES = toys.OPEN + 300
DAY = pairs.day((0, 1, 2, 3, 4), riders=pairs.crew({}, {}))
TRIPS = {"R1": [("C1", LEAVES, "V1 V2 V3")], "R2": [("C1", LEAVES + 900, "V4")]}
SERVING_V2 = LEAVES + 190
"""A moment at which V1 is done, V2 begun at 180, and V3 still on board."""


def after(*events, now=SERVING_V2, day=DAY, trips=None):
    """The day at ``now`` after the events, and what else was said."""
    plan = plans.by_hand(day, **(trips or TRIPS))
    assert check(day, plan).violations == ()
    return disrupted(frozen_at(day, plan, now), events)


def frozen(problem):
    """Visits on each rider's frozen trips."""
    return {
        rider.id: " + ".join(" ".join(stop.visit for stop in trip.stops) for trip in rider.frozen)
        for rider in problem.riders
    }


def told(result):
    """Codes of what went otherwise than asked; each has a sentence."""
    assert all(describe(one).zh and describe(one).en for one in result.told)
    return [one.code for one in result.told]


def test_an_absent_rider_who_has_not_begun_leaves():
    problem = after(RiderAbsent(rider="R2")).problem
    assert list(problem.rider) == ["R1"]


def test_meals_of_an_absent_rider_that_have_not_departed_are_unloaded():
    result = after(RiderAbsent(rider="R1"), now=LEAVES - 100)
    assert frozen(result.problem) == {"R2": ""}
    assert result.problem.canteen["C1"].capacity == DAY.canteens[0].capacity


def test_an_absent_rider_who_is_on_the_way_has_a_breakdown():
    absent = after(RiderAbsent(rider="R1")).problem
    broken = after(Breakdown(rider="R1")).problem
    assert absent == broken


def test_a_late_rider_begins_late():
    problem = after(RiderLate(rider="R2", until=LEAVES + 1_000)).problem
    assert problem.rider["R2"].shift == (LEAVES + 1_000, DAY.riders[1].shift[1])


def test_a_late_rider_on_the_way_serves_the_next_stop_late_and_the_following_ones_too():
    until = LEAVES + 3_600
    result = after(RiderLate(rider="R1", until=until), now=LEAVES + 100)
    one, two, three = result.problem.rider["R1"].frozen[0].stops
    assert one == plans.by_hand(DAY, **TRIPS).riders[0].trips[0].stops[0]
    assert (two.start, three.arrive, three.start) == (until, until + 120, until + 120)
    assert two.onboard == until - toys.OPEN
    assert told(result) == ["told_late_meal", "told_late_meal"]


def test_a_late_rider_between_trips_is_held_up_where_the_last_one_ended():
    until = LEAVES + 2_000
    problem = after(RiderLate(rider="R1", until=until), now=LEAVES + 1_000).problem
    assert problem.rider["R1"].frozen[0].stops[-1].end == until


def test_who_comes_too_late_for_any_trip_makes_none():
    result = after(RiderLate(rider="R2", until=DAY.riders[1].shift[1] - 100))
    assert "R2" not in result.problem.rider
    assert told(result) == ["told_no_time_left"]


def test_meals_on_board_are_handed_over_at_the_last_stop():
    problem = after(Breakdown(rider="R1")).problem
    point, waiting = problem.canteen["@R1"], problem.visit["V3"]
    assert frozen(problem) == {"R1": "V1 V2", "R2": ""}
    assert problem.rider["R1"].max_trips == 1
    assert (point.location, point.capacity, point.capacity_by_diet) == ("p2", 1, {"regular": 1})
    assert point.handed_over_by == "R1"
    assert not point.kitchen
    assert point.batches == (Batch(ready=LEAVES + 240, meals=1),)
    assert waiting.canteens == ("@R1",)
    assert waiting.window == (toys.OPEN, toys.OPEN + 3_600)
    assert "@R1" in problem.rider["R2"].loading_canteens()
    assert problem.visit["V4"].canteens == ("C1",)


def test_meals_are_brought_to_the_meeting_point_that_is_named():
    problem = after(Breakdown(rider="R1", meeting_point="p4")).problem
    point = problem.canteen["@R1"]
    assert (point.location, point.batches[0].ready) == ("p4", LEAVES + 240 + 120)


def test_before_the_first_stop_the_canteen_is_the_meeting_point():
    problem = after(Breakdown(rider="R1"), now=LEAVES + 10).problem
    assert problem.canteen["@R1"].location == "p0"
    assert frozen(problem) == {"R1": "", "R2": ""}
    assert problem.canteen["@R1"].capacity == 3


def test_meals_on_board_stay_drawn_at_the_kitchen_that_cooked_them():
    batches = (Batch(ready=toys.OPEN, meals=4), Batch(ready=toys.OPEN + 600, meals=2))
    kitchen = toys.canteen(capacity=6, capacity_by_diet={"regular": 5}, batches=batches)
    day = replace(DAY, canteens=(kitchen,))
    left = after(Breakdown(rider="R1"), day=day).problem.canteen["C1"]
    assert (left.capacity, left.capacity_by_diet) == (5, {"regular": 4})
    assert [batch.meals for batch in left.batches] == [3, 2]


def test_lost_meals_are_cooked_again():
    problem = after(Breakdown(rider="R1", meals=Meals.LOST)).problem
    assert [canteen.id for canteen in problem.canteens] == ["C1"]
    assert problem.canteen["C1"].capacity == 99
    assert problem.visit["V3"] == DAY.visit["V3"]


def test_meals_that_would_be_too_old_are_cooked_again():
    fresh = pairs.day((0, 1, 2, 3, 4), visits={"V3": {"max_onboard_seconds": 700}},
                      riders=DAY.riders)  # fmt: skip
    result = after(Breakdown(rider="R1"), day=fresh)
    assert "@R1" not in result.problem.canteen
    assert told(result) == ["told_too_old"]
    assert LEAVES + 240 + HANDING_OVER > toys.OPEN + 700


def test_no_emergency_makes_meals_older_that_were_handed_over():
    policy = replace(DAY.policy, emergency=Emergency(window_seconds=600, onboard_seconds=600))
    problem = after(Breakdown(rider="R1"), day=replace(DAY, policy=policy)).problem
    assert problem.two_level == {"V3"}


def test_a_vehicle_without_meals_on_board_only_stays_out():
    result = after(Breakdown(rider="R2"))
    assert "R2" not in result.problem.rider
    assert told(result) == ["told_nothing_on_board"]


@pytest.mark.parametrize(
    ("lock", "released"),
    [
        (RiderLock(visit="V3", rider="R1"), True),
        (TripLock(visit="V3", rider="R1", trip=0), True),
        (SequenceLock(visits=("V2", "V3")), True),
        (DayLock(rider="R1", trips=(("V1", "V2", "V3"),)), True),
        (RiderLock(visit="V1", rider="R1"), False),
        (SequenceLock(visits=("V1", "V2")), False),
        (NeverLock(visits=("V3", "V4")), False),
        (RiderLock(visit="V4", rider="R2"), False),
    ],
)
def test_locks_that_only_the_gone_rider_could_keep_are_released_and_named(lock, released):
    result = after(Breakdown(rider="R1"), day=replace(DAY, locks=(lock,)))
    assert result.released == ((lock,) if released else ())
    assert result.problem.locks == (() if released else (lock,))


def test_a_canteen_that_is_down_gives_no_more_than_it_has_given():
    two = replace(DAY, canteens=(toys.canteen(), toys.canteen("C2", "p4")))
    named = replace(two, visits=(*two.visits[:3], replace(two.visits[3], canteens=("C1",))))
    problem = after(CanteenDown(canteen="C1"), day=named).problem
    assert problem.canteen["C1"].capacity == 3
    assert problem.visit["V4"].canteens == ("C2",)
    assert problem.rider["R2"].loading_canteens() == ("C1", "C2")
    assert problem.rider["R2"].canteen == "C1"


def test_a_canteen_that_is_short_has_so_many_meals_in_all():
    assert after(CanteenShort(canteen="C1", capacity=3)).problem.canteen["C1"].capacity == 3
    diet = after(CanteenShort(canteen="C1", capacity=3, diet="regular")).problem
    assert diet.canteen["C1"].capacity_by_diet == {"regular": 3}


def test_what_has_left_a_short_canteen_stays_a_fact():
    result = after(CanteenShort(canteen="C1", capacity=2))
    assert result.problem.canteen["C1"].capacity == 2
    assert told(result) == ["told_left_already"]


def test_meals_on_board_count_for_the_whole_sitting():
    both = after(CanteenShort(canteen="C1", capacity=4), Breakdown(rider="R1")).problem
    assert both.canteen["C1"].capacity == 3
    later = disrupted(both, (CanteenShort(canteen="C1", capacity=4),)).problem
    assert later.canteen["C1"].capacity == 3


def taken_over():
    """R2 has taken V3 over from R1 and is on the way with it."""
    problem = after(Breakdown(rider="R1")).problem
    ready = problem.canteen["@R1"].batches[0].ready
    load = ready + 10
    start = load + HANDING_OVER + 60
    stop = Stopped(visit="V3", arrive=start, start=start, end=start + 60, onboard=start - load)
    trip = Trip(
        canteen="@R1", load_start=load, depart=start - 60, returns=start + 240, stops=(stop,)
    )
    riders = (problem.rider["R1"], replace(problem.rider["R2"], frozen=(trip,)))
    return replace(problem, riders=riders, now=start - 30)


def test_meals_that_change_hands_twice_count_for_the_whole_sitting_too():
    twice = disrupted(taken_over(), (Breakdown(rider="R2"),)).problem
    assert (twice.canteen["@R1"].capacity, twice.canteen["@R2"].capacity) == (0, 1)
    later = disrupted(twice, (CanteenShort(canteen="C1", capacity=4),)).problem
    assert later.canteen["C1"].capacity == 3


def test_meals_that_are_lost_after_they_changed_hands_are_cooked_again_where_they_were():
    again = disrupted(taken_over(), (Breakdown(rider="R2", meals=Meals.LOST),)).problem
    assert again.visit["V3"].canteens == ("C1",)


def test_meals_that_are_too_old_to_change_hands_twice_are_cooked_again_where_they_were():
    day = taken_over()
    visits = (
        replace(visit, window=(toys.OPEN, (day.now or 0) + 60)) if visit.id == "V3" else visit
        for visit in day.visits
    )
    result = disrupted(replace(day, visits=tuple(visits)), (Breakdown(rider="R2"),))
    assert told(result) == ["told_too_old"]
    assert result.problem.visit["V3"].canteens == ("C1",)


def test_a_late_order_may_bring_the_diet_that_is_short():
    order = LateOrder(visit=toys.visit("V9", "p1", meals={"soft": 1}))
    short = CanteenShort(canteen="C1", capacity=0, diet="soft")
    assert after(short, order).problem.canteen["C1"].capacity_by_diet == {"soft": 0}


def test_a_meal_that_waits_at_a_meeting_point_is_no_other_meal_any_more():
    waiting = after(Breakdown(rider="R1")).problem
    more = replace(waiting.visit["V3"], meals={"regular": 2}, canteens=("C1",))
    result = disrupted(waiting, (LateOrder(visit=more),))
    assert told(result) == ["told_order_begun"]
    assert result.problem.visit["V3"] == waiting.visit["V3"]


def test_a_late_order_is_new_or_takes_the_place_of_a_known_one():
    new, more = toys.visit("V9", "p1"), toys.visit("V4", "p4", meals={"regular": 2})
    problem = after(LateOrder(visit=new), LateOrder(visit=more)).problem
    assert problem.visits[-1] == new
    assert problem.visits[3] == more


def test_a_late_order_cannot_be_loaded_where_meals_are_handed_over():
    problem = after(LateOrder(visit=toys.visit("V9", "p1")), Breakdown(rider="R1")).problem
    assert problem.visit["V9"].canteens == ("C1",)


def test_what_is_loaded_is_neither_changed_nor_cancelled():
    result = after(LateOrder(visit=toys.visit("V3", "p3", tier=2)), Cancellation(visit="V1"))
    assert result.problem.visits == DAY.visits
    assert told(result) == ["told_order_begun", "told_cancelled_begun"]


def test_a_cancelled_visit_leaves_the_problem_and_its_locks():
    locks = (
        RiderLock(visit="V4", rider="R2"),
        SequenceLock(visits=("V1", "V2")),
        NeverLock(visits=("V3", "V4")),
        DayLock(rider="R2", trips=(("V4",),)),
    )
    result = after(Cancellation(visit="V4"), day=replace(DAY, locks=locks))
    assert "V4" not in result.problem.visit
    assert result.problem.locks == (locks[1], DayLock(rider="R2", trips=((),)))
    assert result.released == ()


def two_levels(event, now=toys.OPEN):
    """The day with a meal point, before anybody has left."""
    day = toys.two_levels()
    plan = solve(day, "nearest", Stop(iterations=100))
    return disrupted(frozen_at(day, plan, now), (event,)).problem


@pytest.mark.parametrize("event", [CanteenDown(canteen="P1"), Cancellation(visit="B1")])
def test_without_its_point_or_bulk_visit_walkers_are_served_from_kitchens(event):
    problem = two_levels(event)
    assert problem.canteen["P1"].supplied_by == ()
    assert problem.canteen["P1"].capacity == 0
    assert problem.visit["V1"].canteens == problem.visit["V2"].canteens == ("C1",)


def test_bulk_carries_less_where_nobody_walks_on():
    bulk = two_levels(CanteenDown(canteen="P1")).visit["B1"]
    assert (bulk.transit, dict(bulk.meals)) == (0, {"regular": 16})


def test_a_point_waits_for_bulk_that_is_late():
    until = toys.OPEN + 4_000
    day = toys.two_levels()
    plan = solve(day, "nearest", Stop(iterations=100))
    trip = plan.riders[0].trips[0]
    now = trip.depart + 1
    problem = disrupted(frozen_at(day, plan, now), (RiderLate(rider="R1", until=until),)).problem
    assert problem.canteen["P1"].batches[0].ready >= until + 120


@pytest.mark.parametrize(
    ("events", "path"),
    [
        ((RiderAbsent(rider="R9"),), "disruptions[0].rider"),
        ((CanteenDown(canteen="C9"),), "disruptions[0].canteen"),
        ((Cancellation(visit="V9"),), "disruptions[0].visit"),
        ((Breakdown(rider="R1", meeting_point="p9"),), "disruptions[0].meeting_point"),
        ((LateOrder(visit=toys.visit("V9", "p9")),), "disruptions[0].visit.location"),
        ((RiderLate(rider="R1", until=SERVING_V2 - 1),), "disruptions[0].until"),
        ((CanteenShort(canteen="C1", capacity=-1),), "disruptions[0].capacity"),
        ((CanteenShort(canteen="C1", capacity=3, diet="sof"),), "disruptions[0].diet"),
        ((RiderAbsent(rider="R2"), RiderLate(rider="R2", until=40_000)), "disruptions[1].rider"),
        ((CanteenDown(canteen="C1"), CanteenShort(canteen="C1", capacity=9)),
         "disruptions[1].canteen"),
        ((Cancellation(visit="V4"), LateOrder(visit=DAY.visits[3])), "disruptions[1].visit"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_with_its_place(events, path):
    with pytest.raises(InvalidInput) as caught:
        after(*events)
    assert path in [issue.path for issue in caught.value.issues]
