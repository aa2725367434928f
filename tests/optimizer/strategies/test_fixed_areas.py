"""Fixed areas: one piece of the circle per rider, served in street order, and nobody helps out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.locks import NotBefore, RiderLock
from optimizer.problem import Location
from optimizer.stop import Stop
from optimizer.strategies.fixed_areas import FixedAreas
from tests import random_days, toys
from tests.shifted import later, plan_later

OPEN = toys.OPEN


def trips(problem, **limits):
    plan = FixedAreas().solve(problem, Stop(**limits), seed=0)
    return {
        day.rider: [" ".join(stop.visit for stop in trip.stops) for trip in day.trips]
        for day in plan.riders
    }


def town(*bearings, **changes):
    """A canteen, and a visit in each direction: (east, north) in thousandths of a degree."""
    places = [(0, 0), *bearings]
    locations = tuple(
        Location(id=f"p{k}", lon=121.4 + east / 1_000, lat=31.25 + north / 1_000)
        for k, (east, north) in enumerate(places)
    )
    return toys.line(tuple(range(len(places))), locations=locations, **changes)


CREW = (toys.rider("R1"), toys.rider("R2"))


def test_each_rider_has_a_side_of_the_town():
    east, west = (5, 0), (-5, 0)
    problem = town((5, 1), west, east, (-5, 1), riders=CREW)
    assert sorted(map(sorted, trips(problem).values())) == [["V1 V3"], ["V2 V4"]]


def test_areas_hold_about_the_same_meals():
    heavy = {"V1": {"meals": {"regular": 3}}}
    problem = town((0, 9), (9, 0), (0, -9), (-9, 0), riders=CREW, visits=heavy)
    served = sorted(
        sum(3 if v == "V1" else 1 for v in day[0].split()) for day in trips(problem).values()
    )
    assert served in ([2, 4], [3, 3])


def test_street_order_is_the_problems_order():
    assert trips(toys.line((0, 3, 1, 2))) == {"R1": ["V1 V2 V3"]}


def test_nobody_helps_a_neighbour():
    crew = toys.rider("R1", boxes=1, max_trips=1), toys.rider("R2")
    problem = town((5, 0), (5, 1), (-5, 0), (-5, 1), riders=crew)
    assert len(trips(problem)["R1"]) == 1
    assert sum(len(day.split()) for day in trips(problem)["R1"]) == 1


def test_pinned_visits_join_the_riders_area():
    lock = RiderLock(visit="V3", rider="R1")
    problem = town((5, 0), (5, 1), (-5, 0), (-5, 1), riders=CREW, locks=(lock,))
    assert "V3" in " ".join(trips(problem)["R1"])


def test_one_visit_that_cannot_start_a_trip_does_not_keep_the_others_home():
    late = {"window": (OPEN + 1_800, OPEN + 7_200)}
    problem = toys.line(
        visits={"V1": {"meals": {"regular": 40}}, "V2": late, "V3": late},
    )
    assert trips(problem) == {"R1": ["V2 V3"]}


def test_a_trip_waits_for_nobody_who_may_be_served_later():
    late = {"window": (OPEN + 3_600, OPEN + 7_200)}
    assert trips(toys.line(visits={"V2": late})) == {"R1": ["V1 V3", "V2"]}
    locks = (NotBefore(visit="V2", seconds=OPEN + 3_600),)
    assert trips(toys.line(locks=locks)) == {"R1": ["V1 V3", "V2"]}


def test_stops_between_riders():
    problem = town((5, 0), (-5, 0), riders=CREW)
    assert len(trips(problem, iterations=1)) == 1


@given(random_days.problems(), st.integers(-9, 30).map(lambda minutes: minutes * 60))
@settings(max_examples=40)
def test_a_later_day_gives_the_same_plan_later(problem, by):
    plan = FixedAreas().solve(problem, Stop(), seed=0)
    assert FixedAreas().solve(later(problem, by), Stop(), seed=0) == plan_later(plan, by)
