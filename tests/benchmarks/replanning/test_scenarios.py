"""Each scenario hurts somebody of the plan, and is left out where the day cannot have it."""

from benchmarks.replanning.scenarios import MORNING, ON_THE_ROAD, scenarios
from optimizer.replan import disrupted, frozen_at
from optimizer.replan.disruptions import Breakdown, CanteenDown, CanteenShort, RiderAbsent
from tests import toys
from tests.plans import by_hand


def planned(**changes):
    crew = tuple(toys.rider(f"R{k}", shift=(MORNING, MORNING + 12_000)) for k in (1, 2, 3))
    problem = toys.line(tuple(range(13)), riders=crew, **changes)
    stops = {"R1": "V1 V2 V3 V4 V5", "R2": "V6 V7 V8 V9", "R3": "V10 V11"}
    trips = {rider: [("C1", ON_THE_ROAD - 600, visits)] for rider, visits in stops.items()}
    return problem, by_hand(problem, **trips)


def kinds(*day):
    return {type(one) for scenario in scenarios(*day) for one in scenario.disruptions}


def test_the_two_busiest_riders_fall_ill():
    ill = scenarios(*planned())[0]
    assert ill.now == MORNING
    assert list(ill.disruptions) == [RiderAbsent(rider="R1"), RiderAbsent(rider="R2")]


def test_a_vehicle_breaks_down_between_two_stops():
    problem, plan = planned()
    (broken,) = (s for s in scenarios(problem, plan) if isinstance(s.disruptions[0], Breakdown))
    assert broken.now == ON_THE_ROAD
    assert disrupted(frozen_at(problem, plan, broken.now), broken.disruptions).problem


def test_a_kitchen_is_short_of_a_tenth_of_what_leaves_it():
    day = planned()
    short = [d for s in scenarios(*day) for d in s.disruptions if isinstance(d, CanteenShort)]
    assert short == [CanteenShort(canteen="C1", capacity=11 * 9 // 10)]


def test_the_only_kitchen_does_not_close():
    assert CanteenDown not in kinds(*planned())
    two = (toys.canteen("C1"), toys.canteen("C2"))
    assert CanteenDown in kinds(*planned(canteens=two))
