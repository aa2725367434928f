"""The rule LOCK: each kind of pin, frozen trips and the past, on hand-made plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from optimizer.checker import check
from optimizer.locks import DayLock, NeverLock, NotBefore, RiderLock, SequenceLock, TripLock
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch
from optimizer.rules import Rule
from tests import plans, toys
from tests.plans import alter_stop, alter_trip, by_hand

OPEN = toys.OPEN
LINE = (0, 1, 2, 3, 4, 5)
CREW = (toys.rider("R1"), toys.rider("R2"))


def blamed(problem, plan):
    """Visits that break a lock; nothing else may be broken."""
    violations = check(problem, plan).violations
    assert {violation.rule for violation in violations} <= {Rule.LOCK}
    return [violation.visit for violation in violations]


def days(problem, **trips):
    """Trips that leave every forty minutes."""
    return by_hand(
        problem,
        **{
            rider: [("C1", OPEN + 300 + 2_400 * k, visits) for k, visits in enumerate(driven)]
            for rider, driven in trips.items()
        },
    )


@pytest.mark.parametrize(
    ("lock", "kept", "broken", "culprits"),
    [
        (RiderLock(visit="V1", rider="R1"), {"R1": ["V1"]}, {"R2": ["V1"]}, ["V1"]),
        (TripLock(visit="V1", rider="R1", trip=1), {"R1": ["V2", "V1"]}, {"R1": ["V1"]}, ["V1"]),
        (TripLock(visit="V1", rider="R1", trip=0), {"R1": ["V1"]}, {"R2": ["V1"]}, ["V1"]),
        (SequenceLock(visits=("V1", "V3")), {"R1": ["V1 V3 V2"]}, {"R1": ["V1 V2 V3"]}, ["V3"]),
        (SequenceLock(visits=("V1", "V3")), {"R1": ["V2", "V1 V3"]}, {"R1": ["V3 V1"]}, ["V3"]),
        (SequenceLock(visits=("V1", "V3")), {"R1": ["V3"]}, {"R1": ["V1", "V3"]}, ["V3"]),
        (SequenceLock(visits=("V1", "V3")), {}, {"R1": ["V1"], "R2": ["V3"]}, ["V3"]),
        (SequenceLock(visits=("V1", "V2", "V3")), {"R1": ["V1 V3"]}, {"R1": ["V1 V4 V3"]}, ["V3"]),
        (NeverLock(visits=("V1", "V2"), rider="R1"), {"R2": ["V1 V2"]}, {"R1": ["V2"]}, ["V2"]),
        (
            NeverLock(visits=("V1", "V2", "V3")),
            {"R1": ["V1", "V2"]},
            {"R1": ["V1 V2"]},
            ["V1", "V2"],
        ),
        (
            DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))),
            {"R1": ["V1 V2", "V3"]},
            {"R2": ["V3"]},
            ["V3"],
        ),
        (
            DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))),
            {"R1": ["V2", "V3"]},
            {"R1": ["V2 V1"]},
            ["V2"],
        ),
        (
            DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))),
            {"R1": ["V3"]},
            {"R1": ["V3", "V1"]},
            ["V3"],
        ),
        (DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), {}, {"R1": ["V1", "V2"]}, ["V2"]),
        (DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), {}, {"R1": ["V2 V3"]}, ["V3"]),
        (DayLock(rider="R1", trips=(("V1",),)), {"R2": ["V4"]}, {"R1": ["V1 V4"]}, ["V4"]),
        (DayLock(rider="R1", trips=()), {"R2": ["V4"]}, {"R1": ["V4"]}, ["V4"]),
    ],
)
def test_kept_and_broken(lock, kept, broken, culprits):
    problem = toys.line(LINE, riders=CREW, locks=(lock,))
    assert blamed(problem, days(problem, **kept)) == []
    assert sorted(blamed(problem, days(problem, **broken))) == culprits


def test_violations_name_the_lock():
    locks = RiderLock(visit="V2", rider="R1"), RiderLock(visit="V1", rider="R1")
    problem = toys.line(riders=CREW, locks=locks)
    (violation,) = check(problem, days(problem, R2=["V1"])).violations
    assert (violation.visit, violation.values) == ("V1", {"lock": 1})


def test_service_starts_no_earlier_than_locked():
    """V2 is reached 180 seconds after the departure at 10:05."""
    lock = NotBefore(visit="V2", seconds=OPEN + 480)
    problem = toys.line(locks=(lock,), visits={"V2": {"window": (OPEN, OPEN + 600)}})
    early = days(toys.line(), R1=["V1 V2"])
    assert blamed(problem, early) == []
    later = replace(problem, locks=(lock, NotBefore(visit="V2", seconds=OPEN + 481)))
    (violation,) = check(later, early).violations
    assert (violation.rule, violation.visit) == (Rule.LOCK, "V2")
    assert violation.values == {"lock": 1, "start": OPEN + 480, "not_before": OPEN + 481}
    assert blamed(later, days(later, R1=["V1 V2"])) == []
    assert blamed(later, days(later, R1=["V1"])) == []


def test_an_emergency_does_not_bring_service_forward():
    late = {"V1": {"window": (OPEN + 600, OPEN + 900)}}
    policy = Policy(emergency=Emergency(window_seconds=300))
    locks = (NotBefore(visit="V1", seconds=OPEN + 600),)
    problem = toys.line(visits=late, policy=policy)
    plan = by_hand(problem, R1=[("C1", OPEN + 300, "V1")])
    early = alter_stop(plan, 0, start=OPEN + 400, end=OPEN + 460, onboard=400, relaxed=True)
    early = alter_trip(early, returns=OPEN + 520)
    early = plans.alter_day(early, end=OPEN + 520)
    assert blamed(problem, early) == []
    assert blamed(replace(problem, locks=locks), early) == ["V1"]
    assert blamed(replace(problem, locks=locks), plan) == []


def under_way(*locks, late=0, **changes):
    """R1 has left with V1 and V2 and is home 660 seconds past ten, or ``late``r."""
    problem = toys.line(LINE, riders=CREW, locks=locks, **changes)
    (begun,) = days(replace(problem, locks=()), R1=["V1 V2"]).riders[0].trips
    last = begun.stops[-1]
    last = replace(last, end=last.end + late)
    begun = replace(begun, stops=(begun.stops[0], last), returns=begun.returns + late)
    busy = replace(problem.riders[0], frozen=(begun,))
    return replace(problem, riders=(busy, problem.riders[1]))


def planned(problem, *trips, at=2_400):
    return by_hand(problem, R1=[("C1", OPEN + at + 2_400 * k, v) for k, v in enumerate(trips)])


def test_frozen_trips_open_the_day():
    problem = under_way()
    assert blamed(problem, planned(problem)) == []
    assert blamed(problem, planned(problem, "V3")) == []


@pytest.mark.parametrize(
    "meddle",
    [
        lambda plan: replace(plan, riders=()),
        lambda plan: alter_stop(plan, 1, start=OPEN + 481, onboard=481),
        lambda plan: alter_trip(plan, load_start=OPEN - 1),
        lambda plan: alter_trip(plan, canteen="C2"),
        lambda plan: plans.alter_day(plan, trips=plan.riders[0].trips[1:]),
        lambda plan: plans.alter_day(plan, trips=plan.riders[0].trips[::-1]),
        lambda plan: alter_trip(plan, stops=plan.riders[0].trips[0].stops[:1]),
        lambda plan: alter_stop(plan, 1, relaxed=True),
    ],
)
def test_frozen_trips_are_untouched(meddle):
    problem = under_way(canteens=(toys.canteen(), toys.canteen("C2")))
    violations = check(problem, meddle(planned(problem, "V3"))).violations
    assert Rule.LOCK in {violation.rule for violation in violations}


def test_a_frozen_trip_returns_where_the_next_one_loads():
    problem = under_way(canteens=(toys.canteen(), toys.canteen("C2", "p3")))
    problem = replace(
        problem, riders=(replace(problem.riders[0], may_load_at=("C2",)), problem.riders[1])
    )
    plan = by_hand(problem, R1=[("C2", OPEN + 1_500, "V3")])
    assert plan.riders[0].trips[0].returns == OPEN + 600
    assert blamed(problem, plan) == []


@pytest.mark.parametrize(
    "lock",
    [
        RiderLock(visit="V1", rider="R2"),
        TripLock(visit="V1", rider="R1", trip=1),
        SequenceLock(visits=("V2", "V1")),
        NeverLock(visits=("V1", "V2")),
        NeverLock(visits=("V1",), rider="R1"),
        DayLock(rider="R1", trips=(("V2",), ("V3",))),
        DayLock(rider="R2", trips=(("V2",),)),
        NotBefore(visit="V1", seconds=OPEN + 3_600),
    ],
)
def test_locks_do_not_bind_what_has_begun(lock):
    problem = under_way(lock)
    assert blamed(problem, planned(problem, "V3")) == []


@pytest.mark.parametrize("visits", [("V2", "V3"), ("V3", "V1")])
def test_nobody_joins_a_sequence_that_has_begun(visits):
    problem = under_way(SequenceLock(visits=visits))
    assert blamed(problem, planned(problem)) == []
    assert blamed(problem, planned(problem, "V3")) == ["V3"]


def test_locked_day_goes_on_after_its_frozen_trips():
    problem = under_way(DayLock(rider="R1", trips=(("V1", "V2"), ("V3", "V4"))))
    assert blamed(problem, planned(problem, "V3 V4")) == []
    assert blamed(problem, planned(problem, "V4 V3")) == ["V4"]
    assert blamed(problem, planned(problem, "V3 V5")) == ["V5"]


LATE = {
    "WINDOW": {"visits": {"V2": {"window": (OPEN, OPEN + 60)}}},
    "FRESH": {"visits": {"V2": {"max_onboard_seconds": 60}}},
    "RELEASED": {"visits": {"V2": {"released": OPEN + 3_600}}},
    "SKILL": {"visits": {"V2": {"skills": ("stairs",)}}},
    "CANTEEN": {"visits": {"V2": {"canteens": ()}}},
    "DIET": {
        "visits": {"V2": {"meals": {"soft": 1}}},
        "canteens": (toys.canteen(diets=("regular",)),),
    },
    "KITCHEN": {
        "visits": {"V2": {"meals": {"soft": 9}}},
        "canteens": (toys.canteen(capacity_by_diet={"soft": 0}),),
    },
    "BATCH": {"canteens": (toys.canteen(batches=(Batch(ready=OPEN + 600, meals=9),)),)},
    "CHAIN": {"visits": {"V1": {"service_seconds": 90}}},
}


@pytest.mark.parametrize("facts", LATE.values(), ids=LATE)
def test_no_rule_blames_the_plan_for_what_has_begun(facts):
    problem = toys.line(LINE, riders=under_way().riders, **facts)
    assert blamed(problem, planned(problem)) == []
    assert blamed(problem, planned(problem, "V3")) == []


def test_a_shift_that_has_run_over_bears_no_further_trip():
    problem = under_way()
    short = replace(problem.riders[0], shift=(OPEN + 60, OPEN + 600))
    problem = replace(problem, riders=(short, problem.riders[1]))
    assert blamed(problem, planned(problem)) == []
    (violation,) = check(problem, planned(problem, "V3")).violations
    assert violation.rule is Rule.SHIFT


def test_what_has_begun_still_takes_bays_meals_and_time():
    batch = toys.canteen(capacity=2, batches=(Batch(ready=OPEN, meals=2),), loading_bays=1)
    problem = under_way(canteens=(batch,))
    rules = [v.rule for v in check(problem, planned(problem, "V3")).violations]
    assert sorted(rules) == [Rule.BATCH, Rule.KITCHEN]
    loading = by_hand(problem, R1=[], R2=[("C1", OPEN + 400, "V3")])
    rules = [v.rule for v in check(problem, loading).violations]
    assert sorted(rules) == [Rule.BATCH, Rule.BAYS, Rule.KITCHEN]
    early = planned(problem, "V3", at=600)
    assert Rule.CHAIN in [v.rule for v in check(problem, early).violations]


def test_a_delayed_return_delays_the_next_loading():
    problem = under_way(late=600)
    assert blamed(problem, planned(problem, "V3", at=1_560)) == []
    (violation,) = check(problem, planned(problem, "V3", at=1_559)).violations
    assert violation.rule is Rule.CHAIN


@pytest.mark.parametrize(("now", "binds"), [(None, False), (OPEN, False), (OPEN + 1, True)])
def test_nothing_new_loads_before_now(now, binds):
    problem = toys.line(now=now)
    violations = check(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1")])).violations
    assert [v.rule for v in violations] == [Rule.LOCK] * binds


@pytest.mark.parametrize(("now", "binds"), [(OPEN, False), (OPEN + 1, True)])
def test_nobody_sets_out_to_another_canteen_before_now(now, binds):
    problem = toys.line(
        now=now,
        canteens=(toys.canteen(), toys.canteen("C2", "p3")),
        riders=(toys.rider(may_load_at=("C2",)),),
    )
    violations = check(problem, by_hand(problem, R1=[("C2", OPEN + 480, "V1")])).violations
    assert [v.rule for v in violations] == [Rule.LOCK] * binds


def test_frozen_trips_lie_in_the_past():
    problem = replace(under_way(), now=OPEN + 2_000)
    assert blamed(problem, planned(problem, "V3")) == []
    assert check(problem, planned(problem, "V3", at=2_299)).violations
