"""Key figures count what the plan does."""

from __future__ import annotations

from optimizer.checker import check
from optimizer.policy import Emergency, Policy
from tests import toys
from tests.plans import alter_stop, by_hand

OPEN = toys.OPEN


def test_figures_of_a_small_day():
    problem = toys.line(
        (0, 1, 2, 3, 4),
        visits={
            "V1": {"preferred": (OPEN + 400, OPEN + 900)},
            "V2": {"preferred": (OPEN, OPEN + 400), "meals": {"regular": 2}},
            "V4": {"tier": 2, "meals": {"regular": 1, "soft": 2}},
        },
        riders=(toys.rider("R1"), toys.rider("R2")),
    )
    trips = [("C1", OPEN + 300, "V1 V2"), ("C1", OPEN + 1_800, "V3")]
    assert check(problem, by_hand(problem, R1=trips)).kpis == {
        "visits": 4,
        "visits_unserved": 1,
        "meals": 7,
        "meals_unserved": 3,
        "unserved_tier_1": 0,
        "unserved_tier_2": 3,
        "unserved_tier_3": 0,
        "riders": 1,
        "trips": 2,
        "paid_seconds": 2_220,
        "longest_day_seconds": 2_220,
        "onboard_mean_seconds": 440.0,
        "onboard_longest_seconds": 480,
        "early_stops": 1,
        "late_stops": 1,
        "relaxed_stops": 0,
        "metres": 1_000,
    }


def test_figures_of_a_day_without_trips():
    problem = toys.line((0,))
    kpis = check(problem, by_hand(problem)).kpis
    assert not any(kpis.values())


def test_metres_include_rides_between_canteens():
    problem = toys.line(
        canteens=(toys.canteen(), toys.canteen("C2", "p3")),
        riders=(toys.rider(may_load_at=("C2",)),),
    )
    trips = [("C2", OPEN + 480, "V2"), ("C2", OPEN + 1_800, "V1")]
    assert check(problem, by_hand(problem, R1=trips)).kpis["metres"] == 300 + 200 + 200 + 100


def test_relaxed_stops_are_counted():
    problem = toys.line(
        visits={"V1": {"window": (OPEN, OPEN + 300)}},
        policy=Policy(emergency=Emergency(window_seconds=600)),
    )
    plan = alter_stop(by_hand(problem, R1=[("C1", OPEN + 300, "V1")]), relaxed=True)
    verdict = check(problem, plan)
    assert verdict.ok
    assert verdict.kpis["relaxed_stops"] == 1
