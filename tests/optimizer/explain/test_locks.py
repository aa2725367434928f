"""Locks that cannot be kept are named with the rule in their way, and only those."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from optimizer.explain import (
    SEARCH,
    binding,
    collisions,
    describe_binding,
    describe_collision,
    remedy_of_collision,
    with_reasons,
)
from optimizer.locks import (
    DayLock,
    NeverLock,
    NotBefore,
    RiderLock,
    SequenceLock,
    TripLock,
    visits_named,
)
from optimizer.planning import solve
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch
from optimizer.rules import Rule
from optimizer.stop import Stop
from tests import oracle, random_days, toys
from tests.plans import by_hand

OPEN = toys.OPEN
CREW = (toys.rider("R1"), toys.rider("R2", skills=("lift",)))
LIFT = {"V1": {"skills": ("lift",)}}
HEAVY = {name: {"meals": {"regular": 6}} for name in ("V1", "V2")}
TWO_KITCHENS = (toys.canteen(diets=("regular",)), toys.canteen("C2"))
DISTANT = (toys.rider("R1"), toys.rider("R2", "C2"))

HALF_AN_HOUR = (toys.rider(shift=(OPEN, OPEN + 1_800)),)
SOON_STALE = {"V1": {"max_onboard_seconds": 500}}
WRONG_WAY_ROUND = {
    "V1": {"window": (OPEN, OPEN + 600)},
    "V3": {"window": (OPEN + 600, OPEN + 900)},
}
WITHOUT_FURTHER_TRIPS = RiderLock | SequenceLock | NotBefore


def named(*locks, **changes):
    """Lock, rule and other locks of each collision; each reads as a sentence."""
    problem = toys.line(**({"riders": CREW, "locks": locks} | changes))
    found = collisions(problem)
    for collision in found:
        words = describe_collision(problem, collision), remedy_of_collision(collision)
        assert all("{" not in said for both in words for said in both)
    return [(c.lock, c.rule, *c.others) for c in found]


@pytest.mark.parametrize(
    ("rule", "lock", "changes"),
    [
        (Rule.SKILL, RiderLock(visit="V1", rider="R1"), {"visits": LIFT}),
        (
            Rule.DIET,
            RiderLock(visit="V1", rider="R1"),
            {
                "canteens": TWO_KITCHENS,
                "riders": DISTANT,
                "visits": {"V1": {"meals": {"soft": 1}}},
            },
        ),
        (
            Rule.CANTEEN,
            RiderLock(visit="V1", rider="R1"),
            {"canteens": TWO_KITCHENS, "riders": DISTANT, "visits": {"V1": {"canteens": ("C2",)}}},
        ),
        (Rule.TRIPS, TripLock(visit="V1", rider="R1", trip=2), {}),
        (Rule.BOXES, SequenceLock(visits=("V1", "V2")), {"visits": HEAVY}),
        (Rule.FRESH, SequenceLock(visits=("V3", "V1")), {"visits": SOON_STALE}),
        (Rule.WINDOW, SequenceLock(visits=("V3", "V1")), {"visits": WRONG_WAY_ROUND}),
        (Rule.WINDOW, NotBefore(visit="V1", seconds=OPEN + 7_201), {}),
        (Rule.SHIFT, NotBefore(visit="V1", seconds=OPEN + 2_000), {"riders": HALF_AN_HOUR}),
        (Rule.TRIPS, DayLock(rider="R1", trips=(("V1",), ("V2",), ("V3",))), {}),
        (Rule.SKILL, NeverLock(visits=("V2", "V1"), rider="R2"), {"visits": LIFT}),
        (Rule.LOCK, NeverLock(visits=("V1",), rider="R1"), {"riders": CREW[:1]}),
        (Rule.TRIPS, NeverLock(visits=("V1", "V2", "V3")), {"riders": CREW[:1]}),
    ],
)
def test_a_lock_that_no_plan_keeps_is_named_with_the_rule(rule, lock, changes):
    assert named(lock, **changes) == [(0, rule)]
    assert named(**changes, locks=()) == []


@pytest.mark.parametrize(
    ("lock", "changes"),
    [
        (RiderLock(visit="V1", rider="R2"), {"visits": LIFT}),
        (TripLock(visit="V1", rider="R1", trip=1), {}),
        (SequenceLock(visits=("V1", "V2", "V3")), {}),
        (SequenceLock(visits=("V3", "V1")), {"visits": {"V1": {"max_onboard_seconds": 840}}}),
        (NotBefore(visit="V1", seconds=OPEN + 7_200), {}),
        (
            NotBefore(visit="V1", seconds=OPEN + 7_260),
            {"policy": Policy(emergency=Emergency(window_seconds=60))},
        ),
        (DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), {}),
        (DayLock(rider="R1", trips=()), {}),
        (NeverLock(visits=("V1", "V2"), rider="R1"), {}),
        (NeverLock(visits=("V1", "V2", "V3")), {}),
        (RiderLock(visit="V1", rider="R1"), {"visits": {"V1": {"skills": ("wings",)}}}),
    ],
)
def test_a_lock_that_can_be_kept_or_is_not_to_blame_is_not_named(lock, changes):
    assert named(lock, **changes) == []


@pytest.mark.parametrize(
    ("rule", "locks", "changes"),
    [
        (Rule.LOCK, (RiderLock(visit="V1", rider="R1"), RiderLock(visit="V1", rider="R2")), {}),
        (
            Rule.LOCK,
            (RiderLock(visit="V1", rider="R1"), NeverLock(visits=("V1",), rider="R1")),
            {},
        ),
        (
            Rule.LOCK,
            (TripLock(visit="V1", rider="R1", trip=0), TripLock(visit="V1", rider="R1", trip=1)),
            {},
        ),
        (
            Rule.LOCK,
            (SequenceLock(visits=("V1", "V2")), SequenceLock(visits=("V1", "V3"))),
            {},
        ),
        (Rule.LOCK, (SequenceLock(visits=("V1", "V2")), NeverLock(visits=("V2", "V1"))), {}),
        (Rule.LOCK, (RiderLock(visit="V1", rider="R1"), DayLock(rider="R1", trips=(("V2",),))), {}),
        (
            Rule.SHIFT,
            (RiderLock(visit="V1", rider="R1"), NotBefore(visit="V1", seconds=OPEN + 3_000)),
            {"riders": (toys.rider("R1", shift=(OPEN, OPEN + 2_000)), CREW[1])},
        ),
    ],
)
def test_locks_that_cannot_be_kept_together_are_named_together(rule, locks, changes):
    assert named(*locks, **changes) == [(0, rule, 1)]
    for lock in locks:
        assert named(lock, **changes) == []


def test_only_those_that_contradict_each_other_are_named():
    locks = (
        NotBefore(visit="V1", seconds=OPEN + 60),
        RiderLock(visit="V2", rider="R2"),
        RiderLock(visit="V1", rider="R1"),
        RiderLock(visit="V1", rider="R2"),
    )
    assert named(*locks) == [(2, Rule.LOCK, 3)]


def test_trips_are_counted_as_in_the_lock():
    problem = toys.line(locks=(TripLock(visit="V1", rider="R1", trip=3),))
    (collision,) = collisions(problem)
    assert collision.params == {"trips": 4, "max_trips": 2}
    assert "4 trips" in describe_collision(problem, collision).en


def test_trips_that_have_begun_take_nobody_in_and_bind_nobody():
    free = toys.line(riders=CREW)
    begun = by_hand(free, R1=[("C1", OPEN + 300, "V1")]).riders[0].trips
    busy = (toys.rider("R1", frozen=begun, max_trips=3), CREW[1])
    assert named(TripLock(visit="V2", rider="R1", trip=0), riders=busy) == [(0, Rule.LOCK)]
    assert named(TripLock(visit="V2", rider="R1", trip=1), riders=busy) == []
    assert named(RiderLock(visit="V1", rider="R2"), riders=busy) == []
    assert named(SequenceLock(visits=("V1", "V2")), riders=busy) == [(0, Rule.LOCK)]


def test_a_kitchen_that_packs_too_late_is_in_the_way_of_a_lock():
    kitchens = (
        toys.canteen(batches=(Batch(ready=OPEN + 7_200, meals=9),)),
        toys.canteen("C2"),
    )
    lock = RiderLock(visit="V1", rider="R1")
    assert named(lock, canteens=kitchens, riders=DISTANT) == [(0, Rule.BATCH)]


def test_meal_points_and_meeting_points_are_places_to_load_like_others():
    walker, driver = RiderLock(visit="V1", rider="R2"), RiderLock(visit="V1", rider="R1")
    walked = toys.two_levels(locks=(walker, NotBefore(visit="B1", seconds=OPEN + 2_000)))
    assert collisions(walked) == ()
    assert [c.rule for c in collisions(toys.two_levels(locks=(driver,)))] == [Rule.CANTEEN]
    meeting = toys.canteen("C2", "p1", capacity=1, handed_over_by="R2")
    riders = (toys.rider("R1", may_load_at=("C2",)), toys.rider("R2", max_trips=0))
    kitchens = (toys.canteen(), meeting)
    assert named(driver, canteens=kitchens, riders=riders) == []
    assert named(walker, canteens=kitchens, riders=riders) == [(0, Rule.TRIPS)]


def test_a_way_past_others_is_no_proof_of_being_out_of_reach():
    """V2 is ten minutes away, but two by way of V1: somebody on the road there is in time."""
    problem = toys.line((0, 1, 2), riders=(toys.rider(),))
    seconds = problem.travel["ebike"].seconds.copy()
    seconds[0, 2] = 600
    soon = replace(problem.visits[1], window=(OPEN, OPEN + 600))
    problem = replace(
        problem,
        travel={"ebike": replace(problem.travel["ebike"], seconds=seconds)},
        visits=(problem.visits[0], soon),
        locks=(NotBefore(visit="V2", seconds=OPEN + 480),),
    )
    assert collisions(problem) == ()
    late = (NotBefore(visit="V2", seconds=OPEN + 601),)
    assert [c.rule for c in collisions(replace(problem, locks=late))] == [Rule.WINDOW]


def wanting(problem, visits):
    """The same day, on which nothing counts but these visits."""
    doors = tuple(
        replace(visit, tier=1 if visit.id in visits else 2, missed_recently=0)
        for visit in problem.visits
    )
    policy = replace(problem.policy, unserved_by_tier={1: 10**7, 2: 0})
    return replace(problem, visits=doors, policy=policy, previous=None)


def served_at_best(problem, visits):
    """Whether some plan serves all of them, by trying everything."""
    return oracle.best_plan(wanting(problem, visits)).plan.served() >= set(visits)


@given(random_days.problems(visits=4, riders=2, canteens=1, locks=2, kitchens=False))
@settings(max_examples=40)
def test_no_plan_serves_all_visits_of_locks_that_collide(problem):
    """By the oracle, which knows every plan."""
    begun = {s.visit for rider in problem.riders for trip in rider.frozen for s in trip.stops}
    found = collisions(problem)
    assume(found)
    for collision in found:
        rows = collision.lock, *collision.others
        visits = {visit for row in rows for visit in visits_named(problem.locks[row])} - begun
        assert not served_at_best(problem, visits)


days = random_days.problems(
    visits=3, riders=2, canteens=1, locks=2, kitchens=False, frozen=False, emergency=False
)


@given(days, st.data())
@settings(max_examples=40)
def test_a_lock_that_is_not_named_can_be_kept(problem, data):
    """Without short cuts past others: some plan serves its visits, or nobody could in any case."""
    travel = dict.fromkeys(problem.travel, toys.line_travel(range(random_days.PLACES)))
    ours = [lock for lock in problem.locks if isinstance(lock, WITHOUT_FURTHER_TRIPS)]
    assume(ours)
    lock = data.draw(st.sampled_from(ours))
    alone = replace(problem, travel=travel, locks=(lock,))
    visits = set(visits_named(lock))
    if not collisions(alone):
        free = replace(alone, locks=())
        each = all(served_at_best(free, {visit}) for visit in visits)
        assert served_at_best(alone, visits) or not each


def test_what_keeps_a_visit_out_is_its_lock():
    crew = toys.rider("R1", boxes=2, max_trips=1), toys.rider("R2")
    problem = toys.line(riders=crew, locks=(RiderLock(visit="V3", rider="R1"),))
    (found,) = binding(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")]))
    assert (found.visit, found.locks, found.rule) == ("V3", (0,), Rule.BOXES)
    assert found.params == {"meals": 3, "boxes": 2}
    assert "V3" in describe_binding(problem, found).en


def test_locks_of_which_each_alone_suffices_to_keep_out_are_told_together():
    crew = toys.rider("R1", boxes=2, max_trips=1), toys.rider("R2")
    locks = RiderLock(visit="V3", rider="R1"), NeverLock(visits=("V3",), rider="R2")
    problem = toys.line(riders=crew, locks=locks)
    (found,) = binding(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")]))
    assert (found.visit, found.locks, found.rule) == ("V3", (0, 1), Rule.BOXES)


def test_no_lock_is_blamed_for_a_visit_that_fits_or_never_would():
    problem = toys.line(locks=(RiderLock(visit="V3", rider="R1"),))
    assert binding(problem, by_hand(problem, R1=[("C1", OPEN + 300, "V1 V2")])) == ()
    heavy = toys.line(locks=problem.locks, visits={"V3": {"meals": {"regular": 11}}})
    assert binding(heavy, by_hand(heavy, R1=[("C1", OPEN + 300, "V1 V2")])) == ()


@given(random_days.problems(visits=5, riders=2, locks=2), st.integers(0, 3))
@settings(max_examples=40)
def test_only_without_the_locks_that_bind_the_visit_fits(problem, trips):
    plan = solve(problem, "nearest", Stop(iterations=trips))
    for found in binding(problem, plan):
        rest = (lock for row, lock in enumerate(problem.locks) if row not in found.locks)
        freed = replace(problem, locks=tuple(rest))
        assert codes(freed, plan, found.visit) == [SEARCH]
        assert SEARCH not in codes(problem, plan, found.visit)


def codes(problem, plan, visit):
    (entry,) = (e for e in with_reasons(problem, plan).unserved if e.visit == visit)
    return [reason.code for reason in entry.reasons]
