"""The peer is as strong as whoever knows PyVRP would make it, and nothing it finds is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyvrp import Model, PenaltyParams, SolveParams
from pyvrp.stop import MaxIterations

from optimizer.checker import check
from optimizer.plan import RiderDay
from optimizer.stop import Stop
from optimizer.strategies.pyvrp import PyVrp
from optimizer.strategies.pyvrp.clock import Clock
from optimizer.strategies.pyvrp.search import Search
from optimizer.strategies.pyvrp.translation import plan_of_tours
from optimizer.timing import Run, Schedule
from optimizer.timing.insertion import weight_of
from tests import random_days
from tests.toys import OPEN, canteen, line, rider

ITERATIONS = 300
SPLIT = OPEN + 3_600


def street(visits=60, riders=3, seed=0):
    """Doors along a street, a quarter of them late; two waves of an hour suit it."""
    places = [0, *((7 * k + seed) % 30 + 1 for k in range(visits))]
    late = {"window": (SPLIT + 600, OPEN + 7_200)}
    early = {"window": (OPEN, OPEN + 7_200), "tier": 2}
    return line(
        places,
        visits={f"V{k}": late if k % 4 == 0 else early for k in range(1, visits + 1)},
        riders=tuple(rider(f"R{k}", boxes=14) for k in range(1, riders + 1)),
    )


def searched(problem, iterations=ITERATIONS):
    """All that the search finds, each with its plan before anything is inserted again."""
    search = Search(problem, Clock(Stop(iterations=iterations)), 0, None)
    return [
        (found, plan_of_tours(problem, search.customers, found.tours, 60.0), search.customers)
        for found in search.run()
    ]


@pytest.mark.parametrize("riders", [2, 3, 6])
def test_nothing_is_lost_in_translation(riders):
    """One limit for all, no kitchen in the way: PyVRP's figures are those of the plan."""
    problem = street(riders=riders)
    results = searched(problem)
    assert len(results) > 3
    for found, plan, customers in results:
        assert check(problem, plan).violations == ()
        told = {v for t in found.tours for k in t.customers for v in customers[k].visits}
        assert plan.served() == told
        trips = [trip for day in plan.riders for trip in day.trips]
        riding = sum(trip.returns - trip.depart for trip in trips)
        assert riding == sum(tour.end - tour.start for tour in found.tours)
        lost = weight_of(problem, (entry.visit for entry in plan.unserved))
        policy = problem.policy
        fixed = len(trips) * (100 * policy.rider_seconds // 2 + 100 * 300)
        assert found.cost == lost + 100 * riding + fixed


@given(problem=random_days.problems(visits=7, kitchens=False, locks=0, frozen=False))
@settings(max_examples=40)
def test_no_feasible_trip_loses_a_visit(problem):
    """Alone on a day without other riders, what breaks no rule stays whole."""
    problem = replace(problem, canteens=tuple(replace(c, capacity=99) for c in problem.canteens))
    problem = replace(
        problem, canteens=tuple(replace(c, capacity_by_diet={}) for c in problem.canteens)
    )
    for found, plan, customers in searched(problem, 6):
        served = plan.served()
        days: dict[str, list[Run]] = {}
        for tour in found.tours:
            visits = tuple(v for k in tour.customers for v in customers[k].visits)
            days.setdefault(tour.slot.rider.id, []).append(Run(tour.slot.canteen.id, visits))
        for name, runs in days.items():
            if isinstance(Schedule(problem).try_day(name, runs), RiderDay):
                assert served.issuperset(visit for run in runs for visit in run.visits)


def tuned_by_hand(problem, split, iterations):
    """Weight lost by a plain call of PyVRP with two waves, as one would write it for this day.

    The duration bounds the time on board: an hour, less loading, until the trip is back. Penalties
    exceed prizes, or PyVRP would rather break a rule than leave anybody out.
    """
    model = Model()
    door = [model.add_location(0, 0) for _ in problem.locations]
    home = model.add_location(0, 0)
    start, end = model.add_depot(door[0]), model.add_depot(home)
    travel = problem.travel["ebike"].seconds
    for i, here in enumerate(door):
        model.add_edge(here, home, 0, int(travel[i, 0]))
        model.add_edge(home, here, 0, int(travel[0, i]))
        for j, there in enumerate(door):
            model.add_edge(here, there, 0, int(travel[i, j]))
    for wave in ((OPEN + 300, split), (split + 300, OPEN + 9_000)):
        model.add_vehicle_type(
            len(problem.riders),
            problem.riders[0].boxes,
            start,
            end,
            tw_early=wave[0],
            tw_late=wave[1],
            shift_duration=3_300,
            unit_distance_cost=0,
            unit_duration_cost=1,
        )
    for number, visit in enumerate(problem.visits, 1):
        model.add_client(
            door[number],
            delivery=visit.boxes,
            service_duration=visit.service_seconds,
            tw_early=visit.window[0],
            tw_late=visit.window[1],
            prize=weight_of(problem, [visit.id]) // 100,
            required=False,
        )
    firm = SolveParams(penalty=PenaltyParams(max_penalty=10_000_000))
    stop = MaxIterations(iterations)
    result = model.solve(stop, display=False, collect_stats=False, params=firm)
    assert result.is_feasible()
    return 100 * result.best.uncollected_prizes()


@pytest.mark.parametrize("seed", [0, 1])
def test_at_least_as_good_as_two_waves_tuned_by_hand(seed):
    problem = street(80, riders=2, seed=seed)
    plan = PyVrp().solve(problem, Stop(iterations=ITERATIONS), seed)
    lost = weight_of(problem, (entry.visit for entry in plan.unserved))
    splits = range(OPEN + 3_000, OPEN + 4_800, 600)
    assert 0 < lost <= min(tuned_by_hand(problem, split, 2 * ITERATIONS) for split in splits)


def test_no_more_riders_than_it_takes():
    problem = street(50, riders=8)
    plan = PyVrp().solve(problem, Stop(iterations=ITERATIONS), 0)
    assert not plan.unserved
    assert len(plan.riders) == 2, "25 boxes do not fit on two trips of one rider"


def test_stops_that_pyvrp_misjudges_are_inserted_again():
    """PyVRP sees the tighter limit of a last stop alone; it visits V1 on the way back."""
    problem = line(
        (0, 10, 11, 12, 13),
        visits={"V1": {"max_onboard_seconds": 1_000}},
        canteens=(canteen(),),
        riders=(rider(), rider("R2")),
    )
    plan = PyVrp().solve(problem, Stop(iterations=50), 0)
    assert check(problem, plan).violations == ()
    assert not plan.unserved
