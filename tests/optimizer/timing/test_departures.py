"""Given routes leave when all time costs together are least, within the rules."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.plan import Plan
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch, Problem
from optimizer.rules import Rule
from optimizer.timing import Leg, Run
from optimizer.timing.day import RiderLegs, plan_of_legs
from optimizer.timing.departures import best_departures
from tests import oracle_joint, plans, random_days
from tests.small_problems import generous
from tests.toys import OPEN, canteen, line, rider
from tests.unrounded import hundredths

OF_TIME = {
    *(Rule.WINDOW, Rule.FRESH, Rule.RELEASED, Rule.SHIFT, Rule.CHAIN, Rule.BATCH, Rule.BAYS),
    Rule.LOCK,  # nothing is locked, but nothing may begin in the past
}


def timed(problem: Problem, *days: RiderLegs) -> list[list[int]]:
    better = best_departures(problem, days, seconds=30.0)
    assert not check(problem, plan_of_legs(problem, better)).violations
    return [[leg.depart for leg in day.legs] for day in better]


def one(name: str, *runs: str, depart: int = OPEN + 300) -> RiderLegs:
    legs = (Leg("C1", tuple(run.split()), depart + 1_000 * k) for k, run in enumerate(runs))
    return RiderLegs(name, tuple(legs))


def test_a_trip_waits_at_home_rather_than_with_the_meals():
    problem = line((0, 1), {"V1": {"window": (OPEN + 3_600, OPEN + 7_200)}})
    assert timed(problem, one("R1", "V1")) >= [[OPEN + 3_540]]


def test_early_starts_move_into_the_preferred_window():
    preferred = (OPEN + 1_800, OPEN + 3_600)
    problem = line((0, 1), {"V1": {"preferred": preferred}})
    assert OPEN + 1_740 <= timed(problem, one("R1", "V1"))[0][0] <= OPEN + 3_540


def test_riders_do_not_idle_between_trips():
    problem = line((0, 1, 1), {"V2": {"window": (OPEN + 3_600, OPEN + 7_200)}})
    first, second = timed(problem, one("R1", "V1", "V2", depart=OPEN + 300))[0]
    assert second - 300 == first + 60 + 60 + 60


@pytest.mark.parametrize(("bays", "apart"), [(1, 300), (2, 0)])
def test_loading_takes_turns_in_the_bays(bays: int, apart: int):
    preferred = {"preferred": (OPEN + 900, OPEN + 900)}
    problem = line(
        (0, 1, 1),
        {"V1": preferred, "V2": preferred},
        canteens=(canteen(loading_bays=bays),),
        riders=(rider("R1"), rider("R2")),
    )
    (one_leaves,), (other_leaves,) = timed(problem, one("R1", "V1"), one("R2", "V2"))
    assert abs(one_leaves - other_leaves) == apart


def test_the_second_to_leave_waits_for_the_next_batch():
    batches = (Batch(ready=OPEN, meals=1), Batch(ready=OPEN + 1_200, meals=1))
    hurry = {"preferred": (OPEN, OPEN + 400)}
    problem = line(
        (0, 1, 1),
        {"V1": hurry, "V2": hurry},
        canteens=(canteen(batches=batches),),
        riders=(rider("R1"), rider("R2")),
    )
    departures = sorted(day[0] for day in timed(problem, one("R1", "V1"), one("R2", "V2")))
    assert departures[0] <= OPEN + 340
    assert departures[1] == OPEN + 1_200


def test_no_departures_of_two_trips_cost_less():
    """Against all departures in steps of a minute, with every time cost in play."""
    problem = line(
        (0, 2, 5, 3, 4),
        {
            "V1": {"preferred": (OPEN + 1_800, OPEN + 2_400), "window": (OPEN, OPEN + 2_700)},
            "V2": {"preferred": (OPEN + 2_100, OPEN + 2_400)},
            "V3": {"preferred": (OPEN + 2_400, OPEN + 4_200), "released": OPEN + 2_700},
            "V4": {"window": (OPEN + 3_600, OPEN + 5_400)},
        },
    )
    best = best_departures(problem, [one("R1", "V1 V2", "V3 V4")], seconds=30.0)
    least = check(problem, plan_of_legs(problem, best)).cost["total"]
    totals = []
    for first, second in product(range(OPEN + 300, OPEN + 6_000, 60), repeat=2):
        legs = (Leg("C1", ("V1", "V2"), first), Leg("C1", ("V3", "V4"), second))
        verdict = check(problem, plan_of_legs(problem, [RiderLegs("R1", legs)]))
        if not verdict.violations:
            totals.append(verdict.cost["total"])
    assert totals
    assert least <= min(totals)


FREE = Policy(paid_percent=dict.fromkeys(Policy().paid_percent, 0), longest_percent=0)
"""Riders' time costs nothing."""


@st.composite
def given_runs(draw):
    """A random day and runs of some of its riders, whatever other rules say of them."""
    problem = draw(random_days.problems(locks=0, riders=draw(st.integers(1, 3))))
    problem = generous(problem) if draw(st.booleans()) else problem
    percent = draw(st.sampled_from((0, 50, 300)))
    problem = replace(problem, policy=replace(problem.policy, longest_percent=percent))
    begun = {stop.visit for r in problem.riders for trip in r.frozen for stop in trip.stops}
    left = [visit.id for visit in problem.visits if visit.id not in begun]
    runs: dict[str, list[Run]] = {}
    for visit in draw(st.permutations(left))[: draw(st.integers(1, 4))]:
        trips = runs.setdefault(draw(st.sampled_from(problem.riders)).id, [])
        if trips and draw(st.booleans()):
            trips[-1] = Run(trips[-1].canteen, (*trips[-1].visits, visit))
        else:
            trips.append(Run(draw(st.sampled_from(problem.canteens)).id, (visit,)))
    return problem, runs


@given(given_runs())
@settings(max_examples=300)
def test_exact_by_trying_all_departures(drawn):
    problem, runs = drawn
    days = [
        RiderLegs(name, tuple(Leg(canteen, visits, OPEN) for canteen, visits in trips))
        for name, trips in runs.items()
    ]
    found = best_departures(problem, days, seconds=30.0)
    plan = plan_of_legs(problem, found)
    broken = OF_TIME.intersection(v.rule for v in check(problem, plan).violations)
    best = oracle_joint.best_legs(problem, runs)
    assert (best is None) == bool(broken)
    if best is not None:
        least = hundredths(problem, plan_of_legs(problem, best))
        assert hundredths(problem, plan) == least


def only_trip(problem: Problem, *runs: str, depart: int = OPEN + 300) -> Plan:
    better = best_departures(problem, [one("R1", *runs, depart=depart)], seconds=30.0)
    plan = plan_of_legs(problem, better)
    assert not check(problem, plan).violations
    return plan


def test_leaves_early_and_waits_on_the_way_where_that_saves_an_early_stop_from_being_late():
    visits = {
        "V1": {"preferred": (OPEN, OPEN + 600)},
        "V2": {"window": (OPEN + 1_800, OPEN + 7_200)},
    }
    problem = line((0, 1, 2), visits, policy=FREE)
    stops = only_trip(problem, "V1 V2").riders[0].trips[0].stops
    assert stops[0].start == OPEN + 600
    assert stops[1].start - stops[1].arrive > 0


def test_leaves_early_and_waits_where_the_bay_is_taken_later():
    narrow = {"window": (OPEN + 1_200, OPEN + 1_260)}
    begun = plans.by_hand(line(), R1=[("C1", OPEN + 1_200, "V2")]).riders[0].trips
    problem = line(
        visits={"V1": narrow},
        riders=(rider("R1"), rider("R2", frozen=begun)),
        canteens=(canteen(loading_bays=1),),
    )
    assert timed(problem, one("R1", "V1")) == [[OPEN + 900]]


def test_frozen_trips_that_crowd_the_bays_leave_the_rest_of_the_day_free():
    begun = plans.by_hand(line(), R1=[("C1", OPEN + 300, "V2")]).riders[0].trips
    more = plans.by_hand(line(), R1=[("C1", OPEN + 400, "V3")]).riders[0].trips
    riders = (rider("R1"), rider("R2", frozen=begun), rider("R3", frozen=more))
    hurry = {"V1": {"preferred": (OPEN, OPEN + 300)}}
    problem = line(visits=hurry, riders=riders, canteens=(canteen(loading_bays=1),))
    assert timed(problem, one("R1", "V1")) == [[OPEN + 700]]


def test_emergency_limits_serve_those_whom_the_strict_ones_would_not():
    emergency = Policy(emergency=Emergency(window_seconds=600))
    problem = line(visits={"V3": {"window": (OPEN, OPEN + 300)}}, policy=emergency)
    stop = only_trip(problem, "V3").riders[0].trips[0].stops[0]
    assert (stop.start, stop.relaxed) == (OPEN + 480, True)


def test_the_longest_day_is_cut_where_it_costs_more_than_a_late_stop():
    hurry = {"preferred": (OPEN, OPEN + 360)}
    visits = {"V1": hurry, "V2": {"window": (OPEN + 3_600, OPEN + 7_200)}}
    problem = line((0, 1, 1), visits)
    for percent, first in ((0, OPEN + 300), (100, OPEN + 3_060)):
        policy = replace(FREE, longest_percent=percent)
        assert timed(replace(problem, policy=policy), one("R1", "V1", "V2"))[0][0] == first


def test_what_cannot_be_timed_is_returned_as_it_was():
    problem = line(visits={"V3": {"window": (OPEN, OPEN + 300)}})
    days = [one("R1", "V3", depart=OPEN)]
    assert best_departures(problem, days, seconds=30.0) is days


def test_without_time_the_departures_stay():
    days = [one("R1", "V1 V2")]
    assert best_departures(line(), days, seconds=0.0) == days


def test_riders_without_trips_stay_without():
    days = [RiderLegs("R1", ())]
    assert best_departures(line(), days, seconds=30.0) == days


def crowd(trips: int) -> tuple[Problem, list[RiderLegs]]:
    """Riders with two trips each who all would like to load at the same time."""
    rng = np.random.default_rng(1)
    hurry = {"preferred": (OPEN + 600, OPEN + 1_200)}
    names = [f"R{k}" for k in range(1, trips // 2 + 1)]
    problem = line(
        [0, *rng.integers(1, 20, trips).tolist()],
        {f"V{k}": hurry for k in range(1, trips, 2)},
        riders=tuple(map(rider, names)),
        canteens=(canteen(loading_bays=2),),
    )
    days = [one(name, f"V{2 * k + 1}", f"V{2 * k + 2}") for k, name in enumerate(names)]
    return problem, days


def test_same_departures_again_although_not_proved_best():
    problem, days = crowd(16)
    found = [best_departures(problem, days, seconds=30.0) for _ in range(2)]
    assert found[0] == found[1]
    assert not check(problem, plan_of_legs(problem, found[0])).violations
