"""Every remedy stated helps when it is applied, and none is denied that would help."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.explain import describe_kind, describe_remedy, remedies
from optimizer.explain.remedies import (
    EmergencyPolicy,
    Kind,
    LongerShift,
    MoreMeals,
    OneMoreRider,
    OneMoreTrip,
    WiderWindow,
    WithoutLock,
    burden,
)
from optimizer.explain.remedies.bounds import granted
from optimizer.explain.remedies.remedies import is_impossible
from optimizer.locks import NeverLock, RiderLock
from optimizer.planning import solve
from optimizer.problem import Batch
from optimizer.stop import Stop
from tests import force, oracle, random_days, toys
from tests.plans import by_hand

OPEN = toys.OPEN
ONE_TRIP = (toys.rider(max_trips=1),)


def helped(problem, *trips, visit="V3", **options):
    driven = {"R1": [("C1", OPEN + at, visits) for at, visits in trips]} if trips else {}
    return remedies(problem, by_hand(problem, **driven), visit, **options)


def only(visits=None, **changes):
    return toys.line(visits={"V3": visits or {}}, **changes)


def kitchen(**changes):
    return {"canteens": (toys.canteen(**changes),)}


@pytest.mark.parametrize(
    ("problem", "remedy"),
    [
        (
            only(riders=(toys.rider(shift=(OPEN, OPEN + 800)),)),
            LongerShift(rider="R1", seconds=60),
        ),
        (only({"window": (OPEN, OPEN + 470)}), WiderWindow(visit="V3", seconds=60)),
        (only(**kitchen(capacity=2)), MoreMeals(canteen="C1", meals=1)),
        (
            only({"meals": {"soft": 2}}, **kitchen(capacity_by_diet={"soft": 1})),
            MoreMeals(canteen="C1", meals=1, diet="soft"),
        ),
        (
            only(**kitchen(batches=(Batch(ready=OPEN, meals=2), Batch(ready=OPEN, meals=0)))),
            MoreMeals(canteen="C1", meals=1, batch=1),
        ),
        (only(riders=(toys.rider(boxes=2, max_trips=1),)), OneMoreTrip(rider="R1")),
        (only(locks=(NeverLock(visits=("V3",), rider="R1"),)), WithoutLock(lock=0)),
        (
            only({"max_onboard_seconds": 470}, riders=ONE_TRIP),
            EmergencyPolicy(window_seconds=0, onboard_seconds=60),
        ),
        (only(riders=(toys.rider(boxes=2, max_trips=1),)), OneMoreRider(canteen="C1")),
    ],
)
def test_the_smallest_amount_that_does(problem, remedy):
    assert remedy in helped(problem, (300, "V1 V2")).found


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_words(kind):
    assert all(describe_kind(kind))


def test_remedies_have_words_and_the_cheapest_comes_first():
    locks = (NeverLock(visits=("V1", "V2"), rider="R2"),)
    crew = toys.rider(boxes=2, max_trips=1), toys.rider("R2", max_trips=0)
    problem = only(riders=crew, locks=locks)
    found = helped(problem, (300, "V1 V2")).found
    assert [burden(remedy) for remedy in found] == sorted(map(burden, found))
    assert describe_remedy(LongerShift(rider="R7", seconds=2_400)) == (
        "骑手 R7 多 40 分钟",
        "rider R7 40 minutes longer",
    )
    every = (
        *found,
        WiderWindow(visit="V1", seconds=60),
        MoreMeals(canteen="C1", meals=3),
        MoreMeals(canteen="C1", meals=3, diet="soft"),
        WithoutLock(lock=0),
        EmergencyPolicy(window_seconds=600, onboard_seconds=0),
    )
    assert all("{" not in "".join(describe_remedy(remedy, problem)) for remedy in every)
    assert describe_remedy(WithoutLock(lock=0)).en == "remove lock number 1"
    assert "R2" in describe_remedy(WithoutLock(lock=0), problem).en
    assert [burden(remedy) for remedy in every[-5:]] == [60, 1_800, 1_800, 900, 1_200]


def test_what_fits_as_it_is_needs_nothing():
    result = helped(toys.line(), (300, "V1 V2"))
    assert result.fits
    assert not result.impossible


def test_a_visit_that_nobody_may_carry_has_no_remedy():
    assert helped(only({"skills": ("stairs",)})).none
    assert helped(only({"meals": {"halal": 1}}, **kitchen(diets=("regular",)))).none
    assert not helped(only(locks=(RiderLock(visit="V3", rider="R1"),), riders=ONE_TRIP)).none


def test_where_others_stand_in_the_way_nothing_is_proven():
    result = helped(only(riders=(toys.rider(boxes=2, max_trips=1),)), (300, "V1 V2"))
    assert Kind.WIDER_WINDOW in result.open
    assert Kind.MORE_MEALS in result.open


def test_meals_that_nobody_brings_to_a_point():
    problem = toys.two_levels()
    result = remedies(problem, by_hand(problem), "V1")
    assert not result.fits
    assert not result.none


@pytest.mark.parametrize("patient", [True, False])
def test_a_solver_may_move_others_about(patient):
    """Only R1 may carry V3 and is full: a new rider helps if V1 goes over to them."""
    full = toys.rider(boxes=2, max_trips=1, shift=(OPEN, OPEN + 900))
    problem = only(riders=(full,), locks=(RiderLock(visit="V3", rider="R1"),))
    stop, asked = Stop(iterations=1), []
    if not patient:
        stop.requested.set()

    def solver(wider, plan, stop):
        asked.append(wider)
        names = [rider.id for rider in wider.riders]
        trips = [("C1", OPEN + 300, "V2 V3")], [("C1", OPEN + 300, "V1")]
        return by_hand(wider, **dict(zip(names, trips, strict=False)))

    assert helped(problem, (300, "V1 V2")).found == ()
    result = helped(problem, (300, "V1 V2"), stop=stop, solver=solver)
    assert result.found == ((OneMoreRider(canteen="C1"),) if patient else ())
    assert bool(asked) == patient
    assert (Kind.ONE_MORE_RIDER in result.open) != patient
    assert not result.none


def serves(problem, plan, visit, remedy):
    """Whether the remedy applied makes room for the visit beside all days but one rider's."""
    return force.fits(remedy.apply(problem), plan, visit)


@given(random_days.problems(visits=4, riders=2, emergency=False), st.integers(0, 2))
@settings(max_examples=8)
def test_stated_remedies_help_and_denied_ones_do_not(problem, trips):
    plan = solve(problem, "nearest", Stop(iterations=trips))
    for entry in plan.unserved[:2]:
        result = remedies(problem, plan, entry.visit)
        for remedy in result.found:
            assert remedies(remedy.apply(problem), plan, entry.visit).fits
        if result.fits:
            continue
        helpful = {remedy.kind for remedy in result.found}
        assert helpful.isdisjoint({*result.impossible, *result.open})
        assert {*helpful, *result.impossible, *result.open} == set(Kind)


@given(random_days.problems(visits=3, riders=2, emergency=False), st.sampled_from(Kind))
@settings(max_examples=60)
def test_what_is_proven_impossible_is_in_no_plan(problem, kind):
    """Were the visit worth more than all others, the best plan would still leave it out."""
    begun = {s.visit for r in problem.riders for trip in r.frozen for s in trip.stops}
    for visit in problem.visit.keys() - begun:
        wider = granted(problem, kind, visit)
        if wider is not None and wider is not problem and is_impossible(problem, kind, visit):
            assert visit not in oracle.best_plan(prized(wider, visit)).plan.served()


def prized(problem, name):
    visits = tuple(replace(v, tier=1 if v.id == name else 3) for v in problem.visits)
    weights = {1: 50_000_000, 2: 100_000, 3: 100_000}
    policy = replace(problem.policy, unserved_by_tier=weights)
    return replace(problem, visits=visits, policy=policy)


@given(random_days.problems(visits=2, riders=1, locks=0, emergency=False), st.integers(0, 1))
@settings(max_examples=10)
def test_applied_remedies_let_the_visit_in(problem, trips):
    plan = solve(problem, "nearest", Stop(iterations=trips))
    for entry in plan.unserved[:1]:
        for remedy in remedies(problem, plan, entry.visit).found:
            if not isinstance(remedy, EmergencyPolicy):
                assert serves(problem, plan, entry.visit, remedy)
            smaller = less(remedy)
            if smaller is not None:
                assert not remedies(smaller.apply(problem), plan, entry.visit).fits


def less(remedy):
    """A minute or a meal less of the same, if that is a remedy at all."""
    match remedy:
        case MoreMeals() if remedy.meals > 1:
            return replace(remedy, meals=remedy.meals - 1)
        case EmergencyPolicy() if remedy.onboard_seconds:
            return replace(remedy, onboard_seconds=remedy.onboard_seconds - 60)
    return None
