"""Rules about riders and their time: each binds exactly where DESIGN says, on hand-made plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.checker import check
from optimizer.plan import RiderDay
from optimizer.rules import Rule
from tests import toys
from tests.plans import alter_day, alter_stop, alter_trip, by_hand

OPEN = toys.OPEN


def broken(problem, plan):
    return [violation.rule for violation in check(problem, plan).violations]


def good(problem):
    """Home again at 660, and after the second trip at 2,220 seconds past ten."""
    return by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 1_800, "V3")])


def idle(problem, start=OPEN, end=OPEN):
    """A plan whose rider is paid for doing nothing."""
    day = RiderDay(rider="R1", start=start, end=end, trips=())
    return replace(by_hand(problem), riders=(day,))


def test_good_plan_breaks_nothing():
    assert broken(toys.line(), good(toys.line())) == []


@pytest.mark.parametrize(("boxes", "binds"), [(4, False), (3, True)])
def test_boxes_hold_a_trips_meals(boxes, binds):
    meals = {"meals": {"regular": 2, "soft": 1}}
    problem = toys.line(visits={"V1": meals}, riders=(toys.rider(boxes=boxes),))
    violations = check(problem, good(problem)).violations
    assert [violation.rule for violation in violations] == [Rule.BOXES] * binds
    assert all(v.values == {"meals": 4, "boxes": 3} and v.trip == 0 for v in violations)


@pytest.mark.parametrize(
    ("shift", "binds"),
    [
        ((OPEN, OPEN + 2_220), False),
        ((OPEN + 1, OPEN + 2_220), True),
        ((OPEN, OPEN + 2_219), True),
    ],
)
def test_shift_holds_the_whole_day(shift, binds):
    problem = toys.line(riders=(toys.rider(shift=shift),))
    assert broken(problem, good(problem)) == [Rule.SHIFT] * binds


@pytest.mark.parametrize(
    "changes", [{"start": OPEN - 1}, {"end": OPEN + 9_001}, {"start": OPEN + 2, "end": OPEN + 1}]
)
def test_shift_holds_a_day_without_trips_too(changes):
    problem = toys.line()
    assert broken(problem, idle(problem)) == []
    assert broken(problem, idle(problem, **changes)) == [Rule.SHIFT]


@pytest.mark.parametrize(("most", "binds"), [(2, False), (1, True)])
def test_trips_are_at_most_the_riders(most, binds):
    problem = toys.line(riders=(toys.rider(max_trips=most),))
    assert broken(problem, good(problem)) == [Rule.TRIPS] * binds


def test_trips_are_never_empty():
    problem = toys.line()
    empty = by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2 V3"), ("C1", OPEN + 3_000, "")])
    assert broken(problem, empty) == [Rule.TRIPS]


def test_chain_lets_the_next_loading_begin_on_return():
    problem = toys.line()
    tight = [("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 660 + 300, "V3")]
    assert broken(problem, by_hand(problem, R1=tight)) == []
    early = [("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 659 + 300, "V3")]
    (violation,) = check(problem, by_hand(problem, R1=early)).violations
    assert (violation.rule, violation.trip) == (Rule.CHAIN, 1)


def test_chain_wants_trips_in_order():
    problem = toys.line()
    plan = good(problem)
    first, second = plan.riders[0].trips
    assert Rule.CHAIN in broken(problem, alter_day(plan, trips=(second, first)))


def test_chain_wants_loading_to_take_its_time():
    problem = toys.line()
    quick = alter_trip(good(problem), load_start=OPEN + 1)
    quick = alter_stop(alter_stop(quick, 0, onboard=359), 1, onboard=479)
    assert broken(problem, quick) == [Rule.CHAIN]
    slow = alter_trip(good(problem), 1, load_start=OPEN + 1_499)
    assert broken(problem, alter_stop(slow, trip=1, onboard=481)) == []


@pytest.mark.parametrize("loading", [0, 300])
def test_chain_never_departs_before_loading(loading):
    problem = toys.line(canteens=(toys.canteen(loading_seconds=loading),))
    plan = by_hand(problem, R1=[("C1", OPEN + 600, "V1")])
    late = alter_trip(plan, load_start=OPEN + 601)
    assert Rule.CHAIN in broken(problem, alter_stop(late, onboard=59))


def test_chain_wants_service_after_arrival_and_long_enough():
    problem = toys.line(visits={"V3": {"window": (OPEN - 1_000, OPEN + 7_200)}})
    early = alter_stop(good(problem), trip=1, start=OPEN + 1_979, onboard=479)
    assert broken(problem, early) == [Rule.CHAIN]
    short = alter_stop(good(problem), trip=1, end=OPEN + 2_039)
    assert Rule.CHAIN in broken(problem, short)


def test_chain_rejects_service_that_ends_before_it_starts():
    problem = toys.line(visits={"V3": {"service_seconds": 0}})
    plan = alter_stop(good(problem), trip=1, end=OPEN + 1_900)
    plan = alter_day(alter_trip(plan, 1, returns=OPEN + 2_080), end=OPEN + 2_080)
    assert broken(problem, plan) == [Rule.CHAIN]


@pytest.mark.parametrize(
    "lie",
    [
        lambda plan: alter_stop(plan, 0, arrive=OPEN + 359),
        lambda plan: alter_stop(plan, 1, arrive=OPEN + 479),
        lambda plan: alter_trip(plan, 0, returns=OPEN + 659),
        lambda plan: alter_trip(plan, 0, returns=OPEN + 661),
        lambda plan: alter_trip(alter_day(plan, end=OPEN + 2_200), 1, returns=OPEN + 2_200),
        lambda plan: alter_day(plan, end=OPEN + 2_219),
        lambda plan: alter_day(plan, end=OPEN + 2_221),
        lambda plan: alter_day(plan, start=OPEN + 1),
    ],
    ids=[
        "first",
        "second",
        "back early",
        "back late",
        "home",
        "end early",
        "end late",
        "start late",
    ],
)
def test_travel_equals_the_matrix(lie):
    problem = toys.line()
    assert broken(problem, lie(good(problem))) == [Rule.TRAVEL]


def test_travel_may_begin_the_paid_day_early():
    problem = toys.line(riders=(toys.rider(shift=(OPEN - 600, OPEN + 9_000)),))
    assert broken(problem, alter_day(good(problem), start=OPEN - 600)) == []


def test_travel_between_canteens_and_home():
    problem = toys.line(
        canteens=(toys.canteen(), toys.canteen("C2", "p3"), toys.canteen("C3", "p2")),
        riders=(toys.rider(may_load_at=("C2", "C3")),),
    )
    trips = [("C2", OPEN + 480, "V2 V1"), ("C3", OPEN + 1_200, "V3")]
    plan = by_hand(problem, R1=trips)
    day = plan.riders[0]
    assert (day.start, day.trips[0].returns, day.end) == (OPEN, OPEN + 780, OPEN + 1_500)
    assert broken(problem, plan) == []
    assert broken(problem, alter_day(plan, start=OPEN + 1)) == [Rule.TRAVEL]
    assert broken(problem, alter_trip(plan, returns=OPEN + 779)) == [Rule.TRAVEL]


def test_travel_uses_the_riders_own_vehicle():
    slow = toys.line_travel((0, 1, 2, 3), 120)
    problem = toys.line(
        travel={"ebike": toys.line_travel((0, 1, 2, 3)), "foot": slow},
        riders=(toys.rider(profile="foot"),),
    )
    assert broken(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")])) == []
    rules = broken(problem, good(toys.line()))
    assert set(rules) == {Rule.TRAVEL}


def test_times_before_midnight_are_outside_every_shift():
    problem = toys.line(visits={name: {"window": (0, OPEN)} for name in ("V1", "V2", "V3")})
    plan = by_hand(problem, R1=[("C1", -60, "V1")])
    assert broken(problem, plan) == [Rule.SHIFT]
