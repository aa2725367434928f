"""Rules about single visits: each binds exactly where DESIGN says, on hand-made plans."""

from __future__ import annotations

import pytest

from optimizer.checker import check
from optimizer.plan import Unserved
from optimizer.policy import Emergency, Policy
from optimizer.rules import Rule
from tests import plans, toys
from tests.plans import alter_stop, by_hand

OPEN = toys.OPEN
EMERGENCY = Policy(emergency=Emergency(window_seconds=120, onboard_seconds=120))


def broken(problem, plan):
    return [violation.rule for violation in check(problem, plan).violations]


def good(problem, depart=OPEN + 300):
    """V1 is reached 60, V2 180 and V3 300 seconds after departure; one more V3 stays at home."""
    return by_hand(problem, R1=[("C1", depart, "V1 V2")])


def unserved(*visits, tier=1):
    return tuple(Unserved(visit=visit, tier=tier, reasons=()) for visit in visits)


def replaced(plan, **changes):
    return type(plan)(**({"riders": plan.riders, "unserved": plan.unserved} | changes))


def test_good_plan_breaks_nothing():
    assert broken(toys.line(), good(toys.line())) == []


@pytest.mark.parametrize(
    "left", [(), ("V3", "V3"), ("V3", "V1"), ("V1",)], ids=["missing", "twice", "served", "both"]
)
def test_served_once_binds_what_is_listed(left):
    problem = toys.line()
    assert Rule.SERVED_ONCE in broken(problem, replaced(good(problem), unserved=unserved(*left)))


def test_served_once_binds_second_service():
    problem = toys.line()
    again = [("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 3_000, "V2 V3")]
    (violation,) = check(problem, by_hand(problem, R1=again)).violations
    assert (violation.rule, violation.visit) == (Rule.SERVED_ONCE, "V2")
    assert violation.values == {"served": 2, "listed": 0}


def test_served_once_binds_two_riders_with_one_visit():
    problem = toys.line(riders=(toys.rider("R1"), toys.rider("R2")))
    both = by_hand(problem, R1=[("C1", OPEN + 300, "V1")], R2=[("C1", OPEN + 300, "V1 V2")])
    assert broken(problem, both) == [Rule.SERVED_ONCE]


def test_served_once_binds_a_stop_repeated_on_its_trip():
    problem = toys.line()
    assert broken(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V1")])) == [Rule.SERVED_ONCE]


def test_served_once_wants_the_true_tier():
    problem = toys.line(visits={"V3": {"tier": 2}})
    plan = good(problem)
    assert broken(problem, plan) == []
    assert broken(problem, replaced(plan, unserved=unserved("V3", tier=3))) == [Rule.SERVED_ONCE]


@pytest.mark.parametrize(
    ("window", "binds"),
    [
        ((OPEN, OPEN + 480), False),
        ((OPEN, OPEN + 479), True),
        ((OPEN + 480, OPEN + 500), False),
    ],
)
def test_window_bounds_the_start_of_service(window, binds):
    problem = toys.line(visits={"V2": {"window": window}})
    assert broken(problem, good(problem)) == [Rule.WINDOW] * binds


def test_window_binds_service_before_it_opens():
    problem = toys.line(visits={"V2": {"window": (OPEN + 481, OPEN + 900)}})
    early = good(toys.line())
    (violation,) = check(problem, early).violations
    assert violation.rule is Rule.WINDOW
    assert violation.values == {"start": OPEN + 480, "opens": OPEN + 481, "closes": OPEN + 900}


@pytest.mark.parametrize(
    ("closes", "relaxed", "binds"),
    [
        (OPEN + 480, False, False),
        (OPEN + 480, True, True),
        (OPEN + 479, False, True),
        (OPEN + 479, True, False),
        (OPEN + 360, True, False),
        (OPEN + 359, True, True),
    ],
    ids=["strict", "without need", "unmarked", "marked", "widest", "beyond"],
)
def test_window_in_an_emergency(closes, relaxed, binds):
    problem = toys.line(visits={"V2": {"window": (OPEN, closes)}}, policy=EMERGENCY)
    plan = alter_stop(good(problem), 1, relaxed=relaxed)
    assert broken(problem, plan) == [Rule.WINDOW] * binds


def test_window_opens_earlier_in_an_emergency():
    early = good(toys.line())
    problem = toys.line(visits={"V2": {"window": (OPEN + 600, OPEN + 900)}}, policy=EMERGENCY)
    assert broken(problem, alter_stop(early, 1, relaxed=True)) == []
    assert broken(problem, early) == [Rule.WINDOW]


def test_relaxed_means_nothing_without_an_emergency_policy():
    problem = toys.line(visits={"V2": {"window": (OPEN, OPEN + 479)}})
    assert broken(problem, alter_stop(good(problem), 1, relaxed=True)) == [Rule.WINDOW]
    assert broken(toys.line(), alter_stop(good(toys.line()), 1, relaxed=True)) == [Rule.WINDOW]


@pytest.mark.parametrize(("limit", "binds"), [(480, False), (479, True)])
def test_fresh_counts_from_the_start_of_loading(limit, binds):
    problem = toys.line(visits={"V2": {"max_onboard_seconds": limit}})
    assert broken(problem, good(problem)) == [Rule.FRESH] * binds


def test_fresh_counts_waiting_and_slow_loading():
    problem = toys.line(visits={"V2": {"max_onboard_seconds": 480}})
    plan = plans.alter_trip(good(problem, OPEN + 600), load_start=OPEN + 299)
    plan = plans.alter_day(plan, start=OPEN)
    plan = alter_stop(alter_stop(plan, 0, onboard=361), 1, onboard=481)
    assert broken(problem, plan) == [Rule.FRESH]


@pytest.mark.parametrize("stated", [0, 479, 481])
def test_fresh_wants_the_true_time_on_board(stated):
    problem = toys.line()
    assert broken(problem, alter_stop(good(problem), 1, onboard=stated)) == [Rule.FRESH]


@pytest.mark.parametrize(
    ("limit", "relaxed", "binds"),
    [
        (479, False, [Rule.FRESH]),
        (479, True, []),
        (360, True, []),
        (359, True, [Rule.FRESH]),
        (480, True, [Rule.WINDOW]),
    ],
)
def test_fresh_in_an_emergency(limit, relaxed, binds):
    problem = toys.line(visits={"V2": {"max_onboard_seconds": limit}}, policy=EMERGENCY)
    assert broken(problem, alter_stop(good(problem), 1, relaxed=relaxed)) == binds


@pytest.mark.parametrize(("wait", "binds"), [(7_200, False), (7_201, True)])
def test_no_emergency_goes_beyond_food_safety(wait, binds):
    problem = toys.line(
        visits={"V2": {"max_onboard_seconds": 7_000, "window": (OPEN + wait, OPEN + wait)}},
        riders=(toys.rider(shift=(OPEN, OPEN + 20_000)),),
        policy=Policy(emergency=Emergency(onboard_seconds=3_600)),
    )
    plan = alter_stop(good(problem), 1, relaxed=True)
    assert plan.riders[0].trips[0].stops[1].onboard == wait
    assert broken(problem, plan) == [Rule.FRESH] * binds


@pytest.mark.parametrize(("released", "binds"), [(OPEN + 300, False), (OPEN + 301, True)])
def test_released_bounds_the_departure(released, binds):
    problem = toys.line(visits={"V2": {"released": released}})
    assert broken(problem, good(problem)) == [Rule.RELEASED] * binds


@pytest.mark.parametrize(
    ("diets", "binds"),
    [(None, False), (("halal", "regular"), False), (("regular",), True), ((), True)],
)
def test_diet_is_cooked_where_the_trip_loads(diets, binds):
    problem = toys.line(
        visits={"V2": {"meals": {"halal": 2}}}, canteens=(toys.canteen(diets=diets),)
    )
    rules = broken(problem, good(problem))
    assert set(rules) == {Rule.DIET} if binds else rules == []


@pytest.mark.parametrize(("skills", "binds"), [(("stairs", "lift"), 0), (("stairs",), 1), ((), 2)])
def test_skill_is_the_riders(skills, binds):
    problem = toys.line(
        visits={"V2": {"skills": ("stairs", "lift")}}, riders=(toys.rider(skills=skills),)
    )
    assert broken(problem, good(problem)) == [Rule.SKILL] * binds


@pytest.mark.parametrize(
    ("allowed", "binds"), [(None, False), (("C1", "C2"), False), (("C2",), True), ((), True)]
)
def test_canteen_is_allowed_for_the_visit(allowed, binds):
    problem = toys.line(
        visits={"V2": {"canteens": allowed}}, canteens=(toys.canteen(), toys.canteen("C2"))
    )
    assert broken(problem, good(problem)) == [Rule.CANTEEN] * binds


@pytest.mark.parametrize(("may_load_at", "binds"), [((), True), (("C2",), False)])
def test_canteen_is_allowed_for_the_rider(may_load_at, binds):
    problem = toys.line(
        canteens=(toys.canteen(), toys.canteen("C2", "p1")),
        riders=(toys.rider(may_load_at=may_load_at),),
    )
    plan = by_hand(problem, R1=[("C2", OPEN + 400, "V1")])
    assert broken(problem, plan) == [Rule.CANTEEN] * binds
