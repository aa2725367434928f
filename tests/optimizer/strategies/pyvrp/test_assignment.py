"""Trips of waves become days of as few riders as possible, those who know the visits first."""

from pyvrp import Route, Solution

from optimizer.strategies.pyvrp.assignment import tours_of
from optimizer.strategies.pyvrp.bans import Bans
from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.strategies.pyvrp.model import build
from optimizer.strategies.pyvrp.network import Network
from optimizer.strategies.pyvrp.slots import slots_of
from optimizer.strategies.pyvrp.tours import solution_of, tours_of_plan
from optimizer.timing import Schedule
from tests import plans
from tests.toys import OPEN, canteen, line, rider

CREW = tuple(rider(f"R{k}") for k in (1, 2, 3))
SPLIT = (OPEN + 3_000,)


def model_of(problem):
    schedule = Schedule(problem)
    customers = customers_of(schedule)
    slots = slots_of(problem, {rider.id: SPLIT for rider in problem.riders})
    return build(Network(problem, customers), Bans(problem, schedule.pins, customers), slots)


def assigned(problem, *trips):
    """Trips as (wave, canteen, customer numbers); who makes each, by its first customer."""
    model = model_of(problem)
    types = {(s[0].wave, s[0].canteen.id): number for number, s in enumerate(model.types)}
    routes = [
        Route(model.data, customers, types[wave, canteen]) for wave, canteen, customers in trips
    ]
    tours = tours_of(problem, model, Solution(model.data, routes))
    return {tour.customers[0]: tour.slot.rider.id for tour in tours}


def test_a_rider_of_one_wave_rides_in_the_next_too():
    made = assigned(line(riders=CREW), (0, "C1", [0]), (1, "C1", [1]), (1, "C1", [2]))
    assert set(made) == {0, 1, 2}
    assert len(set(made.values())) == 2


def test_who_knows_the_visits_goes_there():
    problem = line(riders=CREW, visits={"V2": {"familiarity": {"R3": 1.0, "R1": 0.5}}})
    assert assigned(problem, (0, "C1", [0]), (0, "C1", [1]))[1] == "R3"


def test_visits_stay_with_the_rider_planned_before():
    previous = plans.by_hand(line(riders=CREW), R2=[("C1", OPEN + 300, "V3")])
    problem = line(riders=CREW, previous=previous)
    assert assigned(problem, (0, "C1", [0]), (0, "C1", [2]))[2] == "R2"


def test_nobody_is_at_two_canteens_in_one_wave():
    problem = line(
        canteens=(canteen("C1"), canteen("C2", "p3")), riders=(rider(may_load_at=("C2",)),)
    )
    assert len(assigned(problem, (0, "C1", [0]), (0, "C2", [2]))) == 1


def test_a_plan_and_its_tours_are_the_same():
    problem = line(riders=CREW)
    plan = plans.by_hand(
        problem,
        R1=[("C1", OPEN + 300, "V1"), ("C1", SPLIT[0] + 300, "V2")],
        R3=[("C1", OPEN, "V3")],
    )
    model = model_of(problem)
    slots = [slot for slots in model.types for slot in slots]
    tours = list(tours_of_plan(model.customers, slots, plan))
    found = {(tour.slot.rider.id, tour.slot.wave): tour.customers for tour in tours}
    assert found == {("R1", 0): (0,), ("R1", 1): (1,), ("R3", 0): (2,)}
    routes = solution_of(model, tours).routes()
    assert sorted(activity.idx for r in routes for activity in r if activity.is_client()) == [
        0,
        1,
        2,
    ]
