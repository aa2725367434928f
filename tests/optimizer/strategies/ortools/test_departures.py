"""Given routes leave when all time costs together are least, within the rules."""

from itertools import product

import pytest

from optimizer.checker import check
from optimizer.problem import Batch, Problem
from optimizer.strategies.ortools.departures import best_departures
from optimizer.strategies.ortools.routes import RiderLegs, plan_of
from optimizer.timing import Leg
from tests.toys import OPEN, canteen, line, rider


def timed(problem: Problem, *days: RiderLegs) -> list[list[int]]:
    better = best_departures(problem, days, seconds=30.0)
    assert not check(problem, plan_of(problem, better)).violations
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
    least = check(problem, plan_of(problem, best)).cost["total"]
    totals = []
    for first, second in product(range(OPEN + 300, OPEN + 6_000, 60), repeat=2):
        legs = (Leg("C1", ("V1", "V2"), first), Leg("C1", ("V3", "V4"), second))
        verdict = check(problem, plan_of(problem, [RiderLegs("R1", legs)]))
        if not verdict.violations:
            totals.append(verdict.cost["total"])
    assert totals
    assert least <= min(totals)
