"""Planning again breaks no rule, is never worse than doing nothing, and takes nobody's meal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.errors import InvalidInput
from optimizer.locks import RiderLock
from optimizer.planning import solve
from optimizer.replan import How, frozen_at, replan
from optimizer.replan.disruptions import Breakdown, Cancellation, Prices, RiderAbsent
from optimizer.stop import Stop
from tests import pairs, plans, random_days, random_disruptions, small_problems, toys


def conserved(before, problem, plan, disruptions):
    """Whether everybody who was wanted is served, listed with reasons, or cancelled."""
    cancelled = {event.visit for event in disruptions if isinstance(event, Cancellation)}
    known = {visit.id for visit in problem.visits}
    listed = {entry.visit for entry in plan.unserved}
    assert {visit.id for visit in before.visits} <= known | cancelled | bulk_of(before)
    assert plan.served() | listed == known
    assert all(entry.reasons for entry in plan.unserved)


def bulk_of(problem):
    """Visits that only bring meals to a point: without the point nobody needs them."""
    return {visit.id for visit in problem.visits if visit.transit == visit.boxes}


def guarantees(before, result):
    """What every answer must keep."""
    problem, plan, idle = result.problem, result.plan, result.idle
    assert check(problem, plan).ok
    assert check(problem, idle).ok
    assert plan.cost["total"] <= idle.cost["total"]
    assert plan.served() >= idle.served()
    gone = set(before.locks) - set(problem.locks)
    assert set(result.released) <= gone


@settings(max_examples=40)
@given(st.data(), random_days.problems(frozen=False, locks=0) | random_days.problems(frozen=False))
def test_every_answer_keeps_what_it_must(data, problem):
    plan = solve(problem, "nearest", Stop(iterations=100))
    now = data.draw(random_disruptions.moments(plan, toys.OPEN))
    begun = frozen_at(problem, plan, now)
    events = data.draw(random_disruptions.disruptions(begun, plan, now))
    result = replan(problem, plan, now, events, stop=Stop(iterations=20))
    guarantees(problem, result)
    conserved(problem, result.problem, result.plan, events)


@settings(max_examples=25)
@given(
    st.data(),
    random_days.problems(visits=7, riders=3, frozen=False).map(small_problems.generous),
)
def test_meals_that_change_hands_are_never_too_old(data, problem):
    """Counted from the loading of the trip that came to nothing, whatever the meeting point."""
    plan = solve(problem, "nearest", Stop(iterations=100))
    now = data.draw(random_disruptions.moments(plan, toys.OPEN))
    busy = random_disruptions.on_the_way(plan, now)
    if not busy:
        return
    place = data.draw(st.none() | st.sampled_from([place.id for place in problem.locations]))
    events = [Breakdown(rider=busy[0], meeting_point=place)]
    result = replan(problem, plan, now, events, stop=Stop(iterations=20))
    guarantees(problem, result)
    loaded = {s.visit: t.load_start for day in plan.riders for t in day.trips for s in t.stops}
    for trip in (trip for day in result.plan.riders for trip in day.trips):
        for stop in trip.stops if trip.canteen == f"@{busy[0]}" else ():
            limit = problem.visit[stop.visit].max_onboard_seconds
            assert stop.start - loaded[stop.visit] <= limit
            assert not stop.relaxed


@settings(max_examples=15)
@given(st.data())
def test_two_levels_stay_one_problem(data):
    problem = toys.two_levels()
    plan = solve(problem, "nearest", Stop(iterations=100))
    now = data.draw(random_disruptions.moments(plan, toys.OPEN))
    begun = frozen_at(problem, plan, now)
    events = data.draw(random_disruptions.disruptions(begun, plan, now))
    result = replan(problem, plan, now, events, stop=Stop(iterations=20))
    guarantees(problem, result)
    conserved(problem, result.problem, result.plan, events)


BUSY = pairs.day(
    (0, 1, 2, 3, 4, 5),
    riders=pairs.crew({}, {}, {"boxes": 1}),
    visits={"V1": {"tier": 3}, "V2": {"tier": 3}},
)
MORNING = plans.by_hand(
    BUSY,
    R1=[("C1", toys.OPEN + 300, "V1 V2")],
    R2=[("C1", toys.OPEN + 300, "V4 V5")],
    R3=[("C1", toys.OPEN + 300, "V3")],
)
DEAR = Prices(moved=90_000, rider=90_000, order=90_000)
FREE = Prices(moved=0, rider=0, order=0)


def again(*events, now=toys.OPEN, day=BUSY, plan=MORNING, **how):
    """The busy day planned again."""
    return replan(day, plan, now, events, stop=Stop(iterations=200), **how)


def test_nothing_happened_and_nothing_changes():
    result = again()
    assert result.plan.riders == MORNING.riders
    assert result.changes.stops == result.changes.sheets == ()


def test_who_can_takes_over_and_everybody_else_stays():
    result = again(RiderAbsent(rider="R3"), prices=DEAR)
    assert not result.plan.unserved
    assert [entry.visit for entry in result.idle.unserved] == ["V3"]
    assert [(c.visit, c.how) for c in result.changes.stops if c.how is not How.RETIMED] == [
        ("V3", How.MOVED)
    ]


def test_nobody_loses_a_meal_for_somebody_more_vulnerable():
    """Only R1 with a box for one of them is left: V1 of tier 3 keeps what V3 of tier 1 lacks."""
    one = replace(BUSY, riders=pairs.crew({"boxes": 2, "max_trips": 1}, {}, {"boxes": 1}))
    result = again(RiderAbsent(rider="R2"), RiderAbsent(rider="R3"), day=one)
    assert result.plan.served() >= {"V1", "V2"} == result.idle.served()
    assert {entry.visit for entry in result.plan.unserved} == {"V3", "V4", "V5"}
    assert all(entry.tier == 1 and entry.reasons for entry in result.plan.unserved)


def test_meals_on_board_reach_their_doors_with_another_rider():
    now = toys.OPEN + 300 + 150
    result = again(Breakdown(rider="R1"), now=now)
    handed = [t for day in result.plan.riders for t in day.trips if t.canteen == "@R1"]
    assert [[stop.visit for stop in trip.stops] for trip in handed] == [["V2"]]
    assert not result.plan.unserved


def test_prices_decide_how_much_changes():
    """A dear change keeps a detour that a cheap one saves."""
    crossed = plans.by_hand(
        BUSY,
        R1=[("C1", toys.OPEN + 300, "V5 V1")],
        R2=[("C1", toys.OPEN + 300, "V4 V2")],
        R3=[("C1", toys.OPEN + 300, "V3")],
    )
    few = again(RiderAbsent(rider="R3"), plan=crossed, prices=DEAR)
    many = again(RiderAbsent(rider="R3"), plan=crossed, prices=FREE)
    assert few.problem.policy.changed_rider_seconds == 90_000
    moved = [sum(r.changes.count(how) for how in (How.MOVED, How.REORDERED)) for r in (few, many)]
    assert moved[0] < moved[1]
    assert many.plan.cost["paid"] < few.plan.cost["paid"]


def test_locks_to_a_rider_who_is_gone_are_released_and_named():
    lock = RiderLock(visit="V3", rider="R3")
    result = again(RiderAbsent(rider="R3"), day=replace(BUSY, locks=(lock,)))
    assert result.released == (lock,)
    assert not result.plan.unserved


def test_the_answer_can_be_planned_again():
    first = again(RiderAbsent(rider="R3"), now=toys.OPEN + 60)
    second = replan(
        first.problem,
        first.plan,
        toys.OPEN + 400,
        [Breakdown(rider="R2")],
        stop=Stop(iterations=50),
    )
    guarantees(first.problem, second)
    with pytest.raises(InvalidInput):
        replan(second.problem, second.plan, toys.OPEN, [], stop=Stop(iterations=1))


def test_the_same_seed_and_limit_give_the_same_answer():
    one, two = (again(RiderAbsent(rider="R3"), seed=5) for _ in range(2))
    assert one.plan.riders == two.plan.riders
