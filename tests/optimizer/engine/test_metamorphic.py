"""How plans must answer to changes of the problem, whatever the best plan is.

The problems are so small that the engine finds a best plan; costs are in hundredths of a second,
without rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from optimizer.planning import solve
from optimizer.policy import Policy
from optimizer.stop import Stop
from tests import random_days, toys
from tests.shifted import later, plan_later
from tests.unrounded import hundredths

ITERATIONS = 3_000
HOUR = 3_600

seeds = pytest.mark.parametrize("seed", range(16))


def problem_of(seed, **changes):
    kind = {"visits": 3 + seed % 3, "riders": 1 + seed % 2, "canteens": 1 + seed // 2 % 2}
    return random_days.problem(1_000 + seed, **(kind | {"kitchens": seed % 4 == 3} | changes))


def planned(problem):
    return solve(problem, "engine", Stop(iterations=ITERATIONS))


def cost(problem):
    return hundredths(problem, planned(problem))


def decisions(plan):
    """The plan without its figures."""
    return replace(plan, cost={}, kpis={}, solver=None)


@seeds
def test_everything_an_hour_later_is_the_same_plan_an_hour_later(seed):
    problem = problem_of(seed, locks=seed % 3, frozen=seed % 5 == 0, emergency=seed % 4 == 0)
    assert decisions(planned(later(problem, HOUR))) == decisions(plan_later(planned(problem), HOUR))


@seeds
def test_order_of_riders_and_visits_does_not_matter(seed):
    problem = problem_of(seed)
    rng = np.random.default_rng(seed)
    mixed = replace(
        problem,
        riders=tuple(problem.riders[k] for k in rng.permutation(len(problem.riders))),
        visits=tuple(problem.visits[k] for k in rng.permutation(len(problem.visits))),
    )
    assert cost(mixed) == cost(problem)


@seeds
def test_names_do_not_matter(seed):
    """Names that sort the other way round, in the same order, give the very same plan."""
    problem = problem_of(seed)
    new = {rider.id: f"Z{9 - k}" for k, rider in enumerate(problem.riders)}
    new |= {visit.id: f"W{9 - k}" for k, visit in enumerate(problem.visits)}
    renamed = replace(
        problem,
        riders=tuple(replace(rider, id=new[rider.id]) for rider in problem.riders),
        visits=tuple(
            replace(
                visit,
                id=new[visit.id],
                familiarity={new[name]: share for name, share in visit.familiarity.items()},
            )
            for visit in problem.visits
        ),
        previous=None,
    )
    before, after = planned(replace(problem, previous=None)), planned(renamed)
    assert [
        (new[day.rider], [[new[stop.visit] for stop in trip.stops] for trip in day.trips])
        for day in before.riders
    ] == [
        (day.rider, [[stop.visit for stop in trip.stops] for trip in day.trips])
        for day in after.riders
    ]
    assert hundredths(problem, before) - hundredths(renamed, after) == changed(problem, before)


def changed(problem, plan):
    """What the plan costs more because of a plan before."""
    return hundredths(problem, plan) - hundredths(replace(problem, previous=None), plan)


def more_boxes(problem):
    return replace(problem, riders=tuple(replace(r, boxes=r.boxes + 4) for r in problem.riders))


def longer_shifts(problem):
    riders = (replace(r, shift=(r.shift[0] - 1_200, r.shift[1] + 1_200)) for r in problem.riders)
    return replace(problem, riders=tuple(riders))


def more_trips(problem):
    riders = tuple(replace(rider, max_trips=rider.max_trips + 1) for rider in problem.riders)
    return replace(problem, riders=riders)


def all_skills(problem):
    riders = tuple(replace(rider, skills=("stairs",)) for rider in problem.riders)
    return replace(problem, riders=riders)


def one_more_rider(problem):
    return replace(problem, riders=(*problem.riders, toys.rider("R9", kind="platform")))


def more_capacity(problem):
    canteens = (replace(c, capacity=c.capacity + 9, capacity_by_diet={}) for c in problem.canteens)
    return replace(problem, canteens=tuple(canteens))


def earlier_batches(problem):
    canteens = (
        replace(c, batches=tuple(replace(b, ready=b.ready - 900) for b in c.batches))
        for c in problem.canteens
    )
    return replace(problem, canteens=tuple(canteens))


def more_bays(problem):
    return replace(problem, canteens=tuple(replace(c, loading_bays=None) for c in problem.canteens))


def wider_windows(problem):
    visits = (
        replace(visit, window=(visit.window[0] - 600, visit.window[1] + 600))
        for visit in problem.visits
    )
    return replace(problem, visits=tuple(visits))


def longer_on_board(problem):
    visits = (
        replace(visit, max_onboard_seconds=visit.max_onboard_seconds + 600)
        for visit in problem.visits
    )
    return replace(problem, visits=tuple(visits))


def nothing_released_late(problem):
    return replace(problem, visits=tuple(replace(v, released=None) for v in problem.visits))


RELAXATIONS = (
    more_boxes,
    longer_shifts,
    more_trips,
    all_skills,
    one_more_rider,
    more_capacity,
    earlier_batches,
    more_bays,
    wider_windows,
    longer_on_board,
    nothing_released_late,
)


@seeds
def test_more_freedom_never_costs_more(seed):
    problem = problem_of(seed)
    before = cost(problem)
    after = {relax.__name__: cost(relax(problem)) for relax in RELAXATIONS}
    assert {name: more for name, more in after.items() if more > before} == {}


def crowded(seed):
    """Three riders at one bay, and meals for everybody."""
    problem = problem_of(seed, visits=6, riders=3, canteens=1)
    kitchen = replace(problem.canteens[0], capacity=99, loading_seconds=300, loading_bays=1)
    return replace(problem, canteens=(kitchen,))


@pytest.mark.parametrize("relax", RELAXATIONS)
def test_more_freedom_is_worth_something_somewhere(relax):
    """So that the test above does not compare days that are the same."""
    problems = [crowded(seed) for seed in (19, 0, 1, 2, 8)]
    problems += [problem_of(seed, kitchens=True) for seed in range(20)]
    assert any(cost(relax(problem)) < cost(problem) for problem in problems)


def scaled(policy, factor):
    """All weights ``factor`` times as large; lengths of time and shares stay."""
    same = {"slack_seconds", "missed_percent", "emergency"}
    weights = {name: getattr(policy, name) for name in Policy.__slots__ if name not in same}
    return replace(
        policy,
        **{
            name: {key: factor * value for key, value in weight.items()}
            if isinstance(weight, Mapping)
            else factor * weight
            for name, weight in weights.items()
        },
    )


@seeds
@pytest.mark.parametrize("factor", [7, 10_000])
def test_cost_grows_with_the_weights(seed, factor):
    problem = problem_of(seed)
    # Familiarity is rounded to whole seconds of cost.
    problem = replace(problem, policy=replace(problem.policy, unfamiliar_seconds=0))
    heavier = replace(problem, policy=scaled(problem.policy, factor))
    assert cost(heavier) == factor * cost(problem)


@seeds
def test_same_canteen_twice_is_not_better_than_a_large_one(seed):
    """A second door to the same kitchen saves nothing where the kitchen has no limit."""
    problem = more_bays(earlier_batches(problem_of(seed, kitchens=False, canteens=1)))
    kitchen = replace(problem.canteens[0], capacity=99, capacity_by_diet={})
    visits = tuple(replace(visit, canteens=None) for visit in problem.visits)
    problem = replace(problem, canteens=(kitchen,), visits=visits)
    twice = replace(
        problem,
        canteens=(kitchen, replace(kitchen, id="C9")),
        riders=tuple(replace(rider, may_load_at=("C9",)) for rider in problem.riders),
    )
    assert cost(twice) == cost(problem)


@seeds
def test_visit_that_nobody_can_serve_costs_what_it_weighs(seed):
    problem = problem_of(seed)
    impossible = toys.visit("V9", "p2", skills=("wings",), tier=2)
    more = replace(problem, visits=(*problem.visits, impossible))
    assert cost(more) == cost(problem) + 100 * problem.policy.unserved_by_tier[2]
