"""The places named are the best there are, keep all rules, and cost what the checker says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.checker.cost import cost_of
from optimizer.checker.walk import Walk
from optimizer.explain.fit import Later, Positions, places
from optimizer.explain.fit.candidates import candidates
from optimizer.explain.fit.places import ROUNDING, _best
from optimizer.explain.fit.taken import taken_out
from optimizer.locks import NeverLock, RiderLock, SequenceLock
from optimizer.plan import RiderDay
from optimizer.planning import solve
from optimizer.policy import Policy
from optimizer.stop import Stop
from optimizer.timing import Schedule
from optimizer.timing.day import plan_of_days
from optimizer.timing.insertion import attempts_of
from optimizer.timing.screen import Screen
from tests import random_days, toys
from tests.plans import by_hand

OPEN = toys.OPEN
CREW = (toys.rider("R1"), toys.rider("R2"))
PRICES: dict[str, Any] = {"changed_rider_seconds": 900, "changed_order_seconds": 60}


def planned(problem, **trips):
    driven = {name: [("C1", OPEN + at, visits)] for name, (at, visits) in trips.items()}
    return by_hand(problem, **driven)


def with_days(problem, plan, days):
    """The plan in which these days have replaced those that they differ from."""
    driven = {day.rider: day for day in plan.riders} | days
    return plan_of_days(problem, [driven[r.id] for r in problem.riders if driven.get(r.id)])


def by_force(problem, plan, visit):
    """The cost of every plan in which the visit has another place, or the one that it has."""
    taken = taken_out(Positions.of(Schedule.of(problem, plan)), visit)
    if taken is None:
        return []
    schedule, totals = taken.positions.schedule, []
    for rider in problem.riders:
        for attempt in attempts_of(Screen(schedule), rider.id, taken.block):
            day = attempt.outcome
            if attempt.runs == Schedule.of(problem, plan).runs[rider.id]:
                day = next(day for day in plan.riders if day.rider == rider.id)
            if isinstance(day, RiderDay) and not (taken.only_back and rider.id != taken.rider):
                whole = with_days(problem, plan, {**taken.days, rider.id: day})
                totals.append(cost_of(Walk(problem, whole))["total"])
    return sorted(totals)


@given(random_days.problems(visits=6, riders=2), st.integers(0, 3), st.data())
@settings(max_examples=60)
def test_the_five_best_of_all_places(problem, trips, data):
    problem = replace(problem, policy=replace(problem.policy, **PRICES))
    plan = solve(problem, "nearest", Stop(iterations=trips))
    visit = data.draw(st.sampled_from(sorted(problem.visit)))
    found = places(problem, plan, visit)
    cost = cost_of(Walk(problem, plan))["total"]
    best = by_force(problem, plan, visit)[:5]
    positions = Positions.of(Schedule.of(problem, plan))
    taken = taken_out(positions, visit)
    first = _best(positions, taken, 5) if taken else []
    assert [cost + fit.cost["total"] for _, fit in first] == best
    settled = [cost + fit.cost["total"] for fit in found]
    assert settled == sorted(settled)
    assert all(total <= other for total, other in zip(settled, best, strict=True))
    for fit in found:
        new = with_days(problem, plan, fit.days)
        verdict = check(problem, new)
        assert not verdict.violations
        assert {k: v + fit.cost[k] for k, v in cost_of(Walk(problem, plan)).items()} == verdict.cost
        trip = next(day for day in new.riders if day.rider == fit.rider).trips[fit.trip]
        stop = next(stop for stop in trip.stops if stop.visit == visit)
        assert (trip.canteen, stop.start >= fit.start) == (fit.canteen, True)


@given(random_days.problems(visits=7), st.integers(0, 4))
@settings(max_examples=60)
def test_no_place_is_overlooked_and_none_costs_less_than_promised(problem, trips):
    problem = replace(problem, policy=replace(problem.policy, **PRICES))
    schedule = Schedule.of(problem, solve(problem, "nearest", Stop(iterations=trips)))
    positions = Positions.of(schedule)
    for visit in problem.visit:
        if (taken := taken_out(positions, visit)) is None:
            continue
        least = {(c.rider, c.runs): c.least for c in candidates(positions, taken)}
        screen = Screen(taken.positions.schedule)
        for rider in () if taken.only_back else problem.rider:
            for attempt in attempts_of(screen, rider, taken.block):
                if isinstance(attempt.outcome, RiderDay):
                    cost = positions.book.difference({**taken.days, rider: attempt.outcome})
                    assert least[rider, attempt.runs] <= 100 * cost["total"] + ROUNDING


@given(random_days.problems(visits=7, riders=3), st.integers(1, 3))
@settings(max_examples=30)
def test_positions_follow_changes(problem, trips):
    schedule = Schedule.of(problem, solve(problem, "nearest", Stop(iterations=trips)))
    before = Positions.of(schedule)
    changed = schedule.copy()
    changed.set_day("R2", ())
    for positions in (before.after(changed, ["R2"]), Positions.of(changed)):
        for visit in problem.visit:
            expected = places(problem, changed.plan(), visit)
            assert places(problem, changed, visit, positions=positions) == expected
    assert before.schedule.runs == Schedule.of(problem, schedule.plan()).runs


def test_an_unserved_visit_goes_where_the_detour_is_least():
    problem = toys.line(riders=CREW)
    plan = planned(problem, R1=(300, "V1 V3"))
    first, second, *_ = places(problem, plan, "V2")
    assert (first.rider, first.trip, first.position, first.new_trip) == ("R1", 0, 1, False)
    assert first.cost["unserved"] == -2_000_000
    assert first.later == (Later(visit="V3", seconds=60),)
    assert (second.rider, second.position, second.later) == ("R1", 2, ())


def test_a_new_trip_names_its_canteen():
    problem = toys.line(riders=(toys.rider(boxes=2),))
    fits = places(problem, planned(problem, R1=(300, "V1 V2")), "V3")
    assert {(fit.canteen, fit.new_trip, fit.trip) for fit in fits} == {
        ("C1", True, 0),
        ("C1", True, 1),
    }


def test_the_present_place_is_one_of_them_and_free():
    problem = toys.line(riders=CREW)
    plan = planned(problem, R1=(300, "V1 V2 V3"))
    (here,) = (fit for fit in places(problem, plan, "V2") if not fit.days)
    assert (here.rider, here.trip, here.position) == ("R1", 0, 1)
    assert set(here.cost.values()) == {0}


def test_fewer_places_when_fewer_are_asked_for():
    problem = toys.line()
    plan = planned(problem, R1=(300, "V1"))
    assert places(problem, plan, "V2", 1) == places(problem, plan, "V2")[:1]


def test_what_is_locked_together_moves_together():
    problem = toys.line(riders=CREW, locks=(SequenceLock(visits=("V2", "V3")),))
    plan = planned(problem, R1=(300, "V1 V2 V3"))
    fits = places(problem, plan, "V3")
    assert all(
        list(fit.days.values()) == [] or "R2" in fit.days or "R1" in fit.days for fit in fits
    )
    for fit in fits:
        assert not check(problem, with_days(problem, plan, fit.days)).violations


@pytest.mark.parametrize(
    "lock", [RiderLock(visit="V3", rider="R2"), NeverLock(visits=("V3",), rider="R1")]
)
def test_locks_leave_others_only(lock):
    problem = toys.line(riders=CREW, locks=(lock,))
    fits = places(problem, planned(problem, R1=(300, "V1 V2")), "V3")
    assert {fit.rider for fit in fits} == {"R2"}


def test_what_has_begun_has_no_other_place():
    problem = toys.line(riders=CREW)
    plan = planned(problem, R1=(300, "V1 V2 V3"))
    begun = replace(problem.rider["R1"], frozen=plan.riders[0].trips)
    problem = replace(problem, riders=(begun, CREW[1]), now=OPEN)
    assert places(problem, plan, "V2") == ()


def test_nobody_walks_with_meals_that_nobody_brings():
    problem = toys.two_levels()
    assert places(problem, by_hand(problem), "V1") == ()
    plan = solve(problem, "nearest", Stop())
    without = with_days(problem, plan, {"R2": None})
    if "B1" in without.served():
        assert places(problem, without, "V1")


def test_a_day_that_needs_the_visit_takes_it_back():
    """Without V2 the ride from V1 to V3 is a detour that V3's window does not allow."""
    problem = toys.line(riders=CREW, visits={"V3": {"window": (OPEN, OPEN + 700)}})
    seconds = problem.travel["ebike"].seconds.copy()
    seconds[1, 3] = 5_000
    metres = problem.travel["ebike"].metres
    road = replace(problem.travel["ebike"], seconds=seconds, metres=metres)
    problem = replace(problem, travel={"ebike": road})
    plan = planned(problem, R1=(300, "V1 V2 V3"))
    assert not check(problem, plan).violations
    fits = places(problem, plan, "V2")
    assert {fit.rider for fit in fits} == {"R1"}
    assert [fit.days for fit in fits] == [{}]


def test_lone_kitchen_without_meals_has_no_place():
    problem = toys.line(canteens=(toys.canteen(capacity=2),))
    assert places(problem, planned(problem, R1=(300, "V1 V2")), "V3") == ()


def test_prices_of_change_are_part_of_the_cost():
    problem = toys.line(riders=CREW, policy=Policy(**PRICES))
    plan = planned(problem, R1=(300, "V1 V2 V3"))
    problem = replace(problem, previous=plan)
    moved = next(fit for fit in places(problem, plan, "V3", 50) if fit.rider == "R2")
    assert moved.cost["change"] == 300
    assert moved.cost["changed_riders"] == 2 * 900


def test_places_that_locks_refuse_do_not_use_up_the_tries():
    """V1 and the last visit may not share a trip, so that all seventy cheap places fall away."""
    patient = {"window": (OPEN, OPEN + 9_000), "max_onboard_seconds": 7_200, "service_seconds": 0}
    locks = (NeverLock(visits=("V1", "V70")),)
    crew = [toys.rider(name, boxes=100, max_trips=1) for name in ("R1", "R2")]
    problem = toys.line(
        range(71), {f"V{k}": patient for k in range(1, 71)}, riders=tuple(crew), locks=locks
    )
    plan = planned(problem, R1=(300, " ".join(f"V{k}" for k in range(1, 70))))
    assert [fit.rider for fit in places(problem, plan, "V70")] == ["R2"]
