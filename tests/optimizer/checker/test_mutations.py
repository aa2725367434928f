"""No change to a plan passes the checker that a second opinion does not accept too."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.errors import InvalidPlan
from optimizer.plan import Plan, RiderDay, Unserved
from optimizer.planning import solve
from optimizer.problem import Problem
from optimizer.stop import Stop
from tests import judge, plans, random_days

MINUTE = 60
SHIFTS = st.sampled_from([-10 * MINUTE, -MINUTE, -1, 1, MINUTE, 5 * MINUTE])


def stops_of(plan):
    return [
        (d, t, s)
        for d, day in enumerate(plan.riders)
        for t, trip in enumerate(day.trips)
        for s in range(len(trip.stops))
    ]


def trips_of(plan):
    return [(d, t) for d, day in enumerate(plan.riders) for t in range(len(day.trips))]


def shift_stop_field(draw, problem, plan):
    d, t, s = draw(st.sampled_from(stops_of(plan)))
    name = draw(st.sampled_from(["arrive", "start", "end", "onboard"]))
    value = getattr(plan.riders[d].trips[t].stops[s], name) + draw(SHIFTS)
    return plans.alter_stop(plan, s, trip=t, day=d, **{name: value})


def flip_relaxed(draw, problem, plan):
    d, t, s = draw(st.sampled_from(stops_of(plan)))
    relaxed = plan.riders[d].trips[t].stops[s].relaxed
    return plans.alter_stop(plan, s, trip=t, day=d, relaxed=not relaxed)


def shift_trip_field(draw, problem, plan):
    d, t = draw(st.sampled_from(trips_of(plan)))
    name = draw(st.sampled_from(["load_start", "depart", "returns"]))
    value = getattr(plan.riders[d].trips[t], name) + draw(SHIFTS)
    return plans.alter_trip(plan, t, day=d, **{name: value})


def shift_day_field(draw, problem, plan):
    d = draw(st.integers(0, len(plan.riders) - 1))
    name = draw(st.sampled_from(["start", "end"]))
    return plans.alter_day(plan, d, **{name: getattr(plan.riders[d], name) + draw(SHIFTS)})


def shift_whole_day(draw, problem, plan):
    """The most plausible lie: a day that hangs together, at another time."""
    d, by = draw(st.integers(0, len(plan.riders) - 1)), draw(SHIFTS)
    day = plan.riders[d]
    trips = tuple(
        replace(
            trip,
            load_start=trip.load_start + by,
            depart=trip.depart + by,
            returns=trip.returns + by,
            stops=tuple(
                replace(s, arrive=s.arrive + by, start=s.start + by, end=s.end + by)
                for s in trip.stops
            ),
        )
        for trip in day.trips
    )
    return plans.alter_day(plan, d, start=day.start + by, end=day.end + by, trips=trips)


def driven_again(problem: Problem, days: dict[str, list[tuple[str, int, str]]]) -> Plan:
    """Consistent times for changed decisions, strictly within windows."""
    return plans.by_hand(problem, **{rider: trips for rider, trips in days.items() if trips})


def decisions(problem, plan):
    return {
        day.rider: [
            [trip.canteen, trip.depart, [stop.visit for stop in trip.stops]]
            for trip in day.trips[len(problem.rider[day.rider].frozen) :]
        ]
        for day in plan.riders
    }


def move_stop(draw, problem, plan):
    """A visit from anywhere to anywhere, all times driven again: only rules can stop it."""
    chosen = decisions(problem, plan)
    trips = [trip for day in chosen.values() for trip in day]
    visit = draw(st.sampled_from([visit.id for visit in problem.visits]))
    for trip in trips:
        trip[2] = [name for name in trip[2] if name != visit]
    if trips:
        into = draw(st.sampled_from(trips))
        into[2].insert(draw(st.integers(0, len(into[2]))), visit)
    days = {
        rider: [(c, at, " ".join(names)) for c, at, names in day] for rider, day in chosen.items()
    }
    return driven_again(problem, days)


def change_departure(draw, problem, plan):
    chosen = decisions(problem, plan)
    trips = [trip for day in chosen.values() for trip in day]
    if trips:
        moved = draw(st.sampled_from(trips))
        moved[1] += draw(SHIFTS)
        moved[0] = draw(st.sampled_from(problem.canteens)).id
    days = {
        rider: [(c, at, " ".join(names)) for c, at, names in day] for rider, day in chosen.items()
    }
    return driven_again(problem, days)


def swap_riders(draw, problem, plan):
    a, b = (draw(st.sampled_from(problem.riders)).id for _ in range(2))
    names = {a: b, b: a}
    days = decisions(problem, plan)
    return driven_again(
        problem,
        {
            names.get(rider, rider): [(c, at, " ".join(visits)) for c, at, visits in trips]
            for rider, trips in days.items()
        },
    )


def forget_a_trip(draw, problem, plan):
    d, t = draw(st.sampled_from(trips_of(plan)))
    trips = plan.riders[d].trips
    return plans.alter_day(plan, d, trips=trips[:t] + trips[t + 1 :])


def reverse_trips(draw, problem, plan):
    d = draw(st.integers(0, len(plan.riders) - 1))
    return plans.alter_day(plan, d, trips=plan.riders[d].trips[::-1])


def drop_unserved(draw, problem, plan):
    return replace(plan, unserved=plan.unserved[1:])


def list_twice(draw, problem, plan):
    visit = draw(st.sampled_from(problem.visits))
    entry = Unserved(visit=visit.id, tier=draw(st.sampled_from([1, 2, 3])), reasons=())
    return replace(plan, unserved=(*plan.unserved, entry))


def drop_a_day(draw, problem, plan):
    d = draw(st.integers(0, len(plan.riders) - 1))
    return replace(plan, riders=plan.riders[:d] + plan.riders[d + 1 :])


def add_an_idle_day(draw, problem, plan):
    rider = draw(st.sampled_from(problem.riders))
    start, length = rider.shift[0] + draw(SHIFTS), draw(SHIFTS)
    day = RiderDay(rider=rider.id, start=start, end=start + length, trips=())
    return replace(plan, riders=(*plan.riders, day))


MUTATIONS = (
    shift_stop_field,
    flip_relaxed,
    shift_trip_field,
    shift_day_field,
    shift_whole_day,
    move_stop,
    change_departure,
    swap_riders,
    forget_a_trip,
    reverse_trips,
    drop_unserved,
    list_twice,
    drop_a_day,
    add_an_idle_day,
)


def passes(problem, plan):
    try:
        return check(problem, plan).ok
    except InvalidPlan:
        return False


@given(random_days.problems(), st.sampled_from(MUTATIONS), st.data())
@settings(max_examples=400)
def test_checker_and_second_opinion_agree(problem, mutate, data):
    plan = solve(problem, "nearest", Stop())
    plan = replace(plan, cost={}, kpis={})
    assert passes(problem, plan)
    assert judge.accepts(problem, plan)
    if plan.served():
        mutated = mutate(data.draw, problem, plan)
        assert passes(problem, mutated) == judge.accepts(problem, mutated)
